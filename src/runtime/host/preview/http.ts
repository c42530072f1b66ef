/** One HTTP/1.1 request over a connection to a port of the sandbox. https://www.rfc-editor.org/rfc/rfc9112 */
import { CodedError } from '../../wire/coded-error.ts';

/** A connection, as bytes: the kernel's, or a test's. */
export type Wire = {
	send(bytes: Uint8Array): Promise<void>;
	/** Empty = the end. */
	receive(): Promise<Uint8Array>;
	close(): void;
};

export type HttpRequest = {
	method: string;
	/** Path and query. */
	path: string;
	host: string;
	headers: [name: string, value: string][];
	body: Uint8Array | null;
};

export type HttpResponse = {
	status: number;
	statusText: string;
	/** Names in lower case; without those of the connection. */
	headers: [name: string, value: string][];
	/** Parts as they come. Ending it early closes the connection. */
	body: AsyncGenerator<Uint8Array, void, undefined>;
};

/** Bytes of a head. */
const HEAD_LIMIT = 262_144;
const encoder = new TextEncoder();
const latin1 = new TextDecoder('latin1');
/** Of one connection, not of the answer. */
const CONNECTION_HEADERS = new Set([
	'connection',
	'keep-alive',
	'transfer-encoding',
	'content-length',
	'upgrade',
	'trailer'
]);

export async function exchange(wire: Wire, request: HttpRequest): Promise<HttpResponse> {
	const { method, path, host, headers, body } = request;
	const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, 'connection: close'];
	for (const [name, value] of headers)
		if (!CONNECTION_HEADERS.has(name.toLowerCase()) && name.toLowerCase() !== 'host')
			lines.push(`${name}: ${value.replaceAll(/[\r\n]/g, ' ')}`);
	if (body) lines.push(`content-length: ${body.length}`);
	await wire.send(encoder.encode(`${lines.join('\r\n')}\r\n\r\n`));
	if (body && body.length > 0) await wire.send(body);
	const reader = new Reader(wire);
	let head = await readHead(reader);
	while (head.status >= 100 && head.status < 200 && head.status !== 101) head = await readHead(reader);
	const isEmpty = method === 'HEAD' || head.status === 204 || head.status === 304;
	return {
		...head,
		headers: head.headers.filter(([name]) => !CONNECTION_HEADERS.has(name)),
		body: isEmpty ? nothing(wire) : bodyOf(reader, wire, head.headers)
	};
}

// eslint-disable-next-line require-yield -- the body of an answer that has none
async function* nothing(wire: Wire): AsyncGenerator<Uint8Array, void, undefined> {
	wire.close();
}

/** Bytes that have come and were not taken. */
export class Reader {
	readonly #wire: Wire;
	#rest = new Uint8Array();
	constructor(wire: Wire) {
		this.#wire = wire;
	}

	/** The next line without its end; null = there are no more. */
	async line(limit = HEAD_LIMIT): Promise<string | null> {
		for (;;) {
			const end = this.#rest.indexOf(10);
			if (end >= 0) {
				const line = latin1.decode(this.#rest.subarray(0, end)).replace(/\r$/, '');
				this.#rest = this.#rest.slice(end + 1);
				return line;
			}
			if (this.#rest.length > limit) throw new CodedError('EPROTO', 'the head of the answer is too long');
			if (!(await this.#more())) return null;
		}
	}

	async #more(): Promise<boolean> {
		const bytes = await this.#wire.receive();
		if (bytes.length === 0) return false;
		const both = new Uint8Array(this.#rest.length + bytes.length);
		both.set(this.#rest);
		both.set(bytes, this.#rest.length);
		this.#rest = both;
		return true;
	}

	/** At most `length` bytes, at least one; empty = the end. */
	async some(length: number): Promise<Uint8Array> {
		if (this.#rest.length === 0) await this.#more();
		const bytes = this.#rest.slice(0, length);
		this.#rest = this.#rest.slice(bytes.length);
		return bytes;
	}

	/** Exactly so many; null = the connection ended before. */
	async whole(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
		const parts: Uint8Array[] = [];
		for (let left = length; left > 0;) {
			const part = await this.some(left);
			if (part.length === 0) return null;
			parts.push(part);
			left -= part.length;
		}
		const bytes = new Uint8Array(length);
		let at = 0;
		for (const part of parts) {
			bytes.set(part, at);
			at += part.length;
		}
		return bytes;
	}
}

export async function readHead(reader: Reader) {
	const first = await reader.line();
	const [, status, statusText = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(first ?? '') ?? [];
	if (!status)
		throw new CodedError(
			'EPROTO',
			first === null ? 'the server closed the connection' : 'the server does not speak HTTP'
		);
	const headers: [string, string][] = [];
	for (let line = await reader.line(); line; line = await reader.line()) {
		const colon = line.indexOf(':');
		if (colon > 0) headers.push([line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]);
	}
	return { status: Number(status), statusText, headers };
}

async function* bodyOf(
	reader: Reader,
	wire: Wire,
	headers: [string, string][]
): AsyncGenerator<Uint8Array, void, undefined> {
	const valueOf = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
	try {
		if (/\bchunked\b/i.test(valueOf('transfer-encoding') ?? '')) yield* chunked(reader);
		else yield* sized(reader, Number(valueOf('content-length') ?? Infinity));
	} finally {
		wire.close();
	}
}

async function* sized(reader: Reader, length: number): AsyncGenerator<Uint8Array> {
	for (let left = length; left > 0;) {
		const part = await reader.some(left);
		if (part.length === 0 && left !== Infinity)
			throw new CodedError('ECONNRESET', 'the server ended before its answer did');
		if (part.length === 0) return;
		left -= part.length;
		yield part;
	}
}

async function* chunked(reader: Reader): AsyncGenerator<Uint8Array> {
	for (;;) {
		const size = parseInt((await reader.line()) ?? '', 16);
		if (Number.isNaN(size)) throw new CodedError('ECONNRESET', 'the server ended before its answer did');
		if (size === 0) return;
		yield* sized(reader, size);
		await reader.line();
	}
}
