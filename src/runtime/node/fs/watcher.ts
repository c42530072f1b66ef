/** fs.watchFile: looks at a file again and again. https://nodejs.org/api/fs.html#fswatchfilefilename-options-listener */
import type { Context } from '../context.ts';
import { statArray } from './stat.ts';

type Timers = {
	setInterval(callback: () => void, delay: number): { ref(): void; unref(): void };
	clearInterval(timer: unknown): void;
};

/** Indices into a stat: what counts as a change. */
const COMPARED = [1, 2, 7, 8, 12, 13, 14, 15];

export function statWatcherClass(context: Context) {
	const look = (path: string, bigint: boolean) => {
		const ino = context.files.find(context.resolve(path), true);
		if (ino) return statArray(context.files.stat(ino), bigint);
		return bigint ? new BigInt64Array(18) : new Float64Array(18);
	};
	return class StatWatcher {
		readonly #bigint: boolean;
		#timer: ReturnType<Timers['setInterval']> | undefined;
		onchange: ((status: number, stats: Float64Array | BigInt64Array) => void) | undefined;

		constructor(bigint: boolean) {
			this.#bigint = bigint;
		}
		start(path: string, interval: number) {
			let before = look(path, this.#bigint);
			const timers = context.requireBuiltin('timers') as Timers;
			this.#timer = timers.setInterval(() => {
				const now = look(path, this.#bigint);
				if (COMPARED.every((index) => now[index] === before[index])) return;
				const both = this.#bigint ? new BigInt64Array(36) : new Float64Array(36);
				both.set(now as never, 0);
				both.set(before as never, 18);
				before = now;
				this.onchange?.(0, both);
			}, interval);
			return 0;
		}
		close() {
			if (this.#timer) (context.requireBuiltin('timers') as Timers).clearInterval(this.#timer);
			this.#timer = undefined;
		}
		ref() {
			this.#timer?.ref();
		}
		unref() {
			this.#timer?.unref();
		}
		getAsyncId() {
			return 0;
		}
	};
}
