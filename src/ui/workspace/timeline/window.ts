/** Which items of a long list are on the screen, where each has a height of its own that is known once it was shown. */

export class Heights {
	readonly #guess: number;
	readonly #known: number[] = [];
	/** `#tops[i]` = where item i begins; valid below `#valid`. */
	#tops: number[] = [0];
	#valid = 1;
	#count = 0;

	/** `guess` = pixels of an item that was not shown yet. */
	constructor(guess: number) {
		this.#guess = guess;
	}

	resize(count: number): void {
		this.#count = count;
		this.#valid = Math.min(this.#valid, count + 1);
	}

	/** Whether that is news. */
	measure(index: number, height: number): boolean {
		if (Math.abs((this.#known[index] ?? this.#guess) - height) < 1) {
			this.#known[index] = height;
			return false;
		}
		this.#known[index] = height;
		this.#valid = Math.min(this.#valid, index + 1);
		return true;
	}

	/** Pixels above the item. */
	top(index: number): number {
		const wanted = Math.min(index, this.#count);
		for (; this.#valid <= wanted; this.#valid++)
			this.#tops[this.#valid] =
				(this.#tops[this.#valid - 1] ?? 0) + (this.#known[this.#valid - 1] ?? this.#guess);
		return this.#tops[wanted] ?? 0;
	}

	get total(): number {
		return this.top(this.#count);
	}

	/**
	 * Items to draw where `height` pixels are seen from `scroll` on: first, and one after the last.
	 * @param spare how many above and below what is seen
	 */
	range(scroll: number, height: number, spare: number): [number, number] {
		const first = this.#at(scroll);
		const last = this.#at(scroll + height) + 1;
		return [Math.max(0, first - spare), Math.min(this.#count, last + spare)];
	}

	/** The item that is drawn at that pixel. */
	#at(pixel: number): number {
		let [low, high] = [0, Math.max(0, this.#count - 1)];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (this.top(middle) <= pixel) low = middle;
			else high = middle - 1;
		}
		return low;
	}
}
