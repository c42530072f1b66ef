/** The order in which the repair agent of this browser tries edits: the shipped one, or a learned one, which may go on learning. */
import { SIZE } from '#agent/repair/features.ts';
import type { LearnedOrder } from '#agent/repair/repair.ts';
import type { WeightsFile } from '#gym/training/weights.ts';

const KEY = 'tabgym.order';

type Saved = { weights: WeightsFile | null; learns: boolean; runs: number };

export class Order {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	#saved = $state.raw<Saved>({ weights: null, learns: false, runs: 0 });
	#problem = $state<string | null>(null);

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#storage = storage;
		const kept = storage.getItem(KEY);
		if (kept === null) return;
		const saved = savedIn(kept);
		if (saved) this.#saved = saved;
		else
			this.#problem =
				'The order that this browser kept is damaged, or of another version of the repair agent. It goes by the shipped one; choose the weights again from their file.';
	}

	/** Why the kept order is not used; null = it is, or there was none. */
	get problem(): string | null {
		return this.#problem;
	}

	/** null = the shipped one. */
	get weights(): WeightsFile | null {
		return this.#saved.weights;
	}
	get chosen(): LearnedOrder | null {
		return this.weights && { name: this.weights.about, weights: this.weights.weights };
	}
	/** Whether every run that passes adds to it, an agent's and a person's. */
	get learns(): boolean {
		return this.#saved.learns;
	}
	/** Runs that it learned from since the weights were chosen. */
	get runs(): number {
		return this.#saved.runs;
	}

	choose(weights: WeightsFile): void {
		this.#save({ weights, runs: 0 });
	}

	backToShipped(): void {
		this.#save({ weights: null, runs: 0 });
	}

	letLearn(learns: boolean): void {
		this.#save({ learns });
	}

	/** The same order after one more run. */
	learned(weights: WeightsFile): void {
		this.#save({ weights, runs: this.runs + 1 });
	}

	#save(some: Partial<Saved>): void {
		this.#problem = null;
		this.#saved = { ...this.#saved, ...some };
		this.#storage.setItem(KEY, JSON.stringify(this.#saved));
	}
}

/** null = it is not what was written here. By hand: this is loaded with the page, and a library for it is not. */
function savedIn(text: string): Saved | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null; // cut short, or written by something else
	}
	const saved = value as Partial<Saved> | null;
	if (typeof saved !== 'object' || saved === null) return null;
	const { weights, learns, runs } = saved;
	const isKnown = typeof learns === 'boolean' && Number.isInteger(runs) && Number(runs) >= 0;
	if (!isKnown || weights === undefined || !(weights === null || isWeights(weights))) return null;
	return { weights, learns, runs: Number(runs) };
}

function isWeights({ about, date, learnedFrom, weights }: Partial<WeightsFile>): boolean {
	return (
		typeof about === 'string' &&
		typeof date === 'string' &&
		Array.isArray(learnedFrom) &&
		learnedFrom.every((name) => typeof name === 'string') &&
		Array.isArray(weights) &&
		weights.length === SIZE &&
		weights.every(Number.isFinite)
	);
}
