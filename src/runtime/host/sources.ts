/** What the kernel and its processes are made of, fetched by the page that has an origin to fetch from. */
import { CodedError } from '../wire/coded-error.ts';

export type Sources = {
	kernel: string;
	bundles: Record<'node' | 'shell', string>;
	chunks: Record<string, string>;
	library: ArrayBuffer;
};

/** Fetches everything side by side; `base` ends with "/". */
export async function loadSources(base: URL, onProgress: (text: string) => void): Promise<Sources> {
	onProgress('Loading the host');
	const [kernel, node, shell, justBash, library] = await Promise.all([
		load(base, 'kernel.js').then((response) => response.text()),
		load(base, 'node.js').then((response) => response.text()),
		load(base, 'shell.js').then((response) => response.text()),
		load(base, 'just-bash.js').then((response) => response.text()),
		load(base, 'node-library.bin').then((response) => response.arrayBuffer())
	]);
	onProgress('Starting the kernel');
	return { kernel, bundles: { node, shell }, chunks: { 'just-bash': justBash }, library };
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
