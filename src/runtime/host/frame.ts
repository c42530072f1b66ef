/**
 * The opaque frame that the kernel and all repository code run in.
 *
 * `sandbox="allow-scripts"` without an origin of its own: no storage, no cookies, no parent; its policy denies the network to
 * it and to every worker started from a blob in it. `allow` passes cross-origin isolation on, so shared memory works there.
 */
import type { HostCalls, KernelCalls, KernelMessage } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import { link, type Handlers, type Link } from '../wire/wire.ts';
import type { Sources, SupplySources } from './sources.ts';

/** Supplies before the frame made blob URLs of them. */
type SupplyMessage = { type: 'supplies' } & SupplySources;

const policy =
	"default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src 'none'";

/**
 * Runs in the frame: makes blob URLs there (they belong to its origin), starts the kernel worker, passes on what is for it, and makes and
 * ends the workers that it asks for (FrameRequest of protocol/process.ts).
 */
const script = `
const url = (script) => URL.createObjectURL(script);
const urls = (scripts) => Object.fromEntries(Object.entries(scripts).map(([name, script]) => [name, url(script)]));
let worker;
const workers = new Map();
const requests = {
	'make-worker'({ id, url, name, warm }) {
		const made = new Worker(url, { name });
		workers.set(id, made);
		made.onerror = (event) => {
			event.preventDefault();
			const { message, filename, lineno } = event;
			worker.postMessage({ type: 'worker-failed', id, message, filename, lineno });
		};
		made.postMessage(warm, [warm.port, warm.starts]);
	},
	'end-worker'({ id }) {
		workers.get(id)?.terminate();
		workers.delete(id);
	}
};
onmessage = ({ data: { kernel, message, transfer } }) => {
	if (kernel) {
		worker = new Worker(url(kernel), { name: 'kernel' });
		worker.onmessage = ({ data }) => requests[data.type](data);
		worker.onerror = (event) => parent.postMessage({ type: 'kernel-failed', message: event.message }, '*');
	}
	if (message.type === 'supplies') Object.assign(message, { bundles: urls(message.bundles), chunks: urls(message.chunks) });
	worker.postMessage(message, transfer);
};
parent.postMessage({ type: 'frame-ready', isolated: crossOriginIsolated }, '*');
`;

const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;

export type Kernel = {
	/** Hears events and answers calls from now on; the caller gives the handlers once. */
	connect(handlers: Handlers<HostCalls>): Link<KernelCalls>;
	/** Ends every worker of the frame at once. */
	remove(): void;
	/** Rejects when the kernel worker itself fails. */
	failed: Promise<never>;
};

/** Resolves once the kernel runs; the supplies follow when they are there. */
export async function startKernel({ kernel, supplies }: Sources): Promise<Kernel> {
	const frame = document.createElement('iframe');
	frame.setAttribute('sandbox', 'allow-scripts');
	frame.setAttribute('allow', 'cross-origin-isolated');
	frame.srcdoc = page;
	const { ready, failed } = listen(frame);
	document.body.append(frame);
	const [code] = await Promise.race([Promise.all([kernel, ready]), failed]);
	const tell = (message: KernelMessage | SupplyMessage, transfer: Transferable[] = [], start = {}) =>
		frame.contentWindow?.postMessage({ ...start, message, transfer }, '*', transfer);
	const { port1, port2 } = new MessageChannel();
	tell({ type: 'start', port: port2 }, [port2], { kernel: code });
	const tellFailure = (error: unknown) =>
		tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
	supplies.then((sources) => tell({ type: 'supplies', ...sources })).catch(tellFailure);
	return {
		connect: (handlers) => link<KernelCalls, HostCalls>(port1, handlers),
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
