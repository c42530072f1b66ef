/** Asking again with longer and longer waits. Only whole replies are asked for again: nothing was done with the broken one. */
import type { Failure } from './errors.ts';

/** Attempts in all. */
const ATTEMPTS = 5;
/** Milliseconds before the second attempt; doubled before each later one. */
const FIRST_WAIT = 1000;
/** Milliseconds; a server that asks for more than this is not waited for. */
const LONGEST_WAIT = 60_000;

/** Waits; rejects when aborted. Injected, so that tests wait for nothing. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (milliseconds, signal) =>
	new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const timer = setTimeout(done, milliseconds);
		signal.addEventListener('abort', done, { once: true });
		function done(): void {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			if (signal.aborted) reject(signal.reason as Error);
			else resolve();
		}
	});

export type RetryOptions = {
	signal: AbortSignal;
	sleep: Sleep;
	/** Says why an attempt failed and whether it is worth another. */
	failureOf: (error: unknown) => Failure;
	/** Hears of each wait. */
	onWait: (text: string) => void;
};

export async function withRetries<T>(
	attempt: () => Promise<T>,
	{ signal, sleep, failureOf, onWait }: RetryOptions
): Promise<T> {
	for (let count = 1; ; count++) {
		try {
			return await attempt();
		} catch (error) {
			signal.throwIfAborted();
			const { error: refusal, again, retryAfter } = failureOf(error);
			const wait = retryAfter ?? FIRST_WAIT * 2 ** (count - 1);
			if (!again || count >= ATTEMPTS || wait > LONGEST_WAIT) throw refusal;
			onWait(`${refusal.message}. Attempt ${count + 1} of ${ATTEMPTS} in ${Math.ceil(wait / 1000)} s`);
			await sleep(wait, signal);
		}
	}
}
