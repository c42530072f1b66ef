/** The verifier lab beside the page: one question, its answers as they come, then that it is done, or a problem. */
import { runsOfPolicies } from './drawn.ts';
import type { Instance } from './instance.ts';
import { keepers, selfTraining, type Keeper, type Round, type SelfTrainingOptions } from './self-training.ts';
import { verifierExperiment, type LabOptions, type LabResult, type LabRun } from './verifier-lab.ts';

export type Question =
	| { type: 'runs'; bugs: readonly Instance[]; seed: number; budget: number; samples: number }
	| { type: 'verifier'; runs: readonly LabRun[]; options: LabOptions }
	| { type: 'self-training'; bugs: readonly Instance[]; options: SelfTrainingOptions };

export type Answer =
	| { type: 'runs'; runs: LabRun[] }
	| { type: 'verifier'; result: LabResult }
	| { type: 'round'; keep: Keeper; round: Round }
	| { type: 'problem'; message: string }
	| { type: 'done' };

const say = (answer: Answer) => postMessage(answer);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
	try {
		answer(data);
		say({ type: 'done' });
	} catch (error) {
		say({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
	}
});

function answer(question: Question): void {
	switch (question.type) {
		case 'runs':
			return say({ type: 'runs', runs: runsOfPolicies(question.bugs, question) });
		case 'verifier':
			return say({ type: 'verifier', result: verifierExperiment(question.runs, question.options) });
		case 'self-training': {
			const { bugs, options } = question;
			for (const keep of keepers)
				for (const round of selfTraining(bugs, keep, options)) say({ type: 'round', keep, round });
			return;
		}
		default:
			return question satisfies never;
	}
}
