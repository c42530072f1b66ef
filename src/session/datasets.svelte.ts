/** Data sets out of the runs of this browser: what is there, what a choice makes of it, and why runs are not in it. */
import { makeDataset, type Dataset, type DatasetOptions, type Recorded } from '#gym/datasets/datasets.ts';
import type { Models } from './models.svelte.ts';
import type { Parts } from './parts.ts';
import { distinct, recordedRuns, secretsOf } from './recorded-runs.ts';

export type { Dataset, DatasetOptions };
export { defaults } from '#gym/datasets/datasets.ts';

/** A data set, and what it was made by. */
type Made = Dataset & Pick<DatasetOptions, 'kind' | 'seed'> & { date: string };

export class Datasets {
	readonly #parts: Parts;
	readonly #models: Models;
	#runs = $state.raw<readonly Recorded[]>([]);
	/** Why stored runs cannot be rows at all: reason -> how many. */
	#unusable = $state.raw<Readonly<Record<string, number>>>({});
	#made = $state.raw<Made | null>(null);
	#busy = $state<string | null>(null);
	#problem = $state<string | null>(null);

	constructor(parts: Parts, models: Models) {
		this.#parts = parts;
		this.#models = models;
	}

	get runs(): readonly Recorded[] {
		return this.#runs;
	}
	get unusable(): Readonly<Record<string, number>> {
		return this.#unusable;
	}
	get made(): Made | null {
		return this.#made;
	}
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}
	get agents(): string[] {
		return distinct(this.#runs.map(({ trajectory }) => trajectory.head.agent));
	}
	get tasks(): string[] {
		return distinct(this.#runs.map(({ task }) => task.id));
	}
	get hosts(): string[] {
		return distinct(this.#runs.map(({ trajectory }) => trajectory.head.host));
	}

	async load(): Promise<void> {
		await this.#attempt('Reading the runs', async () => {
			const { runs, unusable } = await recordedRuns(this.#parts);
			this.#runs = runs;
			this.#unusable = unusable;
		});
	}

	async make(options: Omit<DatasetOptions, 'secrets'>): Promise<void> {
		this.#made = null;
		await this.#attempt('Writing', async () => {
			const made = makeDataset(this.#runs, { ...options, secrets: await secretsOf(this.#models) });
			this.#made = { ...made, kind: options.kind, seed: options.seed, date: this.#parts.wallClock() };
		});
	}

	async #attempt(busy: string, action: () => Promise<void>): Promise<void> {
		this.#problem = null;
		this.#busy = busy;
		try {
			await action();
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		} finally {
			this.#busy = null;
		}
	}
}
