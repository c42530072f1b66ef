import { expect, test } from 'vitest';
import type { Instance } from '#gym/training/instance.ts';
import { solvedWithin } from '#gym/training/ranking.ts';
import { afterRun, driftOf, lettersOf, weightsIn } from './order-learning.ts';

/** The edit that mended the bug stands last in the hand-made order, and has feature 9. */
const bug: Instance = {
	id: 'b',
	group: 'p',
	injected: false,
	candidates: Array.from({ length: 10 }, (_, at) => (at === 9 ? [0, 0.5, 9, 1] : [0, 0.6, 10, 1])),
	labels: [9]
};

test('each run that passes moves the order a little towards the edit that mended the bug, and the drift says so', () => {
	const first = afterRun(null, bug, '2026-01-01');
	expect(first).toMatchObject({ about: 'the shipped order and runs of this browser', learnedFrom: ['p'] });
	let weights = first;
	for (let run = 0; run < 10; run++) weights = weights && afterRun(weights, bug, '2026-01-02');
	if (!first || !weights) throw new Error('nothing was learned');
	expect(driftOf(weights).distance).toBeGreaterThan(driftOf(first).distance);
	expect(driftOf(weights).moved.map(({ name }) => name)).toContain('bucket 1');
	expect(solvedWithin(Float64Array.from(weights.weights), [bug], 1)).toEqual([true]);
	expect(weights.about).toBe('the shipped order and runs of this browser');
});

test('a run whose edit the search does not know teaches nothing', () => {
	expect(afterRun(null, { ...bug, labels: [] }, '2026-01-01')).toBeNull();
});

test('weights go through the letters of a link', () => {
	const weights = afterRun(null, bug, '2026-01-01');
	if (!weights) throw new Error('nothing was learned');
	expect(weightsIn('a link', lettersOf(weights))).toEqual(weights);
	expect(() => weightsIn('a link', lettersOf(weights).slice(0, -5))).toThrow(/it is not whole/);
});
