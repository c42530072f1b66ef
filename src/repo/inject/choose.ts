/** In which order mutations are tried: at random by a seed, the operators taking turns, so that a few bugs show many kinds. */
import type { Mutation } from './mutation.ts';

export type Mutant = Mutation & { path: string };

/** Numbers from 0 to 1, the same for the same seed (mulberry32). https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function inTurns(mutants: readonly Mutant[], seed: number): Mutant[] {
	const random = randomOf(seed);
	const kinds = new Map<string, { mutant: Mutant; key: number }[]>();
	for (const mutant of mutants)
		kinds.set(mutant.operator, [...(kinds.get(mutant.operator) ?? []), { mutant, key: random() }]);
	const queues = [...kinds.values()].map((kind) => kind.sort((one, other) => one.key - other.key));
	const ordered: Mutant[] = [];
	for (let turn = 0; ordered.length < mutants.length; turn++)
		for (const queue of queues) {
			const next = queue[turn];
			if (next) ordered.push(next.mutant);
		}
	return ordered;
}
