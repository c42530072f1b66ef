/**
 * The verifier lab beside the page: one question, its answers as they come, then that it is done, or a problem. Bugs are loaded here, by their
 * address: to read and to hand over so many takes seconds, in which a page would stand still.
 */
import { runsOfPolicies } from './drawn.ts';
import { loadBugs } from './packed.ts';
import { keepers, selfTraining, type Keeper, type Round, type SelfTrainingOptions } from './self-training.ts';
import { verifierExperiment, type LabOptions, type LabResult, type LabRun } from './verifier-lab.ts';

export type Question =
	| { type: 'runs'; address: string; seed: number; budget: number; samples: number }
	| { type: 'verifier'; runs: readonly LabRun[]; options: LabOptions }
	| { type: 'self-training'; address: string; options: SelfTrainingOptions };

export type Answer =
	| { type: 'runs'; runs: LabRun[] }
	| { type: 'verifier'; result: LabResult }
	| { type: 'round'; keep: Keeper; round: Round }
	| { type: 'problem'; message: string }
	| { type: 'done' };

const say = (answer: Answer) => postMessage(answer);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
	answer(data).then(
		() => say({ type: 'done' }),
		(error: unknown) =>
			say({ type: 'problem', message: error instanceof Error ? error.message : String(error) })
	);
});

async function answer(question: Question): Promise<void> {
	switch (question.type) {
		case 'runs':
			return say({ type: 'runs', runs: runsOfPolicies(await loadBugs(question.address), question) });
		case 'verifier':
			return say({ type: 'verifier', result: verifierExperiment(question.runs, question.options) });
		case 'self-training': {
			const { options } = question;
			const bugs = await loadBugs(question.address);
			for (const keep of keepers)
				for (const round of selfTraining(bugs, keep, options)) say({ type: 'round', keep, round });
			return;
		}
		default:
			return question satisfies never;
	}
}
