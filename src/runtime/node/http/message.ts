/** What a parser gathers of one message until Node's library takes it: its first line and its headers. */
import { latin1ToString } from '../encoding.ts';
import type { Llhttp } from './llhttp.ts';

/** Headers that are handed over at once; more go in parts, as from Node's own parser. */
const HEADERS_AT_ONCE = 31;

export class MessageHead {
	url = '';
	status = '';
	#fields: string[] = [];
	#values: string[] = [];
	readonly #parser: Llhttp;

	constructor(parser: Llhttp) {
		this.#parser = parser;
	}
	text(at: number, length: number): string {
		return latin1ToString(this.#parser.bytesAt(at, length));
	}
	get isFull(): boolean {
		return this.#fields.length === this.#values.length && this.#fields.length === HEADERS_AT_ONCE;
	}
	get hasHeaders(): boolean {
		return this.#fields.length > 0;
	}
	/** A name may come in parts, when it was cut by the network; so may a value. */
	addField(text: string): void {
		if (this.#fields.length === this.#values.length) this.#fields.push(text);
		else this.#fields[this.#fields.length - 1] += text;
	}
	/** Why the header may not be there; '' = it may. https://www.rfc-editor.org/rfc/rfc9112#section-6.1-16 */
	addValue(text: string): string {
		if (this.#values.length === this.#fields.length) {
			this.#values[this.#values.length - 1] += text;
			return '';
		}
		this.#values.push(text);
		const isNamed = (name: string) => (field: string) => field.toLowerCase() === name;
		const clash =
			isNamed('transfer-encoding')(this.#fields.at(-1) ?? '') && this.#fields.some(isNamed('content-length'));
		return clash
			? "HPE_INVALID_TRANSFER_ENCODING:Transfer-Encoding can't be present with Content-Length"
			: '';
	}
	/** Names and values by turns; none are left. */
	takeHeaders(): string[] {
		const headers = this.#fields.flatMap((field, at) => [
			field,
			(this.#values[at] ?? '').replace(/[ \t]+$/, '')
		]);
		this.#fields = [];
		this.#values = [];
		return headers;
	}
	takeUrl(): string {
		const { url } = this;
		this.url = '';
		return url;
	}
	clear(): void {
		this.url = this.status = '';
		this.#fields = [];
		this.#values = [];
	}
}
