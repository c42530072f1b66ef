/** A time limit that counts only while the agent works: a person who holds it takes nothing of its time. */
export class Clock {
	readonly #aborter = new AbortController();
	#left: number;
	#since = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Milliseconds; 0 = no limit. */
	constructor(limit: number) {
		this.#left = limit > 0 ? limit : Infinity;
	}

	get signal(): AbortSignal {
		return this.#aborter.signal;
	}

	/** Milliseconds until the end, Infinity where there is no limit. */
	get left(): number {
		return this.#timer === undefined ? this.#left : this.#left - (performance.now() - this.#since);
	}

	go(): void {
		if (this.#left === Infinity) return;
		this.#since = performance.now();
		this.#timer = setTimeout(() => this.#aborter.abort(), this.#left);
	}

	stop(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#left = Math.max(0, this.#left - (performance.now() - this.#since));
	}
}
