import { expect, test } from 'vitest';
import { handMade } from '#gym/training/ranking.ts';
import type { WeightsFile } from '#gym/training/weights.ts';
import { Order } from './order.svelte.ts';

const weights: WeightsFile = {
	...{ type: 'tabgym-weights', version: 1, about: 'a test', date: '2026-01-01', learnedFrom: ['p'] },
	weights: Array.from(handMade())
};

/** A storage of one value. */
function storageWith(value: string | null) {
	let kept = value;
	return { getItem: () => kept, setItem: (_: string, fresh: string) => void (kept = fresh) };
}

test('an order is there again when the page is opened again', () => {
	const storage = storageWith(null);
	const order = new Order(storage);
	expect([order.weights, order.problem]).toEqual([null, null]);
	order.choose(weights);
	order.letLearn(true);
	order.learned(weights);
	const again = new Order(storage);
	expect([again.weights, again.learns, again.runs, again.problem]).toEqual([weights, true, 1, null]);
});

test.each([
	['{"weights":', 'cut short'],
	['7', 'a number'],
	['null', 'nothing'],
	['{"weights":null,"learns":"yes","runs":0}', 'no choice'],
	['{"weights":null,"learns":false,"runs":-1}', 'a count below 0'],
	['{"learns":false,"runs":0}', 'no weights'],
	[
		JSON.stringify({ weights: { ...weights, weights: [1, 2] }, learns: true, runs: 1 }),
		'weights of another agent'
	],
	[JSON.stringify({ weights: { ...weights, learnedFrom: 'p' }, learns: true, runs: 1 }), 'a wrong field'],
	[
		JSON.stringify({
			weights: { ...weights, weights: weights.weights.map(() => null) },
			learns: true,
			runs: 1
		}),
		'no numbers'
	]
])('what is damaged in the storage is said and not used: %s (%s)', (kept) => {
	const order = new Order(storageWith(kept));
	expect([order.weights, order.learns, order.runs]).toEqual([null, false, 0]);
	expect(order.problem).toMatch(/damaged/);
	order.choose(weights);
	expect([order.problem, order.weights]).toEqual([null, weights]);
});
