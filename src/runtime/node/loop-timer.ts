/** The one timer of the browser behind all of Node's: for the earliest that is due. Times are loop time, in milliseconds. */
import type { FixedClock } from '../protocol/dial.ts';
import type { Native } from './native.ts';

type Parts = { native: Native; clock: FixedClock | null; now: () => number; wake: () => void };

export class LoopTimer {
	readonly #parts: Parts;
	#due = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get isSet(): boolean {
		return this.#due > 0;
	}

	isDue(now: number): boolean {
		return this.#due > 0 && this.#due <= now;
	}

	/** Between two timers of one round the library knows of none, and would put off those that are due: the earlier stays. */
	setEarlier(due: number): void {
		if (this.#due > 0 && this.#due <= due) return;
		this.#due = due;
		this.#arm();
	}

	/** Forgets when it was due; the browser's own may still wake the loop. */
	forget(): void {
		this.#due = 0;
	}

	/** One that is due already waits for nobody. */
	set(due: number, now: number): void {
		this.#due = due;
		if (due > now) this.#arm();
	}

	stop(): void {
		this.#parts.native.clearTimeout(this.#timer);
	}

	#arm(): void {
		const { native, clock, now, wake } = this.#parts;
		this.stop();
		const due = this.#due;
		this.#timer = native.setTimeout(
			() => {
				clock?.advanceTo(due);
				wake();
			},
			Math.max(0, due - now())
		);
	}
}
