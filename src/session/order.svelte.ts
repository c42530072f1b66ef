/** The order in which the repair agent of this browser tries edits: the shipped one, or a learned one, which may go on learning. */
import type { LearnedOrder } from '#agent/repair/repair.ts';
import type { WeightsFile } from '#gym/training/weights.ts';

const KEY = 'tabgym.order';

type Saved = { weights: WeightsFile | null; learns: boolean; runs: number };

export class Order {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	#saved = $state.raw<Saved>({ weights: null, learns: false, runs: 0 });

	constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
		this.#storage = storage;
		try {
			this.#saved = { ...this.#saved, ...(JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<Saved>) };
		} catch {
			return; // what cannot be read is forgotten: the weights can be chosen again from their file
		}
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
		this.#saved = { ...this.#saved, ...some };
		this.#storage.setItem(KEY, JSON.stringify(this.#saved));
	}
}
