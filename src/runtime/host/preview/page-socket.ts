/**
 * The WebSocket of a previewed page: it goes by messages to the host page (sockets.ts), for no service worker sees web sockets.
 * The class is put into pages as text: it may use nothing from outside itself. https://websockets.spec.whatwg.org/#the-websocket-interface
 */
import type { SocketCommand, SocketEvent } from '../../protocol/preview.ts';

type Handler = ((event: Event) => void) | null;

export class PageSocket extends EventTarget {
	static {
		const both = [this, this.prototype];
		for (const [value, name] of ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].entries())
			for (const object of both) Object.defineProperty(object, name, { value, enumerable: true });
		for (const type of ['open', 'message', 'error', 'close'])
			Object.defineProperty(this.prototype, `on${type}`, {
				configurable: true,
				enumerable: true,
				get(this: PageSocket) {
					return this.#handlers.get(type) ?? null;
				},
				set(this: PageSocket, handler: unknown) {
					this.#setHandler(type, typeof handler === 'function' ? (handler as Handler) : null);
				}
			});
		Object.defineProperty(this, 'name', { value: 'WebSocket' });
		Object.defineProperty(this.prototype, Symbol.toStringTag, { value: 'WebSocket', configurable: true });
	}

	readonly url: string;
	protocol = '';
	extensions = '';
	/** Bytes that were given to `send` and have not left. */
	bufferedAmount = 0;
	#binaryType: BinaryType = 'blob';
	#state = 0;
	readonly #handlers = new Map<string, Handler>();
	readonly #port: MessagePort;

	constructor(address: string | URL, protocols: string | string[] = []) {
		super();
		const refuse = (why: string) => {
			throw new DOMException(`Failed to construct 'WebSocket': ${why}`, 'SyntaxError');
		};
		if (!URL.canParse(address, document.baseURI)) refuse(`The URL '${String(address)}' is invalid.`);
		const url = new URL(address, document.baseURI);
		url.protocol = url.protocol.replace('http', 'ws');
		if (url.protocol !== 'ws:' && url.protocol !== 'wss:')
			refuse(
				`The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${url.protocol}' is not allowed.`
			);
		if (url.hash) refuse(`The URL contains a fragment identifier ('${url.hash.slice(1)}').`);
		const wanted = [protocols].flat().map(String);
		const strange = wanted.find((name) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name));
		if (strange !== undefined) refuse(`The subprotocol '${strange}' is invalid.`);
		if (new Set(wanted).size < wanted.length) refuse('A subprotocol is there twice.');
		this.url = url.href;
		const { port1, port2 } = new MessageChannel();
		this.#port = port1;
		port1.onmessage = ({ data }: MessageEvent<SocketEvent>) => this.#hear(data);
		addEventListener('pagehide', () => this.#say({ type: 'close', code: 1001, reason: '' }), { once: true });
		const worker = navigator.serviceWorker?.controller;
		if (worker) worker.postMessage({ type: 'preview-socket', url: url.href, protocols: wanted }, [port2]);
		else
			port2.postMessage({
				type: 'closed',
				code: 1006,
				reason: '',
				problem: 'the page was loaded without its preview'
			});
	}

	get readyState(): number {
		return this.#state;
	}

	get binaryType(): BinaryType {
		return this.#binaryType;
	}

	set binaryType(type: BinaryType) {
		if (type === 'blob' || type === 'arraybuffer') this.#binaryType = type;
	}

	send(data: string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>): void {
		if (this.#state === 0)
			throw new DOMException(
				"Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.",
				'InvalidStateError'
			);
		let given: string | Blob | ArrayBuffer;
		if (data instanceof Blob || data instanceof ArrayBuffer) given = data;
		else if (ArrayBuffer.isView(data))
			given = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
		else given = String(data);
		if (typeof given === 'string') this.bufferedAmount += new TextEncoder().encode(given).length;
		else this.bufferedAmount += given instanceof Blob ? given.size : given.byteLength;
		if (this.#state === 1) this.#say({ type: 'send', data: given });
	}

	close(code?: number, reason = ''): void {
		if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999))
			throw new DOMException(
				`Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
				'InvalidAccessError'
			);
		if (new TextEncoder().encode(reason).length > 123)
			throw new DOMException(
				"Failed to execute 'close' on 'WebSocket': The close reason must not be greater than 123 UTF-8 bytes.",
				'SyntaxError'
			);
		if (this.#state > 1) return;
		this.#state = 2;
		this.#say({ type: 'close', code: code ?? (reason ? 1000 : null), reason });
	}

	#say(command: SocketCommand): void {
		this.#port.postMessage(command);
	}

	#hear(event: SocketEvent): void {
		if (event.type === 'sent') this.bufferedAmount -= event.bytes;
		else if (event.type === 'closed') this.#end(event);
		else if (event.type === 'open' && this.#state === 0) {
			this.#state = 1;
			this.protocol = event.protocol;
			this.dispatchEvent(new Event('open'));
		} else if (event.type === 'message' && this.#state === 1) {
			const isBlob = typeof event.data !== 'string' && this.#binaryType === 'blob';
			const data = isBlob ? new Blob([event.data]) : event.data;
			this.dispatchEvent(new MessageEvent('message', { data, origin: new URL(this.url).origin }));
		}
	}

	#end({ code, reason, problem }: SocketEvent & { type: 'closed' }): void {
		this.#state = 3;
		this.#port.close();
		if (problem) {
			// eslint-disable-next-line no-console -- browsers say why there, and nowhere else
			console.warn(`WebSocket connection to '${this.url}' failed: ${problem}`);
			this.dispatchEvent(new Event('error'));
		}
		this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean: !problem }));
	}

	#setHandler(type: string, handler: Handler): void {
		const before = this.#handlers.get(type);
		if (before) this.removeEventListener(type, before);
		this.#handlers.set(type, handler);
		if (handler) this.addEventListener(type, handler);
	}
}
