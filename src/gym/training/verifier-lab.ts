/** SWE-Gym's questions about learned verifiers, asked of real samples: how much data, how many of a task, whose. */
import { CodedError } from '#model/coded-error.ts';
import { randomOf } from '#model/random.ts';
import { curve, isResolved, type CurvePoint } from '../compare.ts';
import type { Sample } from '../sample.ts';
import {
	brier,
	fitOutcome,
	outcomeFeatures,
	predict,
	reliability,
	type Bin,
	type Scored
} from './outcome.ts';

export type LabOptions = {
	/** Share of the samples that is learned from, 0 to 1. */
	share: number;
	/** Samples of a task that are learned from, at most; 0 = all. */
	cap: number;
	/** Share of samples of `agent` among those that are learned from, 0 to 1; null = as they come. */
	mix: { agent: string; share: number } | null;
	seed: number;
};

export type LabResult = {
	samples: number;
	tasks: number;
	/** Mean number of samples that a model learned from. */
	learnedFrom: number;
	brier: number;
	/** Of always saying the mean: what a verifier has to be better than. */
	baseline: number;
	bins: Bin[];
	pass: CurvePoint[];
	best: CurvePoint[];
};

const PARTS = 5;

/** Each task is scored by a model that saw none of its samples. @throws CodedError E_TOO_FEW */
export function verifierExperiment(samples: readonly Sample[], options: LabOptions): LabResult {
	const tasks = [...new Set(samples.map(({ task }) => task))].sort();
	if (tasks.length < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge a learned verifier: there are samples of ${tasks.length} tasks, and learning and judging may share none`
		);
	const parts = Math.min(PARTS, tasks.length);
	const partOf = new Map(tasks.map((task, index) => [task, index % parts]));
	let learned = 0;
	const scored: Sample[] = [];
	for (let part = 0; part < parts; part++) {
		const own = samples.filter(({ task }) => partOf.get(task) === part);
		const others = chosen(
			samples.filter(({ task }) => partOf.get(task) !== part),
			options
		);
		learned += others.length / parts;
		const model = fitOutcome(
			others.map((sample) => ({
				group: sample.task,
				features: outcomeFeatures(sample),
				resolved: isResolved(sample)
			}))
		);
		scored.push(...own.map((sample) => ({ ...sample, score: predict(model, outcomeFeatures(sample)) })));
	}
	const pairs: Scored[] = scored.map((sample) => ({
		score: sample.score ?? 0,
		resolved: isResolved(sample)
	}));
	const mean = pairs.filter(({ resolved }) => resolved).length / pairs.length;
	return {
		samples: samples.length,
		tasks: tasks.length,
		learnedFrom: Math.round(learned),
		brier: brier(pairs),
		baseline: mean * (1 - mean),
		bins: reliability(pairs),
		pass: curve(scored, 'pass'),
		best: curve(scored, 'best')
	};
}

function chosen(samples: readonly Sample[], { share, cap, mix, seed }: LabOptions): Sample[] {
	const random = randomOf(seed);
	const shuffled = samples
		.map((sample) => [random.next(), sample] as const)
		.sort(([one], [other]) => one - other)
		.map(([, sample]) => sample);
	const taken = new Map<string, number>();
	const capped = shuffled.filter(({ task }) => {
		const count = taken.get(task) ?? 0;
		taken.set(task, count + 1);
		return cap === 0 || count < cap;
	});
	if (!mix) return capped.slice(0, Math.ceil(capped.length * share));
	const own = capped.filter(({ agent }) => agent === mix.agent);
	const others = capped.filter(({ agent }) => agent !== mix.agent);
	const most = Math.min(
		mix.share > 0 ? own.length / mix.share : Infinity,
		mix.share < 1 ? others.length / (1 - mix.share) : Infinity
	);
	const total = most * share;
	return [
		...own.slice(0, Math.round(total * mix.share)),
		...others.slice(0, Math.round(total * (1 - mix.share)))
	];
}
