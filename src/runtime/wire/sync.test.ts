import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { CodedError } from './coded-error.ts';
import type { Store } from './sync-client.testing.ts';
import { makeDoorbell, makeSlot, SyncServer } from './sync.ts';

const clientPath = fileURLToPath(new URL('./sync-client.testing.ts', import.meta.url));

async function bundle(entry: string): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			lib: { entry, formats: ['es'] },
			rolldownOptions: { external: /^node:/ }
		}
	});
	const [first] = Array.isArray(result) ? result : [result];
	return (first as { output: [{ code: string }] }).output[0].code;
}

it('a blocked worker gets its answers: at once, later, larger than its slot, and refused by code', async () => {
	const [slot, doorbell] = [makeSlot(), makeDoorbell()];
	const server = new SyncServer<Store>(doorbell);
	const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(await bundle(clientPath))}`), {
		workerData: { slot, doorbell }
	});
	const results = await new Promise((resolve, reject) => {
		worker.on('error', reject);
		server.add(slot, {
			add: (a, b) => a + b,
			later: (text) => new Promise((answer) => setTimeout(() => answer(`${text}!`), 20)),
			big: (length) => new Uint8Array(length),
			fail: () => {
				throw new CodedError('EACCES');
			},
			done: resolve
		});
		// The worker may have called before it was added.
		Atomics.add(new Int32Array(doorbell), 0, 1);
		Atomics.notify(new Int32Array(doorbell), 0);
	});
	server.close();
	await worker.terminate();
	expect(results).toEqual([5, 'ä€😀!', 5_000_000, 3, 'EACCES']);
});
