/** What came in from outside and waits for the poll phase. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop */
export class PollQueue {
	readonly #waiting: (() => void)[] = [];
	/** What is told only to who lives for something else. */
	readonly #unreferenced: (() => void)[] = [];
	/** Callbacks that this phase still runs; what comes in meanwhile waits for the next. */
	#polled = 0;

	/** What the process lives for. */
	get length(): number {
		return this.#waiting.length;
	}
	push(callback: () => void): void {
		this.#waiting.push(callback);
	}
	pushUnreferenced(callback: () => void): void {
		this.#unreferenced.push(callback);
	}
	/** The phase begins, of a round that began with something to live for, or not. */
	begin(lives: boolean): void {
		if (lives) this.#waiting.push(...this.#unreferenced.splice(0));
		this.#polled = this.#waiting.length;
	}
	next(): (() => void) | undefined {
		return this.#polled-- > 0 ? this.#waiting.shift() : undefined;
	}
}
