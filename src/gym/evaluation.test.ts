import { expect, it } from 'vitest';
import { parseEvaluation, rate, summarize } from './evaluation.ts';
import { sampleOf, type Sample } from './sample.ts';
import { median, passAtK, wilson } from './statistics.ts';

it("gives Wilson's interval", () => {
	const { low, high } = wilson(10, 40);
	expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.142', '0.402']);
	expect(wilson(0, 5).low).toBeCloseTo(0, 10);
	expect(wilson(5, 5).high).toBeCloseTo(1, 10);
	expect(() => wilson(0, 0)).toThrow(/zero trials/);
});

it('estimates Pass@k without bias: the mean over all subsets', () => {
	const outcomes = [true, false, false, true, false];
	const subsets = outcomes.flatMap((_, one) =>
		outcomes.slice(one + 1).map((_, rest) => [one, one + 1 + rest])
	);
	const share = subsets.filter((subset) => subset.some((index) => outcomes[index])).length / subsets.length;
	expect(passAtK(5, 2, 2)).toBeCloseTo(share, 10);
	expect([passAtK(5, 0, 3), passAtK(5, 3, 3), passAtK(4, 1, 1)]).toEqual([0, 1, 0.25]);
	expect(() => passAtK(2, 1, 3)).toThrow(/needs 3 samples/);
});

it('takes the middle of an even number of values between the two', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

const sample = (task: string, number: number, more: Partial<Sample> = {}): Sample => ({
	...sampleOf(null, { task, sample: number, seed: number }, null),
	...more
});
const head = {
	type: 'evaluation',
	version: 1,
	agent: 'repair',
	host: 'h',
	date: 'd',
	seed: 1,
	samples: 2,
	tasks: ['a']
};
const text = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

it('sums up over tasks and samples', () => {
	const samples = [
		sample('a', 1, { resolution: 'full', green: true, empty: false, seconds: 2, candidates: 100 }),
		sample('a', 2, { resolution: 'none', green: true, empty: false, seconds: 4, candidates: 400 }),
		sample('b', 1, { problem: 'gone' }),
		sample('b', 2)
	];
	expect(Object.fromEntries(summarize(samples))).toEqual({
		'resolved (hidden tests)': '1 of 4 (25 %, 5 to 70 %)',
		'green (the tests that it saw)': '2 of 4 (50 %, 15 to 85 %)',
		'green, but not resolved': '1',
		'Pass@1': '25 %',
		'Pass@2': '50 %',
		'empty patch': '2',
		'could not be judged': '0',
		'seconds, median': '1.0',
		'candidates a second, median': '75'
	});
	expect(rate(0, 0)).toBe('none');
});

it('reads back what was written, without a last line that was cut short', () => {
	const written = text(head, sample('a', 1));
	expect(parseEvaluation('f', written).samples).toEqual([sample('a', 1)]);
	expect(parseEvaluation('f', `${written}{"task": "a", "sam`).samples).toHaveLength(1);
});

it.each([
	['', /f: it does not begin with the head/],
	[text(sample('a', 1)), /f: it does not begin with the head/],
	[`${text(head)}{"task"\n${text(sample('a', 1))}`, /f: line 2 is not JSON/],
	[text(head, { task: 'a' }), /f: field "sample" of line 2 is missing or wrong/]
])('names what is wrong with %j', (content, message) => {
	expect(() => parseEvaluation('f', content)).toThrow(message);
});
