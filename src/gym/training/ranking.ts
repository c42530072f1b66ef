/**
 * Learns in which order edits are tried. A policy is a softmax over the edits of a bug, linear in their features; before any training
 * it is the hand-made score. (a) Maximum likelihood of the known fix; (b) REINFORCE with a baseline
 * (https://doi.org/10.1007/BF00992696) on the share of the failing tests that an edit makes pass, less its cost; (c) either of them on
 * the bugs of one domain, held near what was learned of all.
 */
import { scoreOf, SIZE } from '#agent/repair/features.ts';
import { randomOf, type Random } from '#model/random.ts';
import type { Instance } from './instance.ts';

export type Weights = Float64Array;
export type Method = 'likelihood' | 'reinforce';

export type TrainingOptions = {
	method: Method;
	epochs: number;
	/** Step of Adam. */
	rate: number;
	/** How strongly weights are held near the prior, which is the hand-made ones unless another is given. */
	decay: number;
	seed: number;
};

export const defaults: Record<Method, TrainingOptions> = {
	likelihood: { method: 'likelihood', epochs: 20, rate: 0.05, decay: 0.002, seed: 1 },
	reinforce: { method: 'reinforce', epochs: 60, rate: 0.02, decay: 0.002, seed: 1 }
};

/** Edits of one episode, and what one costs. */
const TRIES = 20;
const COST = 0.01;
/** Bugs between two steps. */
const BATCH = 16;
/** Slopes below this are noise. */
const EPSILON = 1e-4;

export function handMade(): Weights {
	const weights = new Float64Array(SIZE);
	weights[0] = 1;
	return weights;
}

/** Chances of the edits to be the next one. */
function softmax(scores: Float64Array): Float64Array {
	const most = scores.reduce((one, other) => Math.max(one, other), -Infinity);
	const chances = scores.map((score) => Math.exp(score - most));
	const sum = chances.reduce((one, other) => one + other, 0);
	return chances.map((chance) => chance / sum);
}

/** Adds `scale` times the gradient of log P(chosen) to `into`. */
function addGradient(
	into: Float64Array,
	{ candidates }: Instance,
	chances: Float64Array,
	wanted: Float64Array,
	scale: number
): void {
	for (const [index, features] of candidates.entries()) {
		const weight = scale * ((wanted[index] ?? 0) - (chances[index] ?? 0));
		if (weight === 0) continue;
		for (let at = 0; at < features.length; at += 2) {
			const of = features[at] ?? 0;
			into[of] = (into[of] ?? 0) + weight * (features[at + 1] ?? 0);
		}
	}
}

const scoresOf = (weights: Weights, { candidates }: Instance) =>
	Float64Array.from(candidates, (features) => scoreOf(weights, features));

/** What one epoch's bug adds to the gradient; returns what is shown as the curve. */
function learnLikelihood(into: Float64Array, weights: Weights, bug: Instance): number {
	const chances = softmax(scoresOf(weights, bug));
	const wanted = new Float64Array(bug.candidates.length);
	const all = bug.labels.reduce((sum, label) => sum + (chances[label] ?? 0), 0);
	for (const label of bug.labels) wanted[label] = (chances[label] ?? 0) / Math.max(all, 1e-300);
	addGradient(into, bug, chances, wanted, 1);
	return Math.log(Math.max(all, 1e-300));
}

type Baselines = Map<string, number>;

/** By edit: the share of the failing tests that pass with it, where edits were run; else 1 for the known fix. */
export function gainsOf({ candidates, labels, gains }: Instance): Float64Array {
	const all = new Float64Array(candidates.length);
	for (const label of labels) all[label] = 1;
	for (let at = 0; at < (gains?.length ?? 0); at += 2) all[gains?.[at] ?? 0] = gains?.[at + 1] ?? 0;
	return all;
}

/** One episode: some edits are drawn; each gains something, and costs. The baseline is what a draw of this bug gained so far. */
function learnReinforce(
	into: Float64Array,
	weights: Weights,
	bug: Instance,
	{ random, baselines }: { random: Random; baselines: Baselines }
): number {
	const chances = softmax(scoresOf(weights, bug));
	const gains = gainsOf(bug);
	const wanted = new Float64Array(chances.length);
	const rewards = Array.from({ length: TRIES }, () => {
		let left = random.next();
		const found = chances.findIndex((chance) => (left -= chance) <= 0);
		const chosen = found < 0 ? chances.length - 1 : found;
		return { chosen, reward: (gains[chosen] ?? 0) - COST };
	});
	const mean = rewards.reduce((sum, { reward }) => sum + reward, 0) / TRIES;
	const baseline = baselines.get(bug.id) ?? -COST;
	baselines.set(bug.id, 0.9 * baseline + 0.1 * mean);
	// The sum of advantage * (one-hot - chances) over the draws, in one pass.
	let total = 0;
	for (const { chosen, reward } of rewards) {
		const advantage = (reward - baseline) / TRIES;
		wanted[chosen] = (wanted[chosen] ?? 0) + advantage;
		total += advantage;
	}
	addGradient(
		into,
		bug,
		chances.map((chance) => chance * total),
		wanted,
		1
	);
	return mean;
}

export type Epoch = {
	epoch: number;
	/** Mean log-likelihood, or mean reward. */ objective: number;
	weights: Weights;
};

/** An epoch after the other; whoever listens may stop at any. Bugs whose fix is not among the edits teach nothing and are left out. */
export function* train(
	bugs: readonly Instance[],
	options: TrainingOptions,
	from: Weights = handMade(),
	prior: Weights = handMade()
): Generator<Epoch> {
	const useful = bugs.filter(({ labels }) => labels.length > 0);
	const weights = Float64Array.from(from);
	const [mean, square] = [new Float64Array(SIZE), new Float64Array(SIZE)];
	const extra = { random: randomOf(options.seed), baselines: new Map<string, number>() };
	let step = 0;
	for (let epoch = 1; epoch <= options.epochs; epoch++) {
		let objective = 0;
		for (const batch of batches(useful, extra.random)) {
			const gradient = new Float64Array(SIZE);
			for (const bug of batch)
				objective +=
					options.method === 'likelihood'
						? learnLikelihood(gradient, weights, bug)
						: learnReinforce(gradient, weights, bug, extra);
			step += 1;
			// Adam with decoupled decay: https://arxiv.org/abs/1711.05101
			for (let at = 0; at < SIZE; at++) {
				const slope = (gradient[at] ?? 0) / batch.length;
				mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope;
				square[at] = 0.999 * (square[at] ?? 0) + 0.001 * slope ** 2;
				const spread = Math.sqrt((square[at] ?? 0) / (1 - 0.999 ** step)) + EPSILON;
				const pull = options.decay * ((prior[at] ?? 0) - (weights[at] ?? 0));
				weights[at] =
					(weights[at] ?? 0) + options.rate * ((mean[at] ?? 0) / (1 - 0.9 ** step) / spread + pull);
			}
		}
		yield { epoch, objective: objective / Math.max(1, useful.length), weights: Float64Array.from(weights) };
	}
}

/** In an order of their own, some at a time. */
function batches(bugs: readonly Instance[], random: Random): Instance[][] {
	const order = bugs.map((bug) => [random.next(), bug] as const).sort(([one], [other]) => one - other);
	const shuffled = order.map(([, bug]) => bug);
	return Array.from({ length: Math.ceil(shuffled.length / BATCH) }, (_, at) =>
		shuffled.slice(at * BATCH, (at + 1) * BATCH)
	);
}

/** By bug: whether the fix is among the first `budget` edits. */
export function solvedWithin(weights: Weights, bugs: readonly Instance[], budget: number): boolean[] {
	return bugs.map((bug) => {
		if (bug.labels.length === 0) return false;
		const scores = scoresOf(weights, bug);
		return triedBefore(bug, scores) < budget;
	});
}

/** Edits that the search tries before the known fix: of those that the failing tests cannot tell apart one, unless the fix is like them. */
function triedBefore({ labels, alike = [] }: Instance, scores: Float64Array): number {
	const label = labels.reduce((one, other) => ((scores[other] ?? 0) > (scores[one] ?? 0) ? other : one));
	const [best, own] = [scores[label] ?? 0, alike[label] ?? -1];
	const tried = new Set<number>();
	let before = 0;
	for (const [index, score] of scores.entries()) {
		if (score <= best) continue;
		const group = alike[index] ?? -1;
		if (group >= 0 && group !== own) tried.add(group);
		else before += 1;
	}
	return before + tried.size;
}

export type Split = { learn: Instance[]; judge: Instance[] };

/** Folds by package: nothing is learned from the packages that are judged. */
export function folds(bugs: readonly Instance[], count: number, seed: number): Split[] {
	const random = randomOf(seed);
	const groups = [...new Set(bugs.map(({ group }) => group))].sort();
	const order = groups.map((group) => [random.next(), group] as const).sort(([one], [other]) => one - other);
	const foldOf = new Map(order.map(([, group], index) => [group, index % count]));
	return Array.from({ length: Math.min(count, groups.length) }, (_, fold) => ({
		learn: bugs.filter(({ group }) => foldOf.get(group) !== fold),
		judge: bugs.filter(({ group }) => foldOf.get(group) === fold)
	}));
}
