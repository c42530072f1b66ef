/**
 * What a learned verifier is worth that chooses among runs, which are drawn from a learned policy (drawn.ts). Whether a run is a fix beyond
 * the tests too is what the verifier learns to tell, from the edit alone; policy and verifier have seen no bug of the packages that are judged.
 */
import { CodedError } from '#model/coded-error.ts';
import { randomOf } from '#model/random.ts';
import { bootstrapGroups, type Interval } from '../compare.ts';
import { bestAtK, passAtK } from '../statistics.ts';
import { drawable, drawnRuns } from './drawn.ts';
import type { Instance } from './instance.ts';
import { brier, fitOutcome, predict, type OutcomeRow } from './outcome.ts';
import { defaults, folds, handMade, train } from './ranking.ts';

type BestOf = {
	bugs: number;
	packages: number;
	/** Runs of each bug. */
	samples: number;
	k: number;
	/**
	 * Share of the bugs that a run chosen at random mends; that one of k mends; that the one mends which the verifier chooses of k; and which
	 * the tests choose: one at random of those that pass them.
	 */
	random: number;
	pass: number;
	best: number;
	tests: number;
	/** best less random, and its 95 % interval: packages are resampled. */
	difference: number;
	interval: Interval;
	/** best less tests: what the verifier knows beyond them. */
	beyondTests: { difference: number; interval: Interval };
	brier: number;
	/** Of always saying the mean. */
	baseline: number;
	seeds: readonly number[];
};

type Options = { seeds: readonly number[]; budget: number; k: number; samples: number };
export const bestOfDefaults: Options = { seeds: [1, 2, 3, 4, 5], budget: 200, k: 4, samples: 8 };
const PARTS = 5;

/** @param bugs those whose edits were run count @throws CodedError E_TOO_FEW */
export function bestOf(bugs: readonly Instance[], { seeds, budget, k, samples }: Options): BestOf {
	const known = drawable(bugs);
	const packages = new Set(known.map(({ group }) => group)).size;
	if (packages < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge a verifier: the edits were run for bugs of ${packages} packages, and learning and judging may share none`
		);
	const index = new Map(known.map((bug, at) => [bug, at]));
	const sums = known.map(({ group }) => ({ group, random: 0, pass: 0, best: 0, tests: 0 }));
	const scored: { score: number; resolved: boolean }[] = [];
	for (const seed of seeds)
		for (const { learn, judge } of folds(known, PARTS, seed)) {
			const random = randomOf(seed);
			let policy = handMade();
			for (const { weights } of train(learn, { ...defaults.likelihood, seed })) policy = weights;
			const runsOf = (bug: Instance) => drawnRuns(bug, policy, { random, budget, samples });
			const rows = learn.flatMap((bug): OutcomeRow[] =>
				runsOf(bug).map((run) => ({ ...run, group: bug.group }))
			);
			const model = fitOutcome(rows);
			for (const bug of judge) {
				const runs = runsOf(bug).map((run) => ({ ...run, score: predict(model, run.features) }));
				const resolved = runs.filter((run) => run.resolved).length;
				const sum = sums[index.get(bug) ?? 0];
				if (!sum) continue;
				sum.random += resolved / samples / seeds.length;
				sum.pass += passAtK(samples, resolved, k) / seeds.length;
				sum.best += bestAtK(runs, k) / seeds.length;
				const byTests = runs.map((run) => ({ ...run, score: Number(run.green) }));
				sum.tests += bestAtK(byTests, k) / seeds.length;
				scored.push(...runs);
			}
		}
	return summaryOf(sums, scored, { seeds, k, samples, bugs: known.length, packages });
}

type Choice = 'random' | 'pass' | 'best' | 'tests';
/** Of one bug. */
type Sums = { group: string } & Record<Choice, number>;

function summaryOf(
	sums: readonly Sums[],
	scored: readonly { score: number; resolved: boolean }[],
	about: Pick<BestOf, 'seeds' | 'k' | 'samples' | 'bugs' | 'packages'>
): BestOf {
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const of = (which: Choice, rows = sums) => mean(rows.map((row) => row[which]));
	const less = (which: Choice) => {
		const statistic = (rows: readonly Sums[]) => of('best', rows) - of(which, rows);
		return {
			difference: statistic(sums),
			interval: bootstrapGroups(sums, ({ group }) => group, statistic)
		};
	};
	const rate = mean(scored.map(({ resolved }) => Number(resolved)));
	return {
		...about,
		...{ random: of('random'), pass: of('pass'), best: of('best'), tests: of('tests') },
		...less('random'),
		beyondTests: less('tests'),
		brier: brier(scored),
		baseline: rate * (1 - rate)
	};
}
