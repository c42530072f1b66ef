/**
 * The opaque frame that the kernel and all repository code run in.
 *
 * `sandbox="allow-scripts"` without an origin of its own: no storage, no cookies, no parent; its policy denies the network to
 * it and to every worker started from a blob in it. `allow` passes cross-origin isolation on, so shared memory works there.
 */
import type { KernelCalls, KernelEvents, KernelStart } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import { link, type Handlers, type Link } from '../wire/wire.ts';
import type { Sources } from './sources.ts';

const policy =
	"default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src 'none'";

/** Runs in the frame: makes blob URLs there (they belong to its origin) and starts the kernel worker. */
const script = `
onmessage = ({ data: { kernel, bundles, chunks, library, port } }) => {
	const url = (code) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
	const urls = (codes) => Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, url(code)]));
	const worker = new Worker(url(kernel), { name: 'kernel' });
	worker.onerror = (event) => parent.postMessage({ type: 'kernel-failed', message: event.message }, '*');
	worker.postMessage({ bundles: urls(bundles), chunks: urls(chunks), library, port }, [library, port]);
};
parent.postMessage({ type: 'frame-ready', isolated: crossOriginIsolated }, '*');
`;

const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;

export type Kernel = {
	/** Hears events from now on; the caller gives the handlers once. */
	connect(handlers: Handlers<KernelEvents>): Link<KernelCalls>;
	/** Ends every worker of the frame at once. */
	remove(): void;
	/** Rejects when the kernel worker itself fails. */
	failed: Promise<never>;
};

export async function startKernel({ kernel, bundles, chunks, library }: Sources): Promise<Kernel> {
	const frame = document.createElement('iframe');
	frame.setAttribute('sandbox', 'allow-scripts');
	frame.setAttribute('allow', 'cross-origin-isolated');
	frame.srcdoc = page;
	const { ready, failed } = listen(frame);
	document.body.append(frame);
	await Promise.race([ready, failed]);
	const { port1, port2 } = new MessageChannel();
	const start: KernelStart & { kernel: string } = { kernel, bundles, chunks, library, port: port2 };
	frame.contentWindow?.postMessage(start, '*', [library, port2]);
	return {
		connect: (handlers) => link<KernelCalls, KernelEvents>(port1, handlers),
		remove: () => {
			port1.close();
			frame.remove();
		},
		failed
	};
}

function listen(frame: HTMLIFrameElement) {
	const ready = Promise.withResolvers<undefined>();
	const failed = Promise.withResolvers<never>();
	failed.promise.catch(() => {});
	addEventListener(
		'message',
		({ data, source }: MessageEvent<{ type: string; isolated?: boolean; message?: string }>) => {
			if (source !== frame.contentWindow) return;
			if (data.type === 'frame-ready' && data.isolated) ready.resolve(undefined);
			else if (data.type === 'frame-ready')
				failed.reject(
					new CodedError('E_NOT_ISOLATED', 'the kernel frame is not cross-origin isolated in this browser')
				);
			else failed.reject(new CodedError('E_BOOT_FAILED', `the kernel failed: ${data.message}`));
		}
	);
	return { ready: ready.promise, failed: failed.promise };
}
