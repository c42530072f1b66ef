/** Edits in order, without those of which one that the failing tests cannot tell from it did not pass them. */
import type { Candidate } from './candidate.ts';
import type { Finding } from './checker.ts';

export class Queue {
	#left: readonly Candidate[];
	readonly #dead = new Set<string>();

	constructor(candidates: readonly Candidate[]) {
		this.#left = candidates;
	}

	next(count: number): Candidate[] {
		const [batch, rest]: [Candidate[], Candidate[]] = [[], []];
		const asked = new Set<string>();
		for (const candidate of this.#left) {
			const { alike } = candidate;
			if (alike !== undefined && this.#dead.has(alike)) continue;
			if (batch.length === count || (alike !== undefined && asked.has(alike))) rest.push(candidate);
			else {
				batch.push(candidate);
				if (alike !== undefined) asked.add(alike);
			}
		}
		this.#left = rest;
		return batch;
	}

	learn({ alike }: Candidate, { failed, broke }: Finding): void {
		if (alike !== undefined && failed !== null && !broke) this.#dead.add(alike);
	}
}
