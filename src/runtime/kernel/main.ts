/** Entry of the kernel worker: hears KernelMessages from the frame (protocol/kernel.ts); all else comes over the port in the first. */
import type { HostCalls, KernelCalls, KernelMessage, KernelSupplies } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import { link, type Link } from '../wire/wire.ts';
import { Kernel } from './kernel.ts';
import type { Frame, Supplies } from './workers.ts';

const supplies = Promise.withResolvers<Supplies>();
let kernel: Kernel | null = null;

addEventListener('message', ({ data }: MessageEvent<KernelMessage>) => {
	switch (data.type) {
		case 'start':
			start(data.port);
			return;
		case 'supplies':
			supplies.resolve(share(data));
			return;
		case 'worker-failed':
			kernel?.workerFailed(data);
			return;
		case 'failed':
			supplies.reject(new CodedError('E_BOOT_FAILED', data.message));
			return;
		default:
			data satisfies never;
	}
});

function start(port: MessagePort): void {
	let connected: Link<HostCalls> | null = null;
	const frame: Frame = (request, transfer) => postMessage(request, transfer);
	kernel = new Kernel(supplies.promise, frame, () => {
		if (!connected) throw new Error('Cannot tell the host: it is not connected');
		return connected;
	});
	connected = link<HostCalls, KernelCalls>(port, kernel);
}

/** Puts the library where every process can read it. Its header says how long the rest will be. */
async function share({ bundles, chunks, library }: KernelSupplies): Promise<Supplies> {
	const bytes = await library.arrayBuffer();
	const core = new SharedArrayBuffer(bytes.byteLength);
	new Uint8Array(core).set(new Uint8Array(bytes));
	const rest = new SharedArrayBuffer(new DataView(bytes).getUint32(4, true));
	return { bundles, chunks, library: { core, rest } };
}
