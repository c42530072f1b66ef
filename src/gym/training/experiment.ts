/** Whether training helps: cross-validated by package, over several seeds, beside the hand-made order. */
import { CodedError } from '#model/coded-error.ts';
import { bootstrap, type Interval } from '../compare.ts';
import type { Instance } from './instance.ts';
import { folds, handMade, solvedWithin, train, type TrainingOptions } from './ranking.ts';

export type Outcome = {
	bugs: number;
	packages: number;
	/** Bugs whose known fix is among the edits at all: no order can solve more. */
	reachable: number;
	budget: number;
	/** Shares of all bugs. */
	before: number;
	after: number;
	/** after less before, by bug, and its 95 % interval. */
	difference: number;
	interval: Interval;
	/** after / before - 1; null where nothing was solved before. */
	relative: number | null;
	seeds: readonly number[];
};

export type ExperimentOptions = {
	training: TrainingOptions;
	budget: number;
	folds: number;
	seeds: readonly number[];
};

export const experimentDefaults = { budget: 200, folds: 5, seeds: [1, 2, 3, 4, 5] } as const;

/** @throws CodedError E_TOO_FEW */
export function experiment(
	bugs: readonly Instance[],
	options: ExperimentOptions,
	onProgress: (done: number, all: number) => void = () => {}
): Outcome {
	const packages = new Set(bugs.map(({ group }) => group)).size;
	if (packages < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge what was learned: there are bugs of ${packages} packages, and learning and judging may share none`
		);
	const { budget, seeds } = options;
	const before = solvedWithin(handMade(), bugs, budget);
	const index = new Map(bugs.map((bug, at) => [bug, at]));
	const after = bugs.map(() => 0);
	const all = seeds.length * Math.min(options.folds, packages);
	let done = 0;
	for (const seed of seeds)
		for (const { learn, judge } of folds(bugs, options.folds, seed)) {
			let weights = handMade();
			for (const epoch of train(learn, { ...options.training, seed })) ({ weights } = epoch);
			for (const [at, solved] of solvedWithin(weights, judge, budget).entries()) {
				const place = index.get(judge[at] as Instance) ?? 0;
				if (solved) after[place] = (after[place] ?? 0) + 1 / seeds.length;
			}
			onProgress(++done, all);
		}
	const differences = after.map((value, at) => value - Number(before[at]));
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [first, then] = [mean(before.map(Number)), mean(after)];
	return {
		bugs: bugs.length,
		packages,
		reachable: bugs.filter(({ labels }) => labels.length > 0).length / bugs.length,
		budget,
		before: first,
		after: then,
		difference: then - first,
		interval: bootstrap(differences),
		relative: first > 0 ? then / first - 1 : null,
		seeds
	};
}
