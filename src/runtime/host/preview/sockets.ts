/** A WebSocket of a previewed page: by messages to the page (page-socket.ts), as its client to a port of the sandbox. */
import { CodedError } from '../../wire/coded-error.ts';
import type { SocketCommand, SocketEvent } from '../../protocol/preview.ts';
import { frameOf, messagesOf, Opcode, SocketFault, type Message } from './frames.ts';
import { Reader, readHead, type Wire } from './http.ts';

/** What the page asks for, and what its browser would add. */
export type Handshake = {
	/** Path and query. */
	path: string;
	host: string;
	origin: string;
	userAgent: string;
	protocols: string[];
	/** '' = none. */
	cookie: string;
	setCookie: (header: string) => void;
};

/** Code of a close that gave none; and of an end without a close. https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const NO_CODE = 1005;
const BROKEN = 1006;
/** Milliseconds that a server has to answer a close. */
const CLOSE_LIMIT = 60_000;
/** https://www.rfc-editor.org/rfc/rfc6455#section-1.3 */
const ACCEPTING = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export class SocketCarrier {
	readonly #page: MessagePort;
	#wire: Wire | null = null;
	#sent: Promise<unknown> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Before it the page can but give up. */
	#isOpen = false;
	#isClosing = false;
	#isOver = false;

	constructor(page: MessagePort) {
		this.#page = page;
		page.addEventListener('message', ({ data }: MessageEvent<SocketCommand | null>) => {
			if (data) this.#obey(data);
		});
		// Where a page goes without a word; not every browser tells.
		page.addEventListener('close', () => this.#end(BROKEN, '', 'the page is gone'));
		page.start();
	}

	refuse(problem: string): void {
		this.#end(BROKEN, '', problem);
	}

	/** Until one side ends it. */
	async carry(wire: Wire, handshake: Handshake): Promise<void> {
		if (this.#isOver) return wire.close();
		this.#wire = wire;
		try {
			const reader = new Reader(wire);
			const protocol = await shakeHands(wire, reader, handshake);
			this.#isOpen = true;
			this.#tell({ type: 'open', protocol });
			for await (const message of messagesOf(reader)) if (await this.#take(message)) return;
			this.#end(BROKEN, '', 'the server ended it without a close');
		} catch (error) {
			if (error instanceof SocketFault)
				await this.#write(Opcode.close, closing(error.code, '')).catch(() => {}); // it may be gone
			this.#end(BROKEN, '', error instanceof Error ? error.message : String(error));
		}
	}

	/** Whether it was the last. */
	async #take({ opcode, payload }: Message): Promise<boolean> {
		if (opcode === Opcode.text) this.#tell({ type: 'message', data: textOf(payload) });
		else if (opcode === Opcode.binary) this.#tell({ type: 'message', data: payload.buffer });
		else if (opcode === Opcode.ping) void this.#write(Opcode.pong, payload);
		if (opcode !== Opcode.close) return false;
		if (payload.length === 1) throw new SocketFault(1002, 'the code of a close has one byte');
		const code = payload.length > 1 ? new DataView(payload.buffer).getUint16(0) : NO_CODE;
		const reason = textOf(payload.subarray(2));
		if (!this.#isClosing) await this.#write(Opcode.close, payload.subarray(0, 2)).catch(() => {}); // it has said its last word
		this.#end(code, reason, '');
		return true;
	}

	/** What the page says is the word of repository code. */
	#obey(command: SocketCommand): void {
		if (command.type === 'send' && this.#isOpen && !this.#isClosing) this.#send(command.data);
		if (command.type === 'close' && !this.#isOpen) this.#end(BROKEN, '', 'it was closed before it was open');
		if (command.type !== 'close' || this.#isClosing || this.#isOver) return;
		this.#isClosing = true;
		const payload =
			command.code === null ? new Uint8Array() : closing(Number(command.code), String(command.reason));
		void this.#queue(() => this.#write(Opcode.close, payload));
		this.#timer = setTimeout(() => this.#end(BROKEN, '', 'the server did not answer the close'), CLOSE_LIMIT);
	}

	#send(data: string | Blob | ArrayBuffer): void {
		const opcode = typeof data === 'string' ? Opcode.text : Opcode.binary;
		void this.#queue(async () => {
			const payload =
				typeof data === 'string'
					? encoder.encode(data)
					: new Uint8Array(await new Blob([data]).arrayBuffer());
			await this.#write(opcode, payload);
			this.#tell({ type: 'sent', bytes: payload.length });
		});
	}

	/** One after the other: a Blob is read first. */
	#queue(work: () => Promise<void>): Promise<unknown> {
		// A connection that broke is told where it is read.
		this.#sent = this.#sent.then(work).catch(() => {});
		return this.#sent;
	}

	async #write(opcode: number, payload: Uint8Array): Promise<void> {
		if (!this.#isOver) await this.#wire?.send(frameOf(opcode, payload));
	}

	#tell(event: SocketEvent): void {
		if (!this.#isOver) this.#page.postMessage(event);
	}

	#end(code: number, reason: string, problem: string): void {
		if (this.#isOver) return;
		this.#tell({ type: 'closed', code, reason, problem });
		this.#isOver = true;
		clearTimeout(this.#timer);
		this.#page.close();
		this.#wire?.close();
	}
}

function textOf(bytes: Uint8Array): string {
	try {
		return decoder.decode(bytes);
	} catch {
		throw new SocketFault(1007, 'a text is not UTF-8');
	}
}

/** Payload of a close: two bytes of its code, then the reason. */
function closing(code: number, reason: string): Uint8Array {
	const text = encoder.encode(reason).subarray(0, 123);
	const payload = new Uint8Array(2 + text.length);
	new DataView(payload.buffer).setUint16(0, code);
	payload.set(text, 2);
	return payload;
}

/** The protocol that the server chose; '' = none. https://www.rfc-editor.org/rfc/rfc6455#section-4.1 */
async function shakeHands(wire: Wire, reader: Reader, handshake: Handshake): Promise<string> {
	const { path, host, origin, userAgent, protocols, cookie, setCookie } = handshake;
	if (!protocols.every((protocol) => TOKEN.test(protocol)))
		throw new CodedError('EPROTO', 'a protocol is no token');
	const key = base64(crypto.getRandomValues(new Uint8Array(16)));
	const lines = [
		`GET ${path} HTTP/1.1`,
		`Host: ${host}`,
		'Connection: Upgrade',
		'Upgrade: websocket',
		`Origin: ${origin}`,
		`User-Agent: ${userAgent}`,
		'Sec-WebSocket-Version: 13',
		`Sec-WebSocket-Key: ${key}`,
		...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`] : []),
		...(cookie ? [`Cookie: ${cookie}`] : [])
	];
	await wire.send(encoder.encode(`${lines.join('\r\n')}\r\n\r\n`));
	const { status, headers } = await readHead(reader);
	const valueOf = (wanted: string) => headers.find(([name]) => name === wanted)?.[1] ?? '';
	for (const [name, value] of headers) if (name === 'set-cookie') setCookie(value);
	if (status !== 101) throw new CodedError('EPROTO', `the server answered with ${status}`);
	const digest = await crypto.subtle.digest('SHA-1', encoder.encode(key + ACCEPTING));
	const isAccepted =
		valueOf('sec-websocket-accept') === base64(new Uint8Array(digest)) &&
		valueOf('upgrade').toLowerCase() === 'websocket' &&
		/\bupgrade\b/i.test(valueOf('connection'));
	if (!isAccepted) throw new CodedError('EPROTO', 'the server did not accept the key');
	if (valueOf('sec-websocket-extensions')) throw new CodedError('EPROTO', 'nobody asked for an extension');
	const protocol = valueOf('sec-websocket-protocol');
	if (protocol && !protocols.includes(protocol))
		throw new CodedError('EPROTO', `nobody asked for the protocol "${protocol}"`);
	return protocol;
}
