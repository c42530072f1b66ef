/** The blocked side of sync.test.ts: makes the calls it is told to and reports what came back. */
import { parentPort, workerData } from 'node:worker_threads';
import { CodedError } from './coded-error.ts';
import { connectSync } from './sync.ts';

export interface Answers {
	add(a: number, b: number): number;
	echo(bytes: Uint8Array): Uint8Array;
	later(ms: number): string;
	refuse(): void;
}

const { slot, doorbell } = workerData as { slot: SharedArrayBuffer; doorbell: SharedArrayBuffer };
const calls = connectSync<Answers>(slot, doorbell) as unknown as Record<
	string,
	(...args: unknown[]) => unknown
>;

parentPort?.on('message', ([call, ...args]: [string, ...unknown[]]) => {
	try {
		parentPort?.postMessage({ value: calls[call]?.(...args) });
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		parentPort?.postMessage({ code: error.code, message: error.message });
	}
});
