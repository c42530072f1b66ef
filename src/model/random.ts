/** Numbers that look random and are the same for the same seed (mulberry32, public domain: https://github.com/cprosche/mulberry32). */
export type Random = {
	/** 0 to 1, without 1. */
	next: () => number;
	/** A whole number from 0, below `limit`. */
	below: (limit: number) => number;
	of: <T>(list: readonly T[]) => T;
};

export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return { next, below, of: <T>(list: readonly T[]) => list[below(list.length)] as T };
}
