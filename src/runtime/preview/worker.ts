/** The service worker of previews: every request of a previewed page is answered by a server in the sandbox (protocol/preview.ts). */
import {
	CONNECT_PAGE,
	OWN_FILES,
	PREVIEW_HOST,
	PREVIEW_PATH,
	type PreviewNotice,
	type PreviewReply,
	type PreviewRequest,
	type PreviewSocket,
	type SocketEvent
} from '../protocol/preview.ts';

declare const self: ServiceWorkerGlobalScope;

/** Which preview a request is for; `base` is '' where the preview has an origin of its own. */
type Target = { id: string; port: number; base: string };

const EMPTY_STATUS = new Set([101, 204, 205, 304]);

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

function targetOf(address: string): Target | null {
	if (!URL.canParse(address)) return null;
	const { hostname, pathname } = new URL(address);
	const own = PREVIEW_HOST.exec(hostname);
	if (own) return { id: own[1] ?? '', port: Number(own[2]), base: '' };
	const below = PREVIEW_PATH.exec(pathname);
	return below ? { id: below[1] ?? '', port: Number(below[2]), base: below[0] } : null;
}

self.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (url.origin !== self.location.origin || OWN_FILES.has(url.pathname)) return;
	const direct = targetOf(event.request.url);
	if (direct) event.respondWith(answer(event.request, direct));
	else if (PREVIEW_PATH.test(refererPath(event.request))) event.respondWith(astray(event));
	else if (event.clientId) event.respondWith(fromClient(event));
});

const refererPath = ({ referrer }: Request) => (URL.canParse(referrer) ? new URL(referrer).pathname : '');

/** An absolute path, asked for by a page that lies below a path: a navigation is led back there. */
async function astray(event: FetchEvent): Promise<Response> {
	const target = targetOf(event.request.referrer);
	if (!target) return fetch(event.request);
	const { pathname, search } = new URL(event.request.url);
	if (event.request.mode === 'navigate') return Response.redirect(target.base + pathname + search, 307);
	return answer(event.request, target);
}

async function fromClient(event: FetchEvent): Promise<Response> {
	const client = await self.clients.get(event.clientId);
	const target = client && targetOf(client.url);
	return target ? answer(event.request, target) : fetch(event.request);
}

/** The hidden page that leads to the container. */
async function connection(id: string): Promise<WindowClient | undefined> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	return windows.find(({ url }) => {
		const { pathname, searchParams } = new URL(url);
		return pathname === CONNECT_PAGE && searchParams.get('id') === id;
	});
}

async function answer(request: Request, { id, port, base }: Target): Promise<Response> {
	const page = await connection(id);
	if (!page)
		return plain(502, `Cannot show port ${port}: its container is closed. Start it again, then reload.`);
	const { pathname, search } = new URL(request.url);
	const body = ['GET', 'HEAD'].includes(request.method) ? null : new Uint8Array(await request.arrayBuffer());
	const message: PreviewRequest = {
		type: 'preview-request',
		port,
		method: request.method,
		path: (pathname.startsWith(base) ? pathname.slice(base.length) || '/' : pathname) + search,
		headers: [...request.headers],
		body,
		follow: request.redirect === 'follow',
		isPage: request.mode === 'navigate'
	};
	const channel = new MessageChannel();
	page.postMessage(message, [channel.port2]);
	return respond(channel.port1, base);
}

function respond(port: MessagePort, base: string): Promise<Response> {
	let controller: ReadableStreamDefaultController<Uint8Array>;
	let wake = () => {};
	const body = new ReadableStream<Uint8Array>(
		{
			start(given) {
				controller = given;
			},
			pull() {
				port.postMessage('more');
				return new Promise<void>((resolve) => (wake = resolve));
			},
			cancel() {
				port.postMessage('cancel');
				port.close();
			}
		},
		{ highWaterMark: 0 }
	);
	return new Promise((resolve) => {
		port.onmessage = ({ data }: MessageEvent<PreviewReply>) => {
			switch (data.type) {
				case 'head':
					resolve(headed(data, base, body));
					break;
				case 'body':
					controller.enqueue(data.bytes);
					break;
				case 'end':
					controller.close();
					port.close();
					break;
				case 'failed':
					resolve(plain(502, data.message));
					controller.error(new TypeError(data.message));
					break;
				default:
					data satisfies never;
			}
			wake();
		};
	});
}

/**
 * A preview may be embedded by our isolated pages and is isolated itself; and what it loads comes from the sandbox alone, so that
 * repository code has no network here either.
 */
const policy = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; form-action 'self'";

function headed(
	head: PreviewReply & { type: 'head' },
	base: string,
	body: ReadableStream<Uint8Array>
): Response {
	const headers = new Headers(head.headers);
	headers.set('cross-origin-embedder-policy', 'require-corp');
	headers.set('cross-origin-resource-policy', 'cross-origin');
	headers.append('content-security-policy', policy);
	headers.delete('x-frame-options');
	const location = headers.get('location');
	if (location?.startsWith('/') && !location.startsWith('//')) headers.set('location', base + location);
	const { status, statusText } = head;
	return new Response(EMPTY_STATUS.has(status) ? null : body, { status, statusText, headers });
}

const plain = (status: number, text: string): Response =>
	new Response(`${text}\n`, {
		status,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'cross-origin-embedder-policy': 'require-corp',
			'cross-origin-resource-policy': 'cross-origin'
		}
	});

/** What a previewed page tells, or the WebSocket that it opens. */
self.addEventListener('message', (event) => {
	const { data, source, ports } = event as ExtendableMessageEvent & {
		data: Omit<PreviewNotice | PreviewSocket, 'port'>;
		source: Client;
	};
	const target = targetOf(source.url);
	if (!target) return;
	const passed = data.type === 'preview-socket' ? ports.slice(0, 1) : [];
	event.waitUntil(
		connection(target.id).then((page) => {
			if (page) page.postMessage({ ...data, port: target.port }, passed);
			else passed[0]?.postMessage(closed);
		})
	);
});

const closed: SocketEvent = { type: 'closed', code: 1006, reason: '', problem: 'its container is closed' };
