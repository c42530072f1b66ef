/** Whether one of two solve rates is higher, and how sure that is. Pure. */
import type { Checked } from './check.ts';

/** Of the same tasks and seeds, without and with a change. */
export function checkRates(without: number, changed: number, seeds: number): Checked {
	const chance = byChance(without, changed, seeds);
	const percent = (rate: number) => `${Math.round((100 * rate) / seeds)} %`;
	const counts = `Without it ${without} of ${seeds} (${percent(without)}), with it ${changed} of ${seeds} (${percent(changed)}).`;
	if (changed <= without) return { passed: false, said: `${counts} That is no improvement.`, score: null };
	const sure =
		chance < 0.05
			? `A difference like this comes by chance in ${percentOf(chance)} of such trials.`
			: `By chance alone a difference like this comes in ${percentOf(chance)} of such trials, so it is a hint and no proof: more seeds.`;
	return { passed: true, said: `${counts} ${sure}`, score: null };
}

const percentOf = (chance: number) => (chance < 0.01 ? 'less than 1 %' : `${Math.round(100 * chance)} %`);

/** Fisher's exact test, one-sided: the same number of successes thrown together and dealt out at random. */
export function byChance(without: number, changed: number, seeds: number): number {
	const all = without + changed;
	let chance = 0;
	for (let count = changed; count <= Math.min(all, seeds); count++)
		chance += Math.exp(logChoose(seeds, count) + logChoose(seeds, all - count) - logChoose(2 * seeds, all));
	return Math.min(1, chance);
}

function logChoose(n: number, k: number): number {
	if (k < 0 || k > n) return -Infinity;
	let sum = 0;
	for (let at = 1; at <= k; at++) sum += Math.log((n - k + at) / at);
	return sum;
}
