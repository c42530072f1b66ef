/** One request of HTTP/1.1 to a port of this machine, or by the host's broker to the outside. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Description } from '../../protocol/syscalls.ts';
import { joined } from '../../wire/bytes.ts';
import { type CommandContext } from '../system.ts';
import { CurlError } from './curl-options.ts';

export type Answer = {
	status: number;
	statusText: string;
	headers: [name: string, value: string][];
	body: AsyncIterable<Uint8Array>;
};
export type Question = {
	url: URL;
	method: string;
	headers: [name: string, value: string][];
	body: Uint8Array | null;
};

const LOCAL = /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/;
const PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };
const decoder = new TextDecoder('latin1');
const READ_SIZE = 65_536;

export function ask(context: CommandContext, question: Question): Promise<Answer> {
	return LOCAL.test(question.url.hostname) ? askHere(context, question) : askOutside(context, question);
}

async function* bodyOf({ calls }: CommandContext['system'], from: Description): AsyncGenerator<Uint8Array> {
	try {
		for (;;) {
			const bytes = await calls.read(from, READ_SIZE, null);
			if (bytes.length === 0) return;
			yield bytes;
		}
	} finally {
		await calls.close(from);
	}
}

async function askOutside(
	{ system }: CommandContext,
	{ url, method, headers, body }: Question
): Promise<Answer> {
	try {
		const answer = await system.calls.request({ url: url.href, method, headers, body });
		return { ...answer, body: bodyOf(system, answer.body) };
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		throw new CurlError(error.code === 'EBLOCKED' ? 6 : 7, `${error.code}: ${error.message}`);
	}
}

async function connect(
	{ system: { calls } }: CommandContext,
	{ hostname, port, protocol }: URL
): Promise<Description> {
	const wanted = Number(port || (PORTS[protocol] ?? 80));
	for (const address of hostname === '[::1]' ? ['::1'] : ['127.0.0.1', '::1']) {
		try {
			return (await calls.connect({ address, port: wanted }, null)).description;
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
		}
	}
	throw new CurlError(
		7,
		`Failed to connect to ${hostname} port ${wanted} after 0 ms: Couldn't connect to server`
	);
}

async function askHere(context: CommandContext, { url, method, headers, body }: Question): Promise<Answer> {
	if (url.protocol !== 'http:')
		throw new CurlError(35, `TLS is not supported in the browser between processes: ${url.host}`);
	const { system } = context;
	const socket = await connect(context, url);
	const lines = [
		`${method} ${url.pathname}${url.search} HTTP/1.1`,
		...headers.map(([name, value]) => `${name}: ${value}`),
		'',
		''
	];
	const head = new TextEncoder().encode(lines.join('\r\n'));
	await system.calls.write(socket, body ? joined([head, body]) : head, null);
	const input = new Input(bodyOf(system, socket));
	for (;;) {
		const answer = parseHead(await input.head());
		if (answer.status === 100) continue;
		return { ...answer, body: input.body(answer, method) };
	}
}

function parseHead(text: string): Omit<Answer, 'body'> {
	const [first = '', ...lines] = text.split('\r\n');
	const [, status, statusText = ''] = /^HTTP\/1\.\d (\d{3}) ?(.*)$/.exec(first) ?? [];
	if (!status) throw new CurlError(1, 'Received HTTP/0.9 when not allowed');
	const headers = lines.map((line): [string, string] => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon), line.slice(colon + 1).trim()];
	});
	return { status: Number(status), statusText, headers };
}

class Input {
	readonly #chunks: AsyncGenerator<Uint8Array>;
	#bytes = new Uint8Array();

	constructor(chunks: AsyncGenerator<Uint8Array>) {
		this.#chunks = chunks;
	}
	async #more(): Promise<boolean> {
		const { done, value } = await this.#chunks.next();
		if (!done) this.#bytes = joined([this.#bytes, value]);
		return !done;
	}
	async #until(end: string): Promise<string> {
		for (;;) {
			const at = decoder.decode(this.#bytes).indexOf(end);
			if (at >= 0) {
				const text = new TextDecoder().decode(this.#bytes.subarray(0, at));
				this.#bytes = this.#bytes.slice(at + end.length);
				return text;
			}
			if (!(await this.#more())) throw new CurlError(52, 'Empty reply from server');
		}
	}
	head(): Promise<string> {
		return this.#until('\r\n\r\n');
	}

	async *body({ status, headers }: Omit<Answer, 'body'>, method: string): AsyncGenerator<Uint8Array> {
		const valueOf = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
		const length = valueOf('content-length');
		try {
			if (method === 'HEAD' || status === 204 || status === 304) return;
			if (/\bchunked\b/i.test(valueOf('transfer-encoding') ?? '')) yield* this.#chunked();
			else if (length !== undefined) yield* this.#exactly(Number(length));
			else
				do yield this.#take(this.#bytes.length);
				while (await this.#more());
		} finally {
			await this.#chunks.return(undefined);
		}
	}
	#take(length: number): Uint8Array {
		const bytes = this.#bytes.slice(0, length);
		this.#bytes = this.#bytes.slice(length);
		return bytes;
	}
	async *#exactly(length: number): AsyncGenerator<Uint8Array> {
		for (let left = length; left > 0;) {
			if (this.#bytes.length === 0 && !(await this.#more()))
				throw new CurlError(18, `transfer closed with ${left} bytes remaining to read`);
			const bytes = this.#take(left);
			left -= bytes.length;
			yield bytes;
		}
	}
	async *#chunked(): AsyncGenerator<Uint8Array> {
		for (;;) {
			const size = Number.parseInt(await this.#until('\r\n'), 16);
			yield* this.#exactly(size);
			await this.#until('\r\n');
			if (!(size > 0)) return;
		}
	}
}
