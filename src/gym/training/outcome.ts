/** A verifier that learns: the chance that a run is resolved, logistic in features of its trajectory and patch. */
import { CodedError } from '#model/coded-error.ts';
import type { Sample } from '../sample.ts';

export type OutcomeRow = { group: string; features: readonly number[]; resolved: boolean };
export type OutcomeModel = {
	weights: readonly number[];
	bias: number;
	mean: readonly number[];
	scale: readonly number[];
};

/**
 * Nothing that the verdict says: whether the tests passed that it saw, submitted, changed nothing, stuck; logarithms of
 * steps, candidates, seconds, lines added, lines removed; files changed.
 */
export function outcomeFeatures(sample: Sample): number[] {
	const lines = (sample.patch ?? '').split('\n');
	const count = (sign: string) =>
		lines.filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).length;
	return [
		Number(sample.green),
		Number(sample.end === 'submitted'),
		Number(sample.empty),
		Number(sample.stuck),
		Math.log1p(sample.steps),
		Math.log1p(sample.candidates ?? 0),
		Math.log1p(sample.seconds),
		Math.log1p(count('+')),
		Math.log1p(count('-')),
		lines.filter((line) => line.startsWith('+++ ')).length
	];
}

/** @throws CodedError E_TOO_FEW */
export function fitOutcome(rows: readonly OutcomeRow[], { decay = 0.01, epochs = 400 } = {}): OutcomeModel {
	const good = rows.filter(({ resolved }) => resolved).length;
	if (good === 0 || good === rows.length)
		throw new CodedError(
			'E_TOO_FEW',
			`Cannot learn a verifier of ${rows.length} runs of which ${good} succeeded: it needs runs that succeeded and runs that failed`
		);
	const size = rows[0]?.features.length ?? 0;
	const at = (index: number) => rows.map(({ features }) => features[index] ?? 0);
	const mean = Array.from({ length: size }, (_, index) => average(at(index)));
	const scale = mean.map(
		(middle, index) => Math.sqrt(average(at(index).map((value) => (value - middle) ** 2))) || 1
	);
	const inputs = rows.map(({ features }) =>
		features.map((value, index) => (value - (mean[index] ?? 0)) / (scale[index] ?? 1))
	);
	const weights = mean.map(() => 0);
	let bias = 0;
	for (let epoch = 0; epoch < epochs; epoch++) {
		const slopes = weights.map((weight) => -decay * weight);
		let slope = 0;
		for (const [row, input] of inputs.entries()) {
			const error = Number(rows[row]?.resolved) - sigmoid(bias + dot(weights, input));
			slope += error / rows.length;
			for (const [index, value] of input.entries())
				slopes[index] = (slopes[index] ?? 0) + (error * value) / rows.length;
		}
		bias += slope;
		for (const [index, value] of slopes.entries()) weights[index] = (weights[index] ?? 0) + value;
	}
	return { weights, bias, mean, scale };
}

export function predict({ weights, bias, mean, scale }: OutcomeModel, features: readonly number[]): number {
	return sigmoid(
		bias +
			dot(
				weights,
				features.map((value, index) => (value - (mean[index] ?? 0)) / (scale[index] ?? 1))
			)
	);
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const dot = (one: readonly number[], other: readonly number[]) =>
	one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
const average = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export type Scored = { score: number; resolved: boolean };

/** Mean squared error of the chances. https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2 */
export function brier(scored: readonly Scored[]): number {
	return average(scored.map(({ score, resolved }) => (score - Number(resolved)) ** 2));
}

export type Bin = { predicted: number; observed: number; count: number };

/** Chances in `count` bins of equal width beside what came of them; empty bins are left out. */
export function reliability(scored: readonly Scored[], count = 10): Bin[] {
	return Array.from({ length: count }, (_, bin) =>
		scored.filter(({ score }) => Math.min(count - 1, Math.floor(score * count)) === bin)
	)
		.filter((bin) => bin.length > 0)
		.map((bin) => ({
			predicted: average(bin.map(({ score }) => score)),
			observed: average(bin.map(({ resolved }) => Number(resolved))),
			count: bin.length
		}));
}
