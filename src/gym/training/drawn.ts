/**
 * Runs of the repair agent, drawn many times for each bug: edits in the order of a policy, drawn by their chances, until one makes every
 * test pass. What each edit does to the tests was found by running it (gains.ts), so that a run takes no time.
 */
import { NAMES, scoreOf } from '#agent/repair/features.ts';
import { randomOf, type Random } from '#model/random.ts';
import type { Instance } from './instance.ts';
import { defaults, folds, gainsOf, handMade, train, type Weights } from './ranking.ts';
import type { LabRun } from './verifier-lab.ts';

/** One run: what a verifier sees of it, whether every test passed, and whether it is a fix beyond them. */
export type Drawn = {
	/** The edit at which it ended; null = none of those tried passes. */
	chosen: number | null;
	features: number[];
	green: boolean;
	resolved: boolean;
};

export type Drawing = {
	random: Random;
	/** Edits that a run tries at most. */
	budget: number;
	samples: number;
};

/** Bugs for which it is known what the edits do, and of which a fix is among them. */
export const drawable = (bugs: readonly Instance[]): Instance[] =>
	bugs.filter(({ gains, labels }) => gains !== undefined && labels.length > 0);

/** By the Gumbel trick an order drawn edit by edit is a sort by keys: https://doi.org/10.48550/arXiv.1903.06059 */
export function drawnRuns(bug: Instance, policy: Weights, { random, budget, samples }: Drawing): Drawn[] {
	const scores = bug.candidates.map((features) => scoreOf(policy, features));
	const labels = new Set(bug.labels);
	const all = logOfSum(scores);
	const green = greenOf(bug);
	return Array.from({ length: samples }, () => {
		const keys = scores.map((score) => score - Math.log(-Math.log(random.next() || Number.MIN_VALUE)));
		const { chosen, tried } = firstGreen(green, keys, budget);
		const features = [
			...[Number(chosen !== null), Math.log1p(tried), chosen === null ? 0 : (scores[chosen] ?? 0) - all],
			...named(bug.candidates[chosen ?? -1])
		];
		return { chosen, features, green: chosen !== null, resolved: chosen !== null && labels.has(chosen) };
	});
}

/** Of exponentials: what a score is measured by, to be the logarithm of a chance. */
function logOfSum(scores: readonly number[]): number {
	const most = scores.reduce((one, other) => Math.max(one, other), -Infinity);
	return most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
}

/** Edits with which every test passes. */
export const greenOf = (bug: Instance): number[] =>
	[...gainsOf(bug)].flatMap((gain, at) => (gain === 1 ? [at] : []));

/** Where a run ends that tries the edits with the largest keys first, and the edits that it tried before. */
export function firstGreen(
	green: readonly number[],
	keys: readonly number[],
	budget: number
): { chosen: number | null; tried: number } {
	const key = (at: number) => keys[at] ?? -Infinity;
	const [first, ...others] = green;
	if (first === undefined) return { chosen: null, tried: 0 };
	const chosen = others.reduce((one, other) => (key(other) > key(one) ? other : one), first);
	const tried = keys.filter((of) => of > key(chosen)).length;
	return tried < budget ? { chosen, tried } : { chosen: null, tried: 0 };
}

/** Those features of an edit that have a name. */
function named(features: readonly number[] = []): number[] {
	const dense = new Array<number>(NAMES.length).fill(0);
	for (let at = 0; at < features.length; at += 2) {
		const of = features[at] ?? 0;
		if (of < NAMES.length) dense[of] = features[at + 1] ?? 0;
	}
	return dense;
}

const PARTS = 5;

/** Runs by two policies: the hand-made order, and one that was learned of the bugs of other packages. */
export function runsOfPolicies(
	bugs: readonly Instance[],
	{ seed, budget, samples }: Omit<Drawing, 'random'> & { seed: number }
): LabRun[] {
	const random = randomOf(seed);
	const runs = (bug: Instance, agent: string, policy: Weights): LabRun[] =>
		drawnRuns(bug, policy, { random, budget, samples }).map(({ features, green, resolved }) => ({
			...{ task: bug.id, group: bug.group, agent, features, green, resolved }
		}));
	return folds(drawable(bugs), PARTS, seed).flatMap(({ learn, judge }) => {
		let policy = handMade();
		for (const { weights } of train(learn, { ...defaults.likelihood, seed })) policy = weights;
		return judge.flatMap((bug) => [
			...runs(bug, 'repair, learned order', policy),
			...runs(bug, 'repair, hand-made order', handMade())
		]);
	});
}
