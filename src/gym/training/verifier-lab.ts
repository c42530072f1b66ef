/** SWE-Gym's questions about learned verifiers, asked of real runs: how much data, how many of a task, whose. */
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

/** A run as a verifier learns from it. */
export type LabRun = {
	task: string;
	/** What learning and judging may not share: a package, or the task itself. */
	group: string;
	agent: string;
	/** What the verifier sees, all of one length. */
	features: readonly number[];
	green: boolean;
	resolved: boolean;
};

export const runsOfSamples = (samples: readonly Sample[]): LabRun[] =>
	samples.map((sample) => ({
		...{ task: sample.task, group: sample.task, agent: sample.agent },
		...{ features: outcomeFeatures(sample), green: sample.green, resolved: isResolved(sample) }
	}));

export const agentsOf = (runs: readonly LabRun[]): string[] => [...new Set(runs.map(({ agent }) => agent))];

export type LabOptions = {
	/** Share of the samples that is learned from, 0 to 1. */
	share: number;
	/** Samples of a task that are learned from, at most; 0 = all. */
	cap: number;
	/** Share of samples of `agent` among those that are learned from, 0 to 1; null = as they come. */
	mix: { agent: string; share: number } | null;
	/** The agent whose samples are judged; null = all of them are. */
	judged: string | null;
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

/** Each group is scored by a model that saw none of its runs. @throws CodedError E_TOO_FEW */
export function verifierExperiment(runs: readonly LabRun[], options: LabOptions): LabResult {
	const groups = [...new Set(runs.map(({ group }) => group))].sort();
	const judged = runs.filter(({ agent }) => options.judged === null || agent === options.judged);
	const tasks = new Set(judged.map(({ task }) => task)).size;
	if (groups.length < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge a learned verifier: there are samples of ${tasks} tasks, and learning and judging may share none`
		);
	const parts = Math.min(PARTS, groups.length);
	const partOf = new Map(groups.map((group, index) => [group, index % parts]));
	let learned = 0;
	const scored: (LabRun & Scored)[] = [];
	for (let part = 0; part < parts; part++) {
		const others = chosen(
			runs.filter(({ group }) => partOf.get(group) !== part),
			options
		);
		learned += others.length / parts;
		const model = fitOutcome(others);
		for (const run of judged)
			if (partOf.get(run.group) === part) scored.push({ ...run, score: predict(model, run.features) });
	}
	const mean = scored.filter(({ resolved }) => resolved).length / scored.length;
	const chances = scored.map((run) => ({
		...run,
		resolution: run.resolved ? ('full' as const) : ('none' as const)
	}));
	return {
		samples: judged.length,
		tasks,
		learnedFrom: Math.round(learned),
		brier: brier(scored),
		baseline: mean * (1 - mean),
		bins: reliability(scored),
		pass: curve(chances, 'pass'),
		best: curve(chances, 'best')
	};
}

function chosen(samples: readonly LabRun[], { share, cap, mix, seed }: LabOptions): LabRun[] {
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
