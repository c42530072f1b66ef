/** The verifier lab as the user lives it: runs to learn from, and an experiment that runs again whenever a slider moves. */
import type { Sample } from '#gym/sample.ts';
import type { Answer } from '#gym/training/lab-worker.ts';
import {
	agentsOf,
	runsOfSamples,
	type LabOptions,
	type LabResult,
	type LabRun
} from '#gym/training/verifier-lab.ts';
import { LabQuestion } from './lab-question.ts';
import { shippedBugs } from './shipped-bugs.ts';

export type { LabOptions, LabResult };

/** How runs are drawn of the bugs that come with the page. */
export const drawing = { seed: 1, budget: 200, samples: 8 };

const everything: LabOptions = { share: 1, cap: 0, mix: null, judged: null, seed: 1 };

export class VerifierLab {
	#options = $state.raw(everything);
	#runs = $state.raw<readonly LabRun[]>([]);
	#result = $state.raw<LabResult | null>(null);
	#busy = $state<string | null>(null);
	#problem = $state<string | null>(null);
	readonly #question = new LabQuestion();

	get options(): LabOptions {
		return this.#options;
	}
	get agents(): readonly string[] {
		return agentsOf(this.#runs);
	}
	get result(): LabResult | null {
		return this.#result;
	}
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}

	/** Runs of the repair agent, drawn on the bugs that come with the page. */
	takeDrawn(): void {
		this.#forget();
		this.#busy = 'Drawing runs';
		const question = { type: 'runs', address: shippedBugs(), ...drawing } as const;
		this.#question.ask(question, (answer) => this.#hear(answer));
	}

	takeSamples(samples: readonly Sample[]): void {
		this.#forget();
		this.#take(runsOfSamples(samples));
	}

	/** Runs the experiment again with that. */
	change(options: Partial<LabOptions>): void {
		this.#options = { ...this.#options, ...options };
		const question = { type: 'verifier', runs: this.#runs, options: this.#options } as const;
		this.#problem = null;
		this.#busy = 'Learning';
		this.#question.ask(question, (answer) => this.#hear(answer));
	}

	stop(): void {
		this.#question.stop();
		this.#busy = null;
	}

	#forget(): void {
		this.stop();
		this.#runs = [];
		this.#result = null;
		this.#problem = null;
	}

	/** Of several agents, the first one's samples are judged. */
	#take(runs: readonly LabRun[]): void {
		this.#runs = runs;
		const [first = null, ...others] = this.agents;
		this.change({ judged: others.length > 0 ? first : null, mix: null });
	}

	#hear(answer: Answer): void {
		switch (answer.type) {
			case 'runs':
				return this.#take(answer.runs);
			case 'verifier':
				this.#result = answer.result;
				return;
			case 'problem':
				this.#problem = answer.message;
				this.#result = null;
				break;
			default:
		}
		this.#busy = null;
	}
}
