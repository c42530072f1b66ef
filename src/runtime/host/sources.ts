/** What the kernel and its processes are made of, fetched by the page that has an origin to fetch from. */
import type { SystemPart } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';

/** What processes are made of; the frame makes URLs of the scripts. */
export type SupplySources = {
	bundles: Record<'node' | 'shell', Blob>;
	chunks: Record<string, Blob>;
	library: Blob;
};

/**
 * The kernel can start with the first, a process with the second. As blobs, whose bytes stay with the browser: the page and the frame, which
 * are two processes of it, pass them on without reading them.
 */
export type Sources = { kernel: Promise<Blob>; supplies: Promise<SupplySources> };

const chunkNames = ['git', 'just-bash', 'node-crypto', 'node-zlib'];

/** Fetches everything side by side; `base` ends with "/". */
export function loadSources(base: URL): Sources {
	const blob = (name: string) => load(base, name).then((response) => response.blob());
	// Modules are refused where a server has not called them so.
	const script = (name: string) =>
		blob(`${name}.js`).then((code) => code.slice(0, code.size, 'text/javascript'));
	const kernel = script('kernel');
	const supplies = Promise.all([
		script('node'),
		script('shell'),
		blob('node-library.bin'),
		...chunkNames.map(script)
	]).then(([node, shell, library, ...chunks]) => ({
		bundles: { node, shell },
		chunks: Object.fromEntries(chunks.map((code, at) => [chunkNames[at], code])),
		library
	}));
	return { kernel, supplies };
}

/** As they came: a second container of the page needs no network for them. */
const parts = new Map<SystemPart, Uint8Array<ArrayBuffer>>();

/** A part of the system that few need, at once uncompressed. @throws E_NOT_LOADED */
export async function loadPart(base: URL, part: SystemPart): Promise<Uint8Array> {
	const refuse = (error: unknown): never => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CodedError(
			'E_NOT_LOADED',
			`Cannot load ${part}: ${reason}; it comes from the site once, over the network`
		);
	};
	const fetched = async () => {
		const response = await load(base, `${part}.bin`);
		return new Uint8Array(await response.arrayBuffer());
	};
	const bytes = parts.get(part) ?? (await fetched().catch(refuse));
	parts.set(part, bytes);
	// Not called .gz: servers decompress that on the way, or do not, and then nobody knows what came.
	const stream = new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer().catch(refuse));
}

async function load(base: URL, name: string): Promise<Response> {
	const url = new URL(name, base);
	const response = await fetch(url).catch((error: unknown) => {
		throw new CodedError('E_BOOT_FAILED', `${url.pathname} could not be loaded: ${String(error)}`);
	});
	const isPage = response.headers.get('content-type')?.startsWith('text/html');
	if (!response.ok || isPage)
		throw new CodedError(
			'E_BOOT_FAILED',
			`${url.pathname} is not there (status ${response.status}): build the site again`
		);
	return response;
}
