/** A value in a file of others, with its place: what is not as the format says is refused with where and what. */
import { CodedError } from '#model/coded-error.ts';

export type Source = {
	/** As the file is called. */
	file: string;
	/** As the format is called. */
	format: string;
};

export class At {
	readonly #source: Source;
	readonly #path: string;
	readonly value: unknown;

	constructor(source: Source, value: unknown, path = '') {
		this.#source = source;
		this.#path = path;
		this.value = value;
	}

	/** The field, which must be there. */
	get(key: string): At {
		const found = this.find(key);
		if (!found) throw this.#child(key, undefined).wrong('a value');
		return found;
	}

	/** The field; null where it is absent or null. */
	find(key: string): At | null {
		const record = this.record();
		const value = Object.hasOwn(record, key) ? record[key] : undefined;
		return value === undefined || value === null ? null : this.#child(key, value);
	}

	record(): Record<string, unknown> {
		if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value))
			throw this.wrong('an object');
		return this.value as Record<string, unknown>;
	}

	list(): At[] {
		if (!Array.isArray(this.value)) throw this.wrong('a list');
		return this.value.map((item, index) => new At(this.#source, item, `${this.#path}[${index}]`));
	}

	text(): string {
		if (typeof this.value !== 'string') throw this.wrong('a text');
		return this.value;
	}

	number(): number {
		if (typeof this.value !== 'number' || !Number.isFinite(this.value)) throw this.wrong('a number');
		return this.value;
	}

	wrong(wanted: string): CodedError {
		const found =
			this.value === undefined
				? 'nothing is there'
				: `${Array.isArray(this.value) ? 'a list' : this.value === null ? 'null' : `a ${typeof this.value}`} is there`;
		return new CodedError(
			'E_FORMAT',
			`Cannot read "${this.#source.file}" as ${this.#source.format}: at ${this.#path || 'the top'}, ${wanted} is expected and ${found}`
		);
	}

	#child(key: string, value: unknown): At {
		return new At(this.#source, value, this.#path ? `${this.#path}.${key}` : key);
	}
}

/** Text of a message: a string, or a list of parts of which the texts count. */
export function textIn(at: At | null): string {
	if (!at) return '';
	if (typeof at.value === 'string') return at.value;
	if (!Array.isArray(at.value)) return JSON.stringify(at.value);
	return at
		.list()
		.map((part) => (typeof part.value === 'string' ? part.value : textIn(part.find('text'))))
		.join('\n');
}

export function numberIn(at: At | null): number {
	return at ? at.number() : 0;
}

/** ISO 8601 or seconds since 1970 -> milliseconds since 1970; null where it is neither. */
export function timeIn(at: At | null): number | null {
	const value = at?.value;
	const time = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
	// Beyond what a date can be: such a time says nothing.
	return Number.isNaN(new Date(time).getTime()) ? null : time;
}
