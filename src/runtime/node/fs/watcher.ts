/** fs.watchFile: looks at a file again and again. https://nodejs.org/api/fs.html#fswatchfilefilename-options-listener */
import type { Context } from '../context.ts';
import { statArray } from './stat.ts';

type Timers = {
	setInterval(callback: () => void, delay: number): { ref(): void; unref(): void };
	clearInterval(timer: unknown): void;
};

type Stats = Float64Array | BigInt64Array;

/** Indices into a stat: what counts as a change. */
const COMPARED = [1, 2, 7, 8, 12, 13, 14, 15];

export function statWatcherClass(context: Context) {
	const look = (path: string, bigint: boolean) => {
		const ino = context.files.find(context.resolve(path), true);
		if (ino) return statArray(context.files.stat(ino), bigint);
		return bigint ? new BigInt64Array(18) : new Float64Array(18);
	};
	const isThere = (path: string) => context.files.find(context.resolve(path), true) !== 0;
	const MISSING = context.errno('ENOENT');
	return class StatWatcher {
		readonly #bigint: boolean;
		#timer: ReturnType<Timers['setInterval']> | undefined;
		onchange: ((status: number, stats: Stats) => void) | undefined;

		constructor(bigint: boolean) {
			this.#bigint = bigint;
			context.resources.open(this, 'STATWATCHER');
		}
		start(path: string, interval: number) {
			context.permissions.need('fs.read', path);
			let before = look(path, this.#bigint);
			const timers = context.requireBuiltin('timers') as Timers;
			// libuv tells at once of what is not there.
			if (!isThere(path)) context.loop.enqueueUnreferenced(() => this.#tell(before, before, MISSING));
			this.#timer = timers.setInterval(() => {
				const now = look(path, this.#bigint);
				if (COMPARED.every((index) => now[index] === before[index])) return;
				const earlier = before;
				before = now;
				this.#tell(now, earlier, isThere(path) ? 0 : MISSING);
			}, interval);
			return 0;
		}
		#tell(now: Stats, before: Stats, status: number) {
			if (!this.#timer) return;
			const both = this.#bigint ? new BigInt64Array(36) : new Float64Array(36);
			both.set(now as never, 0);
			both.set(before as never, 18);
			context.resources.run(this, () => this.onchange?.(status, both));
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
			return context.resources.idOf(this);
		}
	};
}
