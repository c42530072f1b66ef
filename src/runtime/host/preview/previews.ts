/** Previews of one container: an origin for each port, and the way from its requests to the kernel. */
import type { KernelCalls } from '../../protocol/kernel.ts';
import {
	CONNECT_PAGE,
	type PreviewNotice,
	type PreviewPull,
	type PreviewReply,
	type PreviewRequest,
	type PreviewSocket
} from '../../protocol/preview.ts';
import type { Remote } from '../../wire/wire.ts';
import { CookieJar } from './cookies.ts';
import { exchange, type HttpResponse, type Wire } from './http.ts';
import { tagsOf, withTags, type PreviewScript } from './page.ts';
import { reachedBy } from './socket-target.ts';
import { SocketCarrier } from './sockets.ts';

/** What the connecting page says: what the service worker passes on, and how it is itself. */
export type ConnectMessage =
	| PreviewRequest
	| PreviewNotice
	| PreviewSocket
	| { type: 'preview-connected' }
	| { type: 'preview-failed'; message: string };

type Forwarding = boolean | 'exceptions-only' | undefined;
/** The hidden page of an origin, and the ports that need it; `gone` once none does. */
type Connection = { ready: Promise<void>; ports: Set<number>; gone: AbortController };

/** Redirects followed for one request, as in browsers. */
const MOST_REDIRECTS = 20;
/** Milliseconds until a service worker that has not started never will. */
const CONNECT_LIMIT = 10_000;

export class Previews {
	readonly #calls: Remote<KernelCalls>;
	readonly #forwarding: Forwarding;
	readonly #emit: (message: Record<string, unknown>) => void;
	/** Part of each origin: another container's previews are other origins. */
	readonly #id = crypto.randomUUID().slice(0, 8);
	readonly #connections = new Map<string, Connection>();
	/** By origin; a server that starts again finds its cookies. */
	readonly #jars = new Map<string, CookieJar>();
	#script: PreviewScript | null = null;
	#lastSocket = 0;

	/** @param emit hears what previewed pages tell of their errors */
	constructor(
		calls: Remote<KernelCalls>,
		forwarding: Forwarding,
		emit: (message: Record<string, unknown>) => void
	) {
		this.#calls = calls;
		this.#forwarding = forwarding;
		this.#emit = emit;
	}

	setScript(script: PreviewScript): void {
		this.#script = script;
	}

	/** Where the server on a port is shown. Locally every port has an origin of its own: browsers lead *.localhost to this machine. */
	urlOf(port: number): string {
		const { protocol, hostname, port: ours, origin } = location;
		const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
		if (isLocal) return `${protocol}//${this.#id}--${port}.localhost${ours ? `:${ours}` : ''}/`;
		return `${origin}/preview/${this.#id}/${port}/`;
	}

	/** Resolves once the URL can be loaded; null = the port was shut before. Rejects where the browser has no service workers. */
	async open(port: number): Promise<string | null> {
		const url = this.urlOf(port);
		const connection = this.#connect(new URL(url).origin);
		connection.ports.add(port);
		await connection.ready.catch((error: unknown) => {
			if (connection.ports.has(port)) throw error;
		});
		return connection.ports.has(port) ? url : null;
	}

	/** Nothing listens on that port any more: a hidden page that no other port needs goes. */
	shut(port: number): void {
		const { origin } = new URL(this.urlOf(port));
		const connection = this.#connections.get(origin);
		if (!connection?.ports.delete(port) || connection.ports.size > 0) return;
		this.#connections.delete(origin);
		connection.gone.abort();
	}

	#jarOf(origin: string): CookieJar {
		const jar = this.#jars.get(origin) ?? new CookieJar();
		this.#jars.set(origin, jar);
		return jar;
	}

	#connect(origin: string): Connection {
		const existing = this.#connections.get(origin);
		if (existing) return existing;
		const frame = document.createElement('iframe');
		frame.src = `${origin}${CONNECT_PAGE}?id=${this.#id}&host=${encodeURIComponent(location.origin)}`;
		const gone = new AbortController();
		gone.signal.addEventListener('abort', () => frame.remove());
		const connection: Connection = {
			ready: this.#listen(frame, origin, gone.signal),
			ports: new Set(),
			gone
		};
		connection.ready.catch(() => {
			if (this.#connections.get(origin) === connection) this.#connections.delete(origin);
		});
		this.#connections.set(origin, connection);
		document.body.append(frame);
		return connection;
	}

	#listen(frame: HTMLIFrameElement, origin: string, gone: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new Error(`${origin}${CONNECT_PAGE} did not answer within ${CONNECT_LIMIT / 1000} s`)),
				CONNECT_LIMIT
			);
			gone.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(new Error('nothing listens there any more'));
			});
			const hear = ({ data, source, ports }: MessageEvent<ConnectMessage>) => {
				if (!source || source !== frame.contentWindow) return;
				clearTimeout(timer);
				const jar = this.#jarOf(origin);
				switch (data.type) {
					case 'preview-connected':
						return resolve();
					case 'preview-failed':
						return reject(new Error(data.message));
					case 'preview-request':
						if (ports[0]) void this.#serve(data, ports[0], jar);
						return;
					case 'preview-socket':
						if (ports[0]) void this.#carry(data, ports[0], jar);
						return;
					case 'preview-cookie':
						return jar.set(data.cookie, true);
					case 'preview-message':
						return this.#emit({ ...data.message, port: data.port });
					default:
						data satisfies never;
				}
			};
			addEventListener('message', hear, { signal: gone });
		});
	}

	async #serve(request: PreviewRequest, port: MessagePort, jar: CookieJar): Promise<void> {
		const reply = (message: PreviewReply) => port.postMessage(message);
		try {
			const response = await this.#follow(request, jar);
			const headers = response.headers.filter(([name]) => name !== 'set-cookie');
			const isPage = request.isPage && /^text\/html\b/i.test(headerOf(response, 'content-type') ?? '');
			const body = isPage ? withTags(response.body, this.#tags(request.path, jar)) : response.body;
			reply({ type: 'head', status: response.status, statusText: response.statusText, headers });
			port.onmessage = ({ data }: MessageEvent<PreviewPull>) => {
				if (data === 'cancel') void body.return();
				else
					body.next().then(
						({ done, value }) => reply(done ? { type: 'end' } : { type: 'body', bytes: value }),
						(error: unknown) => reply({ type: 'failed', message: String(error) })
					);
			};
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			reply({
				type: 'failed',
				message: `Cannot ${request.method} ${request.path} of port ${request.port}: ${reason}`
			});
		}
	}

	/** A WebSocket of a page of ours. What the page says of it is the word of repository code. */
	async #carry({ url, protocols, port }: PreviewSocket, page: MessagePort, jar: CookieJar): Promise<void> {
		const carrier = new SocketCarrier(page);
		try {
			const to = reachedBy(String(url), { id: this.#id, port, url: this.urlOf(port) });
			if (!to) return carrier.refuse('a preview reaches the ports of its sandbox alone');
			await carrier.carry(await this.#wire(to.port), {
				path: to.path,
				host: `localhost:${to.port}`,
				origin: `http://localhost:${port}`,
				userAgent: navigator.userAgent,
				protocols: [protocols].flat().map(String),
				cookie: jar.header(to.path),
				setCookie: (header) => jar.set(header)
			});
		} catch (error) {
			carrier.refuse(error instanceof Error ? error.message : String(error));
		}
	}

	#tags(path: string, jar: CookieJar): string {
		const errors = this.#forwarding === true ? 'all' : this.#forwarding ? 'exceptions' : 'none';
		return tagsOf({ cookie: jar.visible(path), errors }, this.#script);
	}

	/** Sends it, and follows redirects within the server where the page's fetch would. */
	async #follow(request: PreviewRequest, jar: CookieJar): Promise<HttpResponse> {
		let { method, path, body } = request;
		const host = `localhost:${request.port}`;
		for (let turn = 0; ; turn++) {
			const cookie = jar.header(path);
			const headers: [string, string][] = cookie ? [...request.headers, ['cookie', cookie]] : request.headers;
			const response = await exchange(await this.#wire(request.port), { method, path, host, headers, body });
			for (const [name, value] of response.headers) if (name === 'set-cookie') jar.set(value);
			const location = headerOf(response, 'location');
			if (!request.follow || !location || ![301, 302, 303, 307, 308].includes(response.status))
				return response;
			const target = new URL(location, `http://${host}${path}`);
			if (target.host !== host) return response;
			if (turn >= MOST_REDIRECTS) throw new Error('there were too many redirects');
			await response.body.return();
			path = target.pathname + target.search;
			if (response.status === 303 || (method === 'POST' && response.status < 303)) {
				method = method === 'HEAD' ? 'HEAD' : 'GET';
				body = null;
			}
		}
	}

	async #wire(port: number): Promise<Wire> {
		const id = ++this.#lastSocket;
		await this.#calls.connectPort(id, port);
		return {
			send: (bytes) => this.#calls.send(id, bytes),
			receive: () => this.#calls.receive(id),
			close: () => void this.#calls.hangUp(id).catch(() => {}) // the container may be gone
		};
	}

	/** The container is gone. */
	close(): void {
		for (const { gone } of this.#connections.values()) gone.abort();
		this.#connections.clear();
	}
}

const headerOf = ({ headers }: HttpResponse, wanted: string): string | undefined =>
	headers.find(([name]) => name === wanted)?.[1];
