/** What a run may use, and which end it has when that is used up. */
import type { TaskLimits } from '#model/task.ts';
import type { AgentEvent } from './agent.ts';
import type { Usage } from './models/model.ts';

export type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

export class Budget {
	readonly #limits: TaskLimits;
	#tokens = 0;
	#cost = 0;

	constructor(limits: TaskLimits) {
		this.#limits = limits;
	}

	spend({ inputTokens, outputTokens, cost }: Usage): void {
		this.#tokens += inputTokens + outputTokens;
		this.#cost += cost;
	}

	/** Why the turn `step` may not begin, or nothing. */
	end(step: number): Ended | undefined {
		const { steps, tokens = Infinity, cost = Infinity } = this.#limits;
		if (step >= steps)
			return { type: 'run-ended', reason: 'out-of-steps', message: `The limit is ${steps} steps` };
		if (this.#tokens >= tokens)
			return {
				type: 'run-ended',
				reason: 'out-of-tokens',
				message: `${this.#tokens} tokens are used and the limit is ${tokens}`
			};
		if (this.#cost >= cost)
			return {
				type: 'run-ended',
				reason: 'out-of-money',
				message: `$${this.#cost.toFixed(4)} are spent and the limit is $${cost}`
			};
		return undefined;
	}
}
