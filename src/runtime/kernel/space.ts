/**
 * Which parts of the arena are free, in units of 16 bytes. The kernel alone knows it: readers only see where contents lie. What is given
 * back joins its free neighbours, and the top comes down when the last piece is free, so that nothing grows but by what is in use.
 */
import { CodedError } from '../wire/coded-error.ts';

/** Free pieces of one size class that are tried before a larger class is. */
const TRIES = 32;

type Memory = {
	/** How far it reaches now. */
	end(): number;
	/** Makes it reach to `end`; false = it may not become that large. */
	grow(end: number): boolean;
	/** Gives back what is only waiting to be; called before the memory grows. */
	tidy(): void;
};

export class Space {
	/** Start of the free piece -> its length. */
	readonly #lengths = new Map<number, number>();
	/** End of the free piece -> its start. */
	readonly #starts = new Map<number, number>();
	/** Starts of free pieces whose length is in [2^class, 2^(class+1)). */
	readonly #classes: Set<number>[] = Array.from({ length: 32 }, () => new Set());
	readonly #bottom: number;
	readonly #memory: Memory;
	/** First unit that was never given out, or that came back. */
	#top: number;

	constructor(bottom: number, memory: Memory) {
		this.#bottom = bottom;
		this.#top = bottom;
		this.#memory = memory;
	}

	/** Units between the arena's start and its top: in use or free. */
	get extent(): number {
		return this.#top - this.#bottom;
	}

	/** Returns the start of a piece that is `units` long. @throws ENOSPC */
	take(units: number): number {
		const start = this.takeIfThere(units);
		if (start === null) throw new CodedError('ENOSPC');
		return start;
	}

	/** The same; null = there is none. */
	takeIfThere(units: number): number | null {
		const start = this.#find(units) ?? this.#findTidied(units);
		if (start === null) return this.#fromTop(units);
		return this.#carve(start, units);
	}

	/** Makes the piece at `start` longer where it lies, if what follows it is free. */
	extend(start: number, from: number, to: number): boolean {
		const end = start + from;
		if (end === this.#top) {
			if (!this.#memory.grow(start + to)) return false;
			this.#top = start + to;
			return true;
		}
		const following = this.#lengths.get(end) ?? 0;
		if (from + following < to) return false;
		this.#remove(end);
		if (from + following > to) this.#add(start + to, from + following - to);
		return true;
	}

	/** Gives back the end of a piece. */
	cut(start: number, from: number, to: number): void {
		if (to < from) this.give(start + to, from - to);
	}

	give(start: number, units: number): void {
		let [from, length] = [start, units];
		const before = this.#starts.get(from);
		if (before !== undefined) {
			length += this.#remove(before);
			from = before;
		}
		if (this.#lengths.has(start + units)) length += this.#remove(start + units);
		if (from + length === this.#top) this.#top = from;
		else this.#add(from, length);
	}

	#find(units: number): number | null {
		let tries = TRIES;
		const own = classOf(units);
		for (const start of this.#classes[own] ?? []) {
			if ((this.#lengths.get(start) ?? 0) >= units) return start;
			if (--tries === 0) break;
		}
		for (let at = own + 1; at < this.#classes.length; at++)
			for (const start of this.#classes[at] ?? []) return start;
		return null;
	}

	#findTidied(units: number): number | null {
		if (this.#top + units <= this.#memory.end()) return null;
		this.#memory.tidy();
		return this.#find(units);
	}

	#fromTop(units: number): number | null {
		const start = this.#top;
		if (!this.#memory.grow(start + units)) return this.#searched(units);
		this.#top = start + units;
		return start;
	}

	/** Every free piece, before it is said that there is no room. */
	#searched(units: number): number | null {
		for (const [start, length] of this.#lengths) {
			if (length >= units) return this.#carve(start, units);
		}
		return null;
	}

	/** Takes the beginning of a free piece. */
	#carve(start: number, units: number): number {
		const length = this.#remove(start);
		if (length > units) this.#add(start + units, length - units);
		return start;
	}

	#add(start: number, length: number): void {
		this.#lengths.set(start, length);
		this.#starts.set(start + length, start);
		this.#classes[classOf(length)]?.add(start);
	}

	#remove(start: number): number {
		const length = this.#lengths.get(start) ?? 0;
		this.#lengths.delete(start);
		this.#starts.delete(start + length);
		this.#classes[classOf(length)]?.delete(start);
		return length;
	}
}

function classOf(units: number): number {
	return 31 - Math.clz32(units);
}
