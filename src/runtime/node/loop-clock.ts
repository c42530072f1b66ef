/**
 * How long a loop has run and slept, where other threads can read it.
 *
 *   | float64 | milliseconds                                               |
 *   | ------- | ---------------------------------------------------------- |
 *   | 0       | when the loop began, since the epoch; 0 = it has not       |
 *   | 1       | that it slept, up to the last time                         |
 *   | 2       | since when it has been sleeping; 0 = it is not             |
 */
const [BEGAN, SLEPT, SINCE] = [0, 1, 2];

export const makeClockMemory = (): SharedArrayBuffer => new SharedArrayBuffer(24);

export class LoopClock {
	readonly #now: () => number;
	#fields: Float64Array;
	/** Told once. */
	onBegin: () => void = () => {};
	/** Nothing is left: told before the process hears it. */
	onEnd: () => void = () => {};

	/** @param now milliseconds since the epoch, with fractions */
	constructor(now: () => number, memory = makeClockMemory()) {
		this.#now = now;
		this.#fields = new Float64Array(memory);
	}

	/** From here on in memory that its maker has too. */
	moveTo(memory: SharedArrayBuffer): void {
		this.#fields = new Float64Array(memory);
	}
	begin(): void {
		this.#fields[BEGAN] = this.#now();
		this.onBegin();
	}
	sleeps(): void {
		if (this.hasBegun) this.#fields[SINCE] = this.#now();
	}
	wakes(): void {
		this.#fields[SLEPT] = this.slept;
		this.#fields[SINCE] = 0;
	}

	get hasBegun(): boolean {
		return this.#field(BEGAN) > 0;
	}
	/** Milliseconds since the epoch. */
	get began(): number {
		return this.#field(BEGAN);
	}
	/** Milliseconds. */
	get slept(): number {
		const since = this.#field(SINCE);
		return this.#field(SLEPT) + (since > 0 ? this.#now() - since : 0);
	}
	/** Milliseconds. */
	get worked(): number {
		return this.hasBegun ? this.#now() - this.began - this.slept : 0;
	}

	#field(at: number): number {
		return this.#fields[at] ?? 0;
	}
}
