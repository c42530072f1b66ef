import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Space } from './space.ts';

const BOTTOM = 10;

function makeSpace(limit = 100_000) {
	let end = BOTTOM;
	const grow = (to: number) => {
		if (to > limit) return false;
		end = Math.max(end, to);
		return true;
	};
	return new Space(BOTTOM, { end: () => end, grow, tidy: () => {} });
}

it('pieces never overlap, and nothing is left once all are given back', () => {
	const step = fc.record({
		units: fc.integer({ min: 1, max: 90 }),
		victim: fc.nat(),
		what: fc.constantFrom('take', 'take', 'give', 'extend', 'cut')
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
			const space = makeSpace();
			const pieces: { start: number; units: number }[] = [];
			for (const { units, victim, what } of steps) {
				const piece = pieces[victim % Math.max(1, pieces.length)];
				if (what === 'take' || !piece) pieces.push({ start: space.take(units), units });
				else if (what === 'give') {
					pieces.splice(pieces.indexOf(piece), 1);
					space.give(piece.start, piece.units);
				} else if (what === 'extend') {
					if (space.extend(piece.start, piece.units, piece.units + units)) piece.units += units;
				} else {
					const kept = Math.max(1, piece.units - units);
					space.cut(piece.start, piece.units, kept);
					piece.units = kept;
				}
				const sorted = [...pieces].sort((a, b) => a.start - b.start);
				for (const [at, { start, units: length }] of sorted.entries()) {
					expect(start).toBeGreaterThanOrEqual(BOTTOM);
					expect(start + length).toBeLessThanOrEqual(sorted[at + 1]?.start ?? BOTTOM + space.extent);
				}
			}
			for (const { start, units } of pieces) space.give(start, units);
			expect(space.extent).toBe(0);
		})
	);
});

it('neighbours that were given back are one piece', () => {
	const space = makeSpace(BOTTOM + 100);
	const pieces = Array.from({ length: 10 }, () => space.take(10));
	for (const at of [3, 5, 4]) space.give(pieces[at] ?? 0, 10);
	expect(space.take(30)).toBe(pieces[3]);
	expect(() => space.take(1)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
});

it('a full memory is searched to the last piece before ENOSPC', () => {
	const space = makeSpace(BOTTOM + 2000);
	// More pieces of 17 units than are tried, and one of 31 in the same class.
	const pieces = Array.from({ length: 50 }, () => [space.take(17), space.take(1)] as const);
	const large = space.take(31);
	space.take(2000 - space.extent);
	for (const [start] of pieces) space.give(start, 17);
	space.give(large, 31);
	expect(space.take(31)).toBe(large);
});
