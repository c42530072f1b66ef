/**
 * Does it help to learn from one's own runs? Each round the policy draws runs of bugs, keeps some, and goes on learning from these; what it
 * does is judged on packages that it never saw. Kept are, naively, runs whose tests pass, or runs that are fixes beyond the tests. SWE-Gym
 * found that the naive way gains nothing: https://arxiv.org/abs/2412.21139 (section 5.3)
 */
import { CodedError } from '#model/coded-error.ts';
import { scoreOf } from '#agent/repair/features.ts';
import { randomOf, type Random } from '#model/random.ts';
import { bootstrapGroups, type CurvePoint } from '../compare.ts';
import { drawable, drawnRuns, firstGreen, greenOf } from './drawn.ts';
import type { Instance } from './instance.ts';
import { defaults, folds, handMade, train, type Weights } from './ranking.ts';

export type SelfTrainingOptions = {
	rounds: number;
	/** Runs drawn of a bug in a round. */
	samples: number;
	/** Kept runs of a bug that are learned from, at most; 0 = all. */
	cap: number;
	/** Edits that a run tries. */
	budget: number;
	seed: number;
};

export const keepers = ['green', 'resolved'] as const;
/** What a run is kept for: its tests pass, or it is a fix beyond them. */
export type Keeper = (typeof keepers)[number];

export type Round = {
	round: number;
	/** Runs that were learned from in it, of all folds. */
	kept: number;
	/** Share of the bugs of unseen packages that are mended: the first edit that passes the tests is a fix. `k` is the round. */
	mended: CurvePoint;
};

const PARTS = 5;
/** Epochs of a round. */
const EPOCHS = 5;

/** Round 0 is before any learning. @throws CodedError E_TOO_FEW */
export function* selfTraining(
	bugs: readonly Instance[],
	keep: Keeper,
	options: SelfTrainingOptions
): Generator<Round> {
	const known = drawable(bugs);
	const packages = new Set(known.map(({ group }) => group)).size;
	if (packages < 2)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot judge self-training: the edits were run for bugs of ${packages} packages, and learning and judging may share none`
		);
	const { seed, budget } = options;
	const random = randomOf(seed);
	const parts = folds(known, PARTS, seed).map((split) => ({ ...split, policy: handMade() }));
	for (let round = 0; round <= options.rounds; round++) {
		let kept = 0;
		for (const part of round > 0 ? parts : []) {
			const own = part.learn.flatMap((bug) => keptOf(bug, part.policy, { ...options, keep, random }));
			kept += own.length;
			const training = { ...defaults.likelihood, epochs: EPOCHS, seed: seed + round };
			for (const { weights } of train(own, training, part.policy, part.policy)) part.policy = weights;
		}
		const rows = parts.flatMap(({ judge, policy }) =>
			judge.map((bug) => ({ group: bug.group, mended: Number(isMended(bug, policy, budget)) }))
		);
		const mean = (of: readonly (typeof rows)[number][]) =>
			of.reduce((sum, { mended }) => sum + mended, 0) / of.length;
		const interval = bootstrapGroups(rows, ({ group }) => group, mean);
		yield { round, kept, mended: { k: round, mean: mean(rows), ...interval } };
	}
}

/** A bug once for each run that is kept, its edit as the one to learn. */
function keptOf(
	bug: Instance,
	policy: Weights,
	{ samples, cap, budget, keep, random }: SelfTrainingOptions & { keep: Keeper; random: Random }
): Instance[] {
	const runs = drawnRuns(bug, policy, { random, budget, samples });
	const good = runs.filter((run) => run[keep]).slice(0, cap === 0 ? samples : cap);
	return good.flatMap(({ chosen }) => (chosen === null ? [] : [{ ...bug, labels: [chosen] }]));
}

/** Whether the likeliest run is a fix. */
function isMended(bug: Instance, policy: Weights, budget: number): boolean {
	const scores = bug.candidates.map((features) => scoreOf(policy, features));
	const { chosen } = firstGreen(greenOf(bug), scores, budget);
	return chosen !== null && bug.labels.includes(chosen);
}
