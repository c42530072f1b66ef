/**
 * Edits in order, without those of which one that the failing tests cannot tell from it did not pass them, and last those of which one of the
 * same kind at the same statement hung: a pattern that backtracks for ever is rarely alone, and each of them costs seconds.
 */
import type { Candidate } from './candidate.ts';
import type { Finding } from './checker.ts';

export class Queue {
	#left: readonly Candidate[];
	readonly #dead = new Set<string>();
	readonly #slow = new Set<string>();

	constructor(candidates: readonly Candidate[]) {
		this.#left = candidates;
	}

	next(count: number): Candidate[] {
		const [batch, rest, last]: [Candidate[], Candidate[], Candidate[]] = [[], [], []];
		const asked = new Set<string>();
		for (const candidate of this.#left) {
			const { alike } = candidate;
			if (alike !== undefined && this.#dead.has(alike)) continue;
			if (this.#slow.has(kindOf(candidate))) last.push(candidate);
			else if (batch.length === count || (alike !== undefined && asked.has(alike))) rest.push(candidate);
			else {
				batch.push(candidate);
				if (alike !== undefined) asked.add(alike);
			}
		}
		if (batch.length === 0) batch.push(...last.splice(0, count));
		this.#left = [...rest, ...last];
		return batch;
	}

	learn(candidate: Candidate, { failed, broke, hangs }: Finding): void {
		const { alike } = candidate;
		if (hangs) this.#slow.add(kindOf(candidate));
		if (alike !== undefined && failed !== null && !broke) this.#dead.add(alike);
	}
}

const kindOf = ({ source, template, start }: Candidate) => `${source.path} ${start} ${template}`;
