/** Entry of the kernel worker: hears KernelMessages from the frame (protocol/kernel.ts); all else comes over the port in the first. */
import type { HostCalls, KernelCalls, KernelMessage, KernelSupplies } from '../protocol/kernel.ts';
import { REST_STATE } from '../protocol/process.ts';
import { CodedError } from '../wire/coded-error.ts';
import { link, type Link } from '../wire/wire.ts';
import { Kernel } from './kernel.ts';
import type { Frame, Supplies } from './workers.ts';

const supplies = Promise.withResolvers<Supplies>();
let rest: SharedArrayBuffer | null = null;
let kernel: Kernel | null = null;

addEventListener('message', ({ data }: MessageEvent<KernelMessage>) => {
	switch (data.type) {
		case 'start':
			start(data.port);
			return;
		case 'supplies':
			supplies.resolve(share(data));
			return;
		case 'rest':
			if (rest) new Uint8Array(rest, STATE_BYTES).set(new Uint8Array(data.bytes));
			settleRest(REST_STATE.loaded);
			return;
		case 'worker-failed':
			kernel?.workerFailed(data);
			return;
		case 'failed':
			supplies.reject(new CodedError('E_BOOT_FAILED', data.message));
			settleRest(REST_STATE.failed);
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

/** The int32 in front of the rest. */
const STATE_BYTES = 4;

/** Puts the library where every process can read it. Its header says how long the rest will be. */
function share({ bundles, chunks, library }: KernelSupplies): Supplies {
	const core = new SharedArrayBuffer(library.byteLength);
	new Uint8Array(core).set(new Uint8Array(library));
	rest = new SharedArrayBuffer(STATE_BYTES + new DataView(library).getUint32(4, true));
	return { bundles, chunks, library: { core, rest } };
}

function settleRest(state: number): void {
	if (!rest) return;
	const cell = new Int32Array(rest, 0, 1);
	Atomics.store(cell, 0, state);
	Atomics.notify(cell, 0);
}
