import { describe, expect, test } from 'vitest';
import { scoreOf } from '#agent/repair/features.ts';
import { randomOf } from '#model/random.ts';
import { bestOf, bestOfDefaults } from './best-of.ts';
import { domainsOf, experiment, experimentDefaults } from './experiment.ts';
import { readFigures } from './figures.ts';
import { brier, fitOutcome, predict, reliability } from './outcome.ts';
import { defaults, folds, handMade, solvedWithin, train } from './ranking.ts';
import { packBugs, unpackBugs } from './packed.ts';
import { bugs } from './training.testing.ts';
import { difference, readInstances, readWeights, writeWeights } from './weights.ts';

const learned = (method: 'likelihood' | 'reinforce') => {
	const all = bugs(24);
	const steps = [...train(all, { ...defaults[method], rate: 0.3, epochs: 150 })];
	return { all, steps, weights: steps.at(-1)?.weights ?? handMade() };
};

describe('the ranking of edits', () => {
	test('is the hand-made score before anything is learned', () => {
		expect(scoreOf(handMade(), [0, 2.5, 3, 9])).toBe(2.5);
		expect(solvedWithin(handMade(), bugs(12), 10)).not.toContain(true);
	});

	test.each(['likelihood', 'reinforce'] as const)('learns what the fixes have in common, by %s', (method) => {
		const { all, steps, weights } = learned(method);
		expect(steps.at(-1)?.objective).toBeGreaterThan(steps[0]?.objective ?? 0);
		expect(solvedWithin(weights, all, 10).filter(Boolean).length).toBeGreaterThan(16);
	});

	test('counts as the search does: of edits that the failing tests cannot tell apart one, but all that are like the fix', () => {
		const candidates = [5, 4, 3, 2, 1].map((score) => [0, score]);
		const bug = { id: 'b', group: 'p', injected: true, candidates, labels: [4] };
		const within = (alike: number[], budget: number) => solvedWithin(handMade(), [{ ...bug, alike }], budget);
		expect([within([-1, -1, -1, -1, -1], 4), within([-1, -1, -1, -1, -1], 5)]).toEqual([[false], [true]]);
		expect([within([0, 0, 0, 0, -1], 1), within([0, 0, 0, 0, -1], 2)]).toEqual([[false], [true]]);
		expect([within([0, 0, 0, 0, 0], 4), within([0, 0, 0, 0, 0], 5)]).toEqual([[false], [true]]);
	});

	test('is taught by REINFORCE what edits gain when they are run: a part of the tests is better than none', () => {
		// The fix is never drawn at first; what gains half of the tests has something in common with it.
		const all = bugs(24).map((bug) => {
			const near = (bug.labels[0] ?? 0) - 10;
			const candidates = bug.candidates.map((one, at) => (at === near ? [0, 2, 9, 1] : one));
			return { ...bug, candidates, gains: [near, 0.5, bug.labels[0] ?? 0, 1] };
		});
		const options = { ...defaults.reinforce, rate: 0.3, epochs: 150 };
		const [first, last] = [train(all, options).next().value, [...train(all, options)].at(-1)];
		expect(last?.objective).toBeGreaterThan((first?.objective ?? 0) + 0.2);
		expect((last?.weights[9] ?? 0) > 1).toBe(true);
	});

	test('is learned for a domain from its own bugs, near what was learned of all', () => {
		// In the domain the fix has feature 9, elsewhere feature 7.
		const all = bugs(48).map((bug, index) => ({
			...bug,
			tags: index % 2 === 0 ? ['url', 'rare'].slice(0, index === 0 ? 2 : 1) : ['other'],
			candidates: bug.candidates.map((one, at) =>
				at === bug.labels[0] && index % 2 === 1 ? [0, 0.1, 7, 1] : one
			)
		}));
		expect(domainsOf(all).map(({ tag }) => tag)).toEqual(['url', 'other']);
		const options = { ...experimentDefaults, budget: 3, seeds: [1], domain: 'url' };
		const found = experiment(all, { ...options, training: { ...defaults.likelihood, rate: 0.1 } });
		expect([found.domain, found.bugs]).toEqual(['url', 24]);
		expect(found.general?.difference).toBeGreaterThanOrEqual(0);
		expect(found.after).toBeGreaterThan(0.5);
		expect(() => experiment(all, { ...options, domain: 'rare', training: defaults.likelihood })).toThrow(
			'there are bugs of 1 packages about "rare"'
		);
	});

	test('is the same for the same seed', () => {
		const last = () => [...train(bugs(24), { ...defaults.reinforce, epochs: 10 })].at(-1)?.weights;
		expect(last()).toEqual(last());
	});

	test('may be learned from other bugs than it is judged on, and never from the same package', () => {
		const [all, others] = [bugs(24), bugs(24).map((bug) => ({ ...bug, id: `other-${bug.id}` }))];
		const options = {
			...experimentDefaults,
			training: { ...defaults.likelihood, rate: 0.3 },
			budget: 10,
			seeds: [1]
		};
		expect(experiment(all, { ...options, from: others }).after).toBeGreaterThan(0.5);
		const same = others.map((bug) => ({ ...bug, group: 'package-0' }));
		const ofOne = all.filter(({ group }) => group === 'package-0' || group === 'package-1');
		// What is judged of package 0 has nothing to learn from: it stays as it was.
		expect(experiment(ofOne, { ...options, from: same }).after).toBeLessThan(0.6);
	});

	test('is judged on packages that it did not learn from', () => {
		for (const { learn, judge } of folds(bugs(24), 5, 1)) {
			const groups = new Set(learn.map(({ group }) => group));
			expect(judge.length).toBeGreaterThan(0);
			expect(judge.filter(({ group }) => groups.has(group))).toEqual([]);
		}
		const outcome = experiment(bugs(24), {
			...experimentDefaults,
			budget: 10,
			seeds: [1, 2],
			training: { ...defaults.likelihood, rate: 0.3 }
		});
		expect([outcome.before, outcome.after > 0.5, outcome.interval.low > 0]).toEqual([0, true, true]);
		expect(() => experiment(bugs(1), { ...experimentDefaults, training: defaults.likelihood })).toThrow(
			/bugs of 1 packages/
		);
	});
});

describe('a file of weights', () => {
	const about = { about: 'a test', date: '2026-01-01', learnedFrom: ['p'] };

	test('reads as it was written, and two are compared', () => {
		const weights = handMade();
		weights[2] = -0.5;
		const { weights: read } = readWeights('w', writeWeights(about, weights));
		expect(read).toEqual(Array.from(weights));
		expect(difference(handMade(), weights)).toEqual([{ name: 'prior of the template', from: 0, to: -0.5 }]);
	});

	test.each([
		['{"type":"tabgym-we', /Cannot read w: the weights cannot be read as JSON: the file is damaged/],
		[
			'{"type":"tabgym-weights","version":1,"about":"","date":"","learnedFrom":[],"weights":[1]}',
			/field "weights" is missing or wrong \(there should be \d+ of them\)/
		],
		['{"type":"other"}', /field "type" is missing or wrong/]
	])('that is damaged is refused: %s', (text, message) => {
		expect(() => readWeights('w', text)).toThrow(message);
	});

	test('data that is damaged is refused by its line', () => {
		expect(() => readInstances('d', '')).toThrow(/it holds no bug/);
		expect(() => readInstances('d', '{"id":"a"}')).toThrow(/line 1 is no bug with its edits/);
	});
});

describe('the learned verifier', () => {
	const random = randomOf(3);
	const rows = Array.from({ length: 400 }, (_, index) => {
		const x = random.next() * 4 - 2;
		return {
			group: `g${index % 8}`,
			features: [x, random.next()],
			resolved: random.next() < 1 / (1 + Math.exp(-3 * x))
		};
	});

	test('tells good from bad, and its chances are what comes of them', () => {
		const model = fitOutcome(rows);
		const scored = rows.map((row) => ({ score: predict(model, row.features), resolved: row.resolved }));
		expect(brier(scored)).toBeLessThan(0.15);
		for (const bin of reliability(scored, 5))
			if (bin.count > 40) expect(Math.abs(bin.observed - bin.predicted)).toBeLessThan(0.12);
	});

	test('of one outcome alone cannot be learned', () => {
		expect(() => fitOutcome(rows.filter(({ resolved }) => resolved))).toThrow(
			/needs runs that succeeded and runs that failed/
		);
	});
});

test('bugs are the same in a small file but for hundredths, and those that no order solves lose their edits', () => {
	const bug = { task: 'p-1', path: 'a.js', operator: 'o', start: 1, end: 2 };
	const [first, second] = bugs(2);
	if (!first || !second) throw new Error('no bugs');
	const candidates = first.candidates.map((_, at) => [0, -1.2 + at / 10, 1, -1, 2, at / 10, 8 + at, 1]);
	const given = [
		{ ...first, candidates, bug, tags: ['url'], gains: [3, 0.25, first.labels[0] ?? 0, 1] },
		{ ...second, labels: [] }
	];
	const read = unpackBugs('b', packBugs({ about: 'a test', date: '2026-01-01', bugs: given }));
	expect(read.bugs.map(({ id, labels }) => [id, labels])).toEqual(
		given.map(({ id, labels }) => [id, labels])
	);
	expect(read.bugs[0]).toMatchObject({ bug, tags: ['url'], gains: [3, 0.25, first.labels[0] ?? 0, 1] });
	expect(read.bugs[1]?.candidates).toEqual([]);
	for (const [at, features] of (read.bugs[0]?.candidates ?? []).entries())
		expect(scoreOf(handMade(), features)).toBeCloseTo(scoreOf(handMade(), candidates[at] ?? []), 6);
	expect(() => unpackBugs('damaged.bin', new Uint8Array([1, 2, 3]))).toThrow(
		'Cannot read the bugs of damaged.bin: it is damaged, or of another kind'
	);
});

test('what was measured is read whole or not at all', () => {
	// Every other fix is tried first of all.
	const all = bugs(24).map((bug, index) => ({
		...bug,
		candidates: bug.candidates.map((one, at) =>
			index % 2 === 0 && at === bug.labels[0] ? [0, 9, 9, 1] : one
		),
		gains: [((bug.labels[0] ?? 0) + 1) % 40, 1, bug.labels[0] ?? 0, 1]
	}));
	const options = { ...experimentDefaults, budget: 25, seeds: [1, 2], training: defaults.likelihood };
	const outcome = experiment(all, options);
	expect(outcome.bySeed).toHaveLength(2);
	expect((outcome.bySeed[0] ?? 0) + (outcome.bySeed[1] ?? 0)).toBeCloseTo(2 * outcome.after, 9);
	expect([outcome.before, (outcome.relative ?? 0) > 0.5]).toEqual([0.5, true]);
	expect(outcome.relativeInterval?.low).toBeLessThanOrEqual(outcome.relative ?? 0);
	const figures = {
		...{ type: 'tabgym-training-figures', version: 1, date: '2026-01-02T03:04:05.000Z', host: 'a machine' },
		data: [{ kind: 'injected', tasks: ['p-1.0.0'] }],
		experiments: [{ kind: 'injected', learnedFrom: 'injected', method: 'likelihood', ...outcome }],
		best: [{ kind: 'injected', ...bestOf(all, { ...bestOfDefaults, seeds: [1], budget: 40 }) }]
	};
	const { experiments } = readFigures('f.json', JSON.stringify(figures));
	expect(experiments[0]).toMatchObject({ bugs: 24, packages: 6, after: outcome.after });
	const without = JSON.stringify({ ...figures, host: undefined });
	expect(() => readFigures('f.json', without)).toThrow(
		'Cannot read the figures of f.json: field "host" is missing or wrong'
	);
	expect(() => readFigures('f.json', '<!doctype html>')).toThrow('it is no JSON');
});
