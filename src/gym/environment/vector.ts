/**
 * Several environments side by side, each in sandboxes of its own: https://gymnasium.farama.org/api/vector/. An environment whose
 * episode ended is reset by the next step, whose action it does not read (AutoresetMode.NEXT_STEP).
 */
import { CodedError } from '#model/coded-error.ts';
import type { Action, Environment, Info, Observation } from './environment.ts';

export class VectorEnvironment {
	readonly #environments: readonly Environment[];
	#over: boolean[];

	constructor(environments: readonly Environment[]) {
		this.#environments = environments;
		this.#over = environments.map(() => false);
	}

	get length(): number {
		return this.#environments.length;
	}

	/** The environment at `index` gets `seed + index`. */
	async reset({ seed }: { seed?: number } = {}): Promise<[Observation[], Info[]]> {
		const all = await Promise.all(
			this.#environments.map((one, index) => one.reset(seed === undefined ? {} : { seed: seed + index }))
		);
		this.#over = all.map(() => false);
		return [all.map(([observation]) => observation), all.map(([, info]) => info)];
	}

	async step(
		actions: readonly Action[]
	): Promise<[Observation[], rewards: number[], terminated: boolean[], truncated: boolean[], Info[]]> {
		if (actions.length !== this.length)
			throw new CodedError(
				'E_ACTIONS',
				`Cannot step: there are ${actions.length} actions for ${this.length} environments`
			);
		const all = await Promise.all(
			this.#environments.map(async (one, index) => {
				if (!this.#over[index]) return one.step(actions[index] as Action);
				const [observation, info] = await one.reset();
				return [observation, 0, false, false, info] as const;
			})
		);
		this.#over = all.map(([, , terminated, truncated]) => terminated || truncated);
		return [
			all.map(([observation]) => observation),
			all.map(([, reward]) => reward),
			all.map(([, , terminated]) => terminated),
			all.map(([, , , truncated]) => truncated),
			all.map(([, , , , info]) => info)
		];
	}

	async close(): Promise<void> {
		await Promise.all(this.#environments.map((one) => one.close()));
	}
}
