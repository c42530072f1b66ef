/** The 4-tuple of R2E-Gym: https://github.com/R2E-Gym/R2E-Gym (agenthub/environment/env.py) */
import type { Action, Environment, Info, Observation } from './environment.ts';

export type R2EStep = [
	observation: Observation,
	reward: number,
	done: boolean,
	info: Info & { truncated: boolean }
];

export class R2EEnvironment {
	readonly #environment: Environment;

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	async reset(seed?: number): Promise<Observation> {
		const [observation] = await this.#environment.reset(seed === undefined ? {} : { seed });
		return observation;
	}

	async step(action: Action): Promise<R2EStep> {
		const [observation, reward, terminated, truncated, info] = await this.#environment.step(action);
		return [observation, reward, terminated || truncated, { ...info, truncated }];
	}

	close(): Promise<void> {
		return this.#environment.close();
	}
}
