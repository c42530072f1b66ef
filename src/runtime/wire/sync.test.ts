import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CodedError } from './coded-error.ts';
import { createSlot, SyncServer } from './sync.ts';
import type { Answers } from './caller.testing.ts';
import { startWorker } from './worker.testing.ts';

const server = new SyncServer();
let workers: Worker[];
const slots = [createSlot(), createSlot(1024)];

beforeAll(async () => {
	workers = await Promise.all(
		slots.map((slot) =>
			startWorker(new URL('./caller.testing.ts', import.meta.url), { slot, doorbell: server.doorbell })
		)
	);
	for (const slot of slots)
		server.serve<Answers>(slot, {
			add: (a, b) => a + b,
			echo: (bytes) => bytes,
			later: (ms) => new Promise((resolve) => setTimeout(() => resolve('done'), ms)),
			refuse() {
				throw new CodedError('ENOENT', 'Cannot find it');
			}
		});
});
afterAll(async () => {
	server.close();
	await Promise.all(workers.map((worker) => worker.terminate()));
});

async function ask(worker: Worker | undefined, call: string, ...args: unknown[]): Promise<unknown> {
	worker?.postMessage([call, ...args]);
	const [answer] = await once(worker as Worker, 'message');
	return answer;
}

test('a blocked caller gets the answer', async () => {
	expect(await ask(workers[0], 'add', 2, 3)).toEqual({ value: 5 });
});
test('the answer may come later while others are served', async () => {
	const slow = ask(workers[0], 'later', 100);
	expect(await ask(workers[1], 'add', 1, 1)).toEqual({ value: 2 });
	expect(await slow).toEqual({ value: 'done' });
});
test('a refusal crosses with its code', async () => {
	expect(await ask(workers[0], 'refuse')).toEqual({ code: 'ENOENT', message: 'Cannot find it' });
	expect(await ask(workers[0], 'missing')).toMatchObject({ code: 'ENOSYS' });
});
test('requests and replies larger than the slot cross whole', async () => {
	const bytes = new Uint8Array(1_000_000).map((_, i) => i);
	expect(await ask(workers[0], 'echo', bytes)).toEqual({ value: bytes });
	expect(await ask(workers[1], 'echo', bytes.subarray(0, 5000))).toEqual({ value: bytes.slice(0, 5000) });
});
