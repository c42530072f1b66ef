/** The site's service worker: opens the site without a network, one version at a time (README.md). */
import { PREVIEW_PATH } from '#runtime/protocol/preview.ts';
import type { Kept, Refused, Site, TakeOver, ToWorker } from './messages.ts';

declare const self: ServiceWorkerGlobalScope & { tabgymSite: Site };

const { version, files, shell, layers } = self.tabgymSite;
const APP = 'tabgym-app-';
const own = `${APP}${version}`;
/** Layers are named by their content, so that every version may use them. */
const LAYERS = 'tabgym-packs-1';
/** In kept answers: the SHA-256 of what they hold. */
const DIGEST = 'x-tabgym-digest';
/** Fetched at once: the page's own requests come first. */
const LANES = 4;

const digests = new Map(files.map(([path, , digest]) => [path, digest]));
const layerPaths = new Set(layers.map(([path]) => path));
const root = self.registration.scope;
const addressOf = (path: string): string => new URL(path, root).href;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(tidy()));

/** The shell is enough to begin with; an update is whole before it may take over. */
async function install(): Promise<void> {
	const older = (await caches.keys()).some((name) => name.startsWith(APP) && name !== own);
	await keepAll(older ? [...digests.keys()] : shell);
}

async function keepAll(paths: readonly string[]): Promise<void> {
	const cache = await caches.open(own);
	const queue = [...paths];
	const lane = async () => {
		for (let path = queue.shift(); path !== undefined; path = queue.shift())
			if (!(await cache.match(addressOf(path)))) await cache.put(addressOf(path), await whole(path));
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}

/** The file as this version has it: from an older version that has the same, else from the server. */
async function whole(path: string): Promise<Response> {
	const digest = digests.get(path) ?? '';
	const older = await caches.match(addressOf(path));
	if (older?.headers.get(DIGEST) === digest) return older;
	const answer = await fetch(addressOf(path), { cache: 'no-cache' });
	const bytes = answer.ok ? await answer.arrayBuffer() : null;
	if (!bytes || (await sha256(bytes)) !== digest)
		throw new Error(`Cannot keep ${path} of version ${version}: the server has another one by now`);
	const headers = new Headers({ [DIGEST]: digest });
	headers.set('content-type', answer.headers.get('content-type') ?? 'application/octet-stream');
	return isolated(new Response(bytes, { headers }));
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As the server should send it: shared memory works only in isolated pages. */
function isolated(response: Response): Response {
	const headers = new Headers(response.headers);
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('cross-origin-embedder-policy', 'require-corp');
	headers.set('cross-origin-resource-policy', 'cross-origin');
	return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

async function tidy(): Promise<void> {
	for (const name of await caches.keys()) if (name.startsWith(APP) && name !== own) await caches.delete(name);
	const kept = await caches.open(LAYERS);
	for (const request of await kept.keys())
		if (!layerPaths.has(pathOf(new URL(request.url)) ?? '')) await kept.delete(request);
}

/** Below the site's root, without the query; a page by its file. null = elsewhere. */
function pathOf({ origin, pathname }: URL): string | null {
	const base = new URL(root);
	if (origin !== base.origin || !pathname.startsWith(base.pathname)) return null;
	const asked = decodeURIComponent(pathname.slice(base.pathname.length));
	const path = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked;
	return digests.has(`${path}.html`) ? `${path}.html` : path;
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET') return;
	const preview = request.mode === 'navigate' && previewOf(request.referrer);
	const path = pathOf(url);
	// An absolute link in a page that lies below a preview's path leads back there.
	if (preview && path !== null)
		event.respondWith(Response.redirect(preview + url.pathname + url.search, 307));
	else if (path !== null && digests.has(path)) event.respondWith(answer(path));
	else if (path !== null && layerPaths.has(path)) event.respondWith(layer(path));
});

function previewOf(referrer: string): string | null {
	if (!URL.canParse(referrer)) return null;
	const { origin, pathname } = new URL(referrer);
	return origin === new URL(root).origin ? (PREVIEW_PATH.exec(pathname)?.[0] ?? null) : null;
}

async function answer(path: string): Promise<Response> {
	const cache = await caches.open(own);
	const kept = await cache.match(addressOf(path));
	if (kept) return kept;
	const fresh = await whole(path);
	await put(cache, path, fresh.clone());
	return fresh;
}

async function layer(path: string): Promise<Response> {
	const cache = await caches.open(LAYERS);
	const kept = await cache.match(addressOf(path), { ignoreVary: true });
	if (kept) return kept;
	const fresh = await fetch(addressOf(path));
	if (fresh.ok) await put(cache, path, fresh.clone());
	return fresh;
}

/** Without room it is answered all the same, and fetched again next time. */
async function put(cache: Cache, path: string, response: Response): Promise<void> {
	await cache.put(addressOf(path), response).catch((error: unknown) => {
		if (!(error instanceof DOMException)) throw error;
	});
}

self.addEventListener('message', (event) => {
	const say = (answer: Kept | TakeOver | Refused | null) => event.ports[0]?.postMessage(answer);
	const refuse = (error: unknown) => say({ problem: error instanceof Error ? error.message : String(error) });
	event.waitUntil(obey(event.data as ToWorker).then(say, refuse));
});

async function obey(message: ToWorker): Promise<Kept | TakeOver | null> {
	switch (message.type) {
		case 'claim':
			if (message.version === version) await self.clients.claim();
			return null;
		case 'fill':
			await keepAll([...digests.keys()]);
			return describe();
		case 'describe':
			return describe();
		case 'drop-layers':
			await caches.delete(LAYERS);
			return describe();
		case 'take-over': {
			const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
			const apps = pages.filter(({ url }) => pathOf(new URL(url)) === 'index.html');
			if (apps.length <= 1) await self.skipWaiting();
			return { others: Math.max(0, apps.length - 1) };
		}
		default:
			return message satisfies never;
	}
}

async function describe(): Promise<Kept> {
	const kept = await pathsIn(own);
	const keptLayers = await pathsIn(LAYERS);
	const mine = files.filter(([path]) => kept.has(path));
	const theirs = layers.filter(([path]) => keptLayers.has(path));
	const bytes = (all: readonly (readonly [string, number, ...unknown[]])[]) =>
		all.reduce((sum, [, size]) => sum + size, 0);
	return {
		version,
		files: files.length,
		keptFiles: mine.length,
		keptBytes: bytes(mine),
		layers,
		keptLayers: theirs.length,
		keptLayerBytes: bytes(theirs)
	};
}

async function pathsIn(name: string): Promise<Set<string | null>> {
	if (!(await caches.has(name))) return new Set();
	const requests = await (await caches.open(name)).keys();
	return new Set(requests.map(({ url }) => pathOf(new URL(url))));
}
