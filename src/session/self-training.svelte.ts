/** Self-training as the user lives it: rounds of it on the bugs that come with the page, again whenever a slider moves. */
import type { Answer } from '#gym/training/lab-worker.ts';
import type { Keeper, Round, SelfTrainingOptions } from '#gym/training/self-training.ts';
import { LabQuestion } from './lab-question.ts';
import { shippedBugs } from './shipped-bugs.ts';

export type { Keeper, Round, SelfTrainingOptions };

const nothing = (): Record<Keeper, readonly Round[]> => ({ green: [], resolved: [] });

export class SelfTraining {
	#rounds = $state.raw(nothing());
	#busy = $state(false);
	#problem = $state<string | null>(null);
	readonly #question = new LabQuestion();

	/** By what runs are kept for, a round after the other. */
	get rounds(): Record<Keeper, readonly Round[]> {
		return this.#rounds;
	}
	get busy(): boolean {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}

	start(options: SelfTrainingOptions): void {
		this.stop();
		this.#rounds = nothing();
		this.#problem = null;
		this.#busy = true;
		const question = { type: 'self-training', address: shippedBugs(), options } as const;
		this.#question.ask(question, (answer) => this.#hear(answer));
	}

	stop(): void {
		this.#question.stop();
		this.#busy = false;
	}

	#hear(answer: Answer): void {
		if (answer.type === 'round') {
			const { keep, round } = answer;
			this.#rounds = { ...this.#rounds, [keep]: [...this.#rounds[keep], round] };
			return;
		}
		this.#busy = false;
		if (answer.type === 'problem') this.#problem = answer.message;
	}
}
