/** Figures of an evaluation. */

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

/**
 * Wilson's interval for `successes` of `trials`, as fractions. https://doi.org/10.1080/01621459.1927.10502953
 * @throws RangeError where there are no trials
 */
export function wilson(successes: number, trials: number): { low: number; high: number } {
	if (trials < 1) throw new RangeError('There is no interval for zero trials');
	const rate = successes / trials;
	const denominator = 1 + Z ** 2 / trials;
	const middle = (rate + Z ** 2 / (2 * trials)) / denominator;
	const half = (Z / denominator) * Math.sqrt((rate * (1 - rate)) / trials + Z ** 2 / (4 * trials ** 2));
	return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The chance that at least one of `k` samples resolves a task of which `resolved` of `samples` did, without bias.
 * https://arxiv.org/abs/2107.03374 (section 2.1)
 * @throws RangeError where there are fewer samples than `k`
 */
export function passAtK(samples: number, resolved: number, k: number): number {
	if (samples < k) throw new RangeError(`Pass@${k} needs ${k} samples, there are ${samples}`);
	if (samples - resolved < k) return 1;
	let none = 1;
	for (let count = samples - resolved + 1; count <= samples; count++) none *= 1 - k / count;
	return 1 - none;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? (sorted[middle] ?? 0)
		: ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * The chance that the sample with the best score of `k` drawn ones is resolved; of equal scores one is drawn.
 * https://arxiv.org/abs/2412.21139 (Best@k)
 * @throws RangeError where there are fewer samples than `k`
 */
export function bestAtK(samples: readonly { score: number; resolved: boolean }[], k: number): number {
	const { length } = samples;
	if (length < k) throw new RangeError(`Best@${k} needs ${k} samples, there are ${length}`);
	const sorted = [...samples].sort((one, other) => other.score - one.score);
	let chance = 0;
	// Chance that none of the samples before `from` is drawn.
	let none = 1;
	for (let from = 0; from < length;) {
		let to = from;
		while (to < length && sorted[to]?.score === sorted[from]?.score) to += 1;
		const equal = sorted.slice(from, to);
		let noneAfter = none;
		for (let at = from; at < to; at++) noneAfter *= Math.max(0, length - at - k) / (length - at);
		chance += (none - noneAfter) * (equal.filter(({ resolved }) => resolved).length / equal.length);
		none = noneAfter;
		from = to;
	}
	return chance;
}
