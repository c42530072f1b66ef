/**
 * The far end of every connection that leaves the machine: it reads HTTP/1.1 from the socket and has the host's broker send each request.
 * So any client of HTTP works over a plain socket; what the broker refuses is answered with 403 and its words, and what the network
 * refuses breaks the connection. https: the browser speaks TLS, the process wrote plain text (Syscalls.secure).
 */
import type { BrokerCalls, OutsideHead, OutsideRequest } from '../protocol/broker.ts';
import { joined } from '../wire/bytes.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Remote } from '../wire/wire.ts';
import { requestOutside } from './outside.ts';
import type { SocketEnd } from './socket.ts';

/** Bytes read at once, of a socket or of an answer. */
const READ_SIZE = 262_144;
/** Bytes, as Node's --max-http-header-size. */
const LARGEST_HEAD = 16_384;
const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');

/** What the gateway knows of one connection. */
export type Way = { secure: boolean };

/** Serves one connection until either side ends it. */
export async function serveOutside(
	socket: SocketEnd,
	way: Way,
	broker: () => Remote<BrokerCalls>
): Promise<void> {
	const input = new Input(socket);
	try {
		for (;;) {
			const head = await input.head();
			if (head === null) break;
			await answer(socket, broker(), await requestOf(head, way, input));
		}
		socket.shutdown();
		socket.close();
	} catch (error) {
		socket.fail(error instanceof CodedError ? error.code : 'ECONNRESET');
		socket.close();
	}
}

async function answer(
	socket: SocketEnd,
	broker: Remote<BrokerCalls>,
	request: OutsideRequest
): Promise<void> {
	let sent: Awaited<ReturnType<typeof requestOutside>>;
	try {
		sent = await requestOutside(broker, request);
	} catch (error) {
		if (!(error instanceof CodedError) || (error.code !== 'EBLOCKED' && error.code !== 'EINVAL')) throw error;
		const body = encoder.encode(`${JSON.stringify({ error: error.message })}\n`);
		const head = `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
		await socket.write(encoder.encode(head));
		await socket.write(body);
		return;
	}
	const { head, body } = sent;
	try {
		await socket.write(encoder.encode(textOf(head)));
		for (;;) {
			const bytes = await body.read(READ_SIZE, null);
			await socket.write(chunkOf(bytes));
			if (bytes.length === 0) return;
		}
	} finally {
		body.close();
	}
}

function textOf({ status, statusText, headers }: OutsideHead): string {
	const lines = headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`);
	return [`HTTP/1.1 ${status} ${statusText}`, ...lines, 'transfer-encoding: chunked', '', ''].join('\r\n');
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-7.1; empty = the last. */
function chunkOf(bytes: Uint8Array): Uint8Array {
	const size = encoder.encode(`${bytes.length.toString(16)}\r\n`);
	const chunk = new Uint8Array(size.length + bytes.length + 2);
	chunk.set(size);
	chunk.set(bytes, size.length);
	chunk.set([13, 10], size.length + bytes.length);
	return chunk;
}

async function requestOf(head: string, { secure }: Way, input: Input): Promise<OutsideRequest> {
	const [line = '', ...fields] = head.split('\r\n');
	const [, method, target] = /^([A-Z-]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
	if (!method || !target) throw new CodedError('EPROTO', `Cannot read the request "${line}"`);
	const headers = fields.flatMap((field): [string, string][] => {
		const colon = field.indexOf(':');
		return colon < 0 ? [] : [[field.slice(0, colon).trim().toLowerCase(), field.slice(colon + 1).trim()]];
	});
	const valueOf = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
	const url = target.includes('://')
		? target
		: `${secure ? 'https' : 'http'}://${valueOf('host') ?? ''}${target}`;
	const length = Number(valueOf('content-length') ?? 0);
	const body = /\bchunked\b/i.test(valueOf('transfer-encoding') ?? '')
		? await input.chunked()
		: await input.exactly(length);
	return { url, method, headers, body: body.length > 0 ? body : null };
}

/** Bytes of a socket, taken by lines and lengths. */
class Input {
	readonly #socket: SocketEnd;
	#bytes = new Uint8Array();

	constructor(socket: SocketEnd) {
		this.#socket = socket;
	}

	async #more(): Promise<boolean> {
		const bytes = await this.#socket.read(READ_SIZE);
		this.#bytes = joined([this.#bytes, bytes]);
		return bytes.length > 0;
	}

	/** Up to `end`, which is taken too; null = the socket ended before anything came. */
	async #until(end: string): Promise<string | null> {
		for (;;) {
			const at = decoder.decode(this.#bytes.subarray(0, LARGEST_HEAD)).indexOf(end);
			if (at >= 0) return decoder.decode(this.#take(at + end.length)).slice(0, at);
			if (this.#bytes.length > LARGEST_HEAD)
				throw new CodedError('EPROTO', `Cannot read the request: its head is over ${LARGEST_HEAD} bytes`);
			if (await this.#more()) continue;
			if (this.#bytes.length === 0) return null;
			throw new CodedError('ECONNRESET');
		}
	}

	#take(length: number): Uint8Array {
		const bytes = this.#bytes.slice(0, length);
		this.#bytes = this.#bytes.slice(length);
		return bytes;
	}

	head(): Promise<string | null> {
		return this.#until('\r\n\r\n');
	}

	async exactly(length: number): Promise<Uint8Array> {
		while (this.#bytes.length < length) if (!(await this.#more())) throw new CodedError('ECONNRESET');
		return this.#take(length);
	}

	/** A body in chunks; its trailers are dropped. */
	async chunked(): Promise<Uint8Array> {
		let body = new Uint8Array();
		for (;;) {
			const size = parseInt((await this.#until('\r\n')) ?? '', 16);
			if (Number.isNaN(size)) throw new CodedError('EPROTO', 'Cannot read the request: a chunk has no size');
			const part = await this.exactly(size);
			const joined = new Uint8Array(body.length + part.length);
			joined.set(body);
			joined.set(part, body.length);
			body = joined;
			if (size > 0) await this.#until('\r\n');
			else while ((await this.#until('\r\n')) !== '');
			if (size === 0) return body;
		}
	}
}
