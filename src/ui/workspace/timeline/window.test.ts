import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heights } from './window.ts';

test('what is drawn covers what is seen, whatever the heights and the place', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 300 }),
			fc.nat(30_000),
			fc.integer({ min: 1, max: 900 }),
			(heights, place, seen) => {
				const list = new Heights(100);
				list.resize(heights.length);
				heights.forEach((height, index) => list.measure(index, height));
				const scroll = Math.min(place, Math.max(0, list.total - seen));
				const [first, last] = list.range(scroll, seen, 4);
				expect(list.total).toBe(heights.reduce((sum, height) => sum + height, 0));
				expect(list.top(first)).toBeLessThanOrEqual(scroll);
				expect(list.top(last)).toBeGreaterThanOrEqual(Math.min(scroll + seen, list.total));
				expect(last - first).toBeLessThanOrEqual(seen + 20);
			}
		)
	);
});

test('a list that grows keeps what it knows, and one that shrinks ends where it ends', () => {
	const list = new Heights(10);
	list.resize(2);
	list.measure(0, 30);
	expect(list.total).toBe(40);
	list.resize(4);
	expect(list.total).toBe(60);
	list.resize(1);
	expect(list.total).toBe(30);
});
