/** In which order mutations are tried: at random by a seed, the operators taking turns, so that a few bugs show many kinds. */
import { randomOf } from '#model/random.ts';
import type { Mutation } from './mutation.ts';

export type Mutant = Mutation & { path: string };

export function inTurns(mutants: readonly Mutant[], seed: number): Mutant[] {
	const random = randomOf(seed);
	const kinds = new Map<string, { mutant: Mutant; key: number }[]>();
	for (const mutant of mutants)
		kinds.set(mutant.operator, [...(kinds.get(mutant.operator) ?? []), { mutant, key: random.next() }]);
	const queues = [...kinds.values()].map((kind) => kind.sort((one, other) => one.key - other.key));
	const ordered: Mutant[] = [];
	for (let turn = 0; ordered.length < mutants.length; turn++)
		for (const queue of queues) {
			const next = queue[turn];
			if (next) ordered.push(next.mutant);
		}
	return ordered;
}
