/** The blocked side of sync.test.ts, run in a worker thread. */
import { workerData } from 'node:worker_threads';
import { CodedError } from './coded-error.ts';
import { connectSync } from './sync.ts';

export interface Store {
	add(a: number, b: number): number;
	later(text: string): string;
	big(length: number): Uint8Array;
	fail(): void;
	done(results: unknown[]): void;
}

const { slot, doorbell } = workerData as { slot: SharedArrayBuffer; doorbell: SharedArrayBuffer };
const calls = connectSync<Store>(slot, doorbell);
const results: unknown[] = [
	calls.add(2, 3),
	calls.later('ä€😀'),
	calls.big(5_000_000).length,
	calls.big(3).length
];
try {
	calls.fail();
} catch (error) {
	results.push(error instanceof CodedError ? error.code : error);
}
calls.done(results);
