/** Entry of the kernel worker. Its first message is a KernelStart (protocol/kernel.ts); all else comes over the port in it. */
import type { KernelCalls, KernelEvents, KernelStart } from '../protocol/kernel.ts';
import { link, type Link } from '../wire/wire.ts';
import { Kernel } from './kernel.ts';

addEventListener(
	'message',
	({ data }: MessageEvent<KernelStart>) => {
		let connected: Link<KernelEvents> | null = null;
		const kernel = new Kernel(data, () => {
			if (!connected) throw new Error('Cannot tell the host: it is not connected');
			return connected.events;
		});
		connected = link<KernelEvents, KernelCalls>(data.port, kernel);
	},
	{ once: true }
);
