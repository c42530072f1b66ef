import { expect, it } from 'vitest';
import { parseEvaluation, rate, summarize } from './evaluation.ts';
import { sampleOf, type Sample } from './sample.ts';
import { compare, curve, kindOf } from './compare.ts';
import { asCsv, asPredictions } from './export.ts';
import { bestAtK, median, passAtK, wilson } from './statistics.ts';

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
		sample('a', 1, {
			resolution: 'full',
			green: true,
			empty: false,
			genuine: true,
			seconds: 2,
			candidates: 100,
			searched: 1
		}),
		sample('a', 2, {
			resolution: 'none',
			green: true,
			empty: false,
			seconds: 4,
			candidates: 400,
			searched: 2
		}),
		sample('b', 1, { problem: 'gone' }),
		sample('b', 2)
	];
	expect(Object.fromEntries(summarize(samples))).toEqual({
		'resolved (hidden tests)': '1 of 4 (25 %, 5 to 70 %)',
		'green (the tests that it saw)': '2 of 4 (50 %, 15 to 85 %)',
		'genuine (as the known fix)': '1 of 4 (25 %, 5 to 70 %)',
		'resolved, could not be compared': '0',
		'green, but not resolved': '1',
		'Pass@1': '25 %',
		'Pass@2': '50 %',
		'empty patch': '2',
		'could not be judged': '0',
		'seconds, median': '1.0',
		'candidates a second, median': '150'
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

it('estimates Best@k without bias: the mean over all subsets of whether the best of each is resolved', () => {
	const samples = [0.9, 0.5, 0.5, 0.4, 0.1].map((score, index) => ({
		score,
		resolved: index === 1 || index === 3
	}));
	for (let k = 1; k <= 5; k++) {
		const subsets = Array.from({ length: 32 }, (_, bits) =>
			samples.filter((_, at) => (bits >> at) & 1)
		).filter((subset) => subset.length === k);
		const mean =
			subsets
				.map((subset) => {
					const best = subset.filter(({ score }) => score === Math.max(...subset.map((one) => one.score)));
					return best.filter(({ resolved }) => resolved).length / best.length;
				})
				.reduce((sum, value) => sum + value, 0) / subsets.length;
		expect(bestAtK(samples, k)).toBeCloseTo(mean, 10);
	}
	expect(() => bestAtK(samples, 6)).toThrow(/needs 6 samples/);
});

it('draws curves with bands by task, and says how samples ended', () => {
	const full = { resolution: 'full', empty: false } as const;
	const samples = ['a', 'b', 'c'].flatMap((task) => [
		sample(task, 1, task === 'c' ? {} : full),
		sample(task, 2)
	]);
	const [first, second] = curve(samples, 'pass');
	expect([first?.mean, second?.mean]).toEqual([1 / 3, 2 / 3]);
	expect([second && second.low < 2 / 3, second && second.high > 2 / 3]).toEqual([true, true]);
	expect(curve([], 'pass')).toEqual([]);
	const kinds = [
		full,
		{ ...full, genuine: false },
		{ end: 'submitted' as const },
		{ empty: false, stuck: true, resolution: 'none' as const }
	];
	expect(kinds.map((more) => kindOf(sample('a', 1, more)))).toEqual([
		'resolved',
		'resolved, over-fitted?',
		'empty patch',
		'stuck in a loop'
	]);
});

it('compares two evaluations by task: a difference that chance explains is told from one that it does not', () => {
	const tasks = Array.from({ length: 10 }, (_, index) => `task-${index}`);
	const good = tasks.map((task) => sample(task, 1, { resolution: 'full' }));
	const bad = tasks.map((task) => sample(task, 1, { resolution: 'none' }));
	const found = compare(bad, good);
	expect([found?.tasks, found?.difference, found && found.p < 0.01]).toEqual([10, 1, true]);
	expect(compare(good, good)?.p).toBe(1);
	expect(compare(good, [sample('elsewhere', 1)])).toBeNull();
});

it('writes CSV that no spreadsheet runs, and predictions of SWE-bench', () => {
	const samples = [sample('a', 1, { problem: '=cmd(), "x"', patch: 'diff' })];
	const [, row = ''] = asCsv({ ...head, type: 'evaluation', version: 1 }, samples).split('\r\n');
	expect(row).toContain(`"'=cmd(), ""x"""`);
	expect(JSON.parse(asPredictions({ ...head, type: 'evaluation', version: 1 }, samples))).toEqual({
		instance_id: 'a',
		model_name_or_path: 'repair',
		model_patch: 'diff'
	});
});

it('reads files of before there were tokens and patches', () => {
	const {
		agent: _a,
		genuine: _g,
		stuck: _s,
		injected: _i,
		inputTokens: _t,
		outputTokens: _o,
		cost: _c,
		patch: _p,
		score: _r,
		...old
	} = sample('a', 1);
	expect(parseEvaluation('f', text(head, old)).samples).toEqual([sample('a', 1)]);
});
