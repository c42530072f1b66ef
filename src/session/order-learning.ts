/** What a finished run changes in the order of the repair agent, how far that took it, and the order as letters of a link. */
import type { Instance } from '#gym/training/instance.ts';
import { defaults, handMade, train } from '#gym/training/ranking.ts';
import { difference, readWeights, writeWeights, type WeightsFile } from '#gym/training/weights.ts';
import { fromLetters, toLetters } from '#share/bytes.ts';

/** What one run is worth: a few small steps, so that no single run turns the order over. */
const STEPS = { ...defaults.likelihood, epochs: 3, rate: 0.01 };
const AND_RUNS = ' and runs of this browser';

/** null = no edit of the search is the one that mended the bug: there is nothing to learn. */
export function afterRun(before: WeightsFile | null, bug: Instance, date: string): WeightsFile | null {
	if (bug.labels.length === 0) return null;
	let weights = before ? Float64Array.from(before.weights) : handMade();
	for (const epoch of train([bug], STEPS, weights)) ({ weights } = epoch);
	const about = `${before?.about.replace(AND_RUNS, '') ?? 'the shipped order'}${AND_RUNS}`;
	const learnedFrom = [...new Set([...(before?.learnedFrom ?? []), bug.group])].sort();
	return readWeights('the learned order', writeWeights({ about, date, learnedFrom }, weights));
}

type Drift = {
	/** Length of the difference. */
	distance: number;
	moved: readonly { name: string; from: number; to: number }[];
};

/** From the shipped order. */
export function driftOf({ weights }: WeightsFile): Drift {
	const moved = difference(handMade(), Float64Array.from(weights));
	return { distance: Math.hypot(...moved.map(({ from, to }) => to - from)), moved: moved.slice(0, 5) };
}

export const lettersOf = (weights: WeightsFile): string => toLetters(weights);

/** @param text of a file of weights, or the letters of a link @throws CodedError E_WEIGHTS or E_SHARE */
export function weightsIn(name: string, text: string): WeightsFile {
	return readWeights(name, /^v\d+\./.test(text) ? JSON.stringify(fromLetters(text)) : text);
}
