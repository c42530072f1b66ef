import { describe, expect, test } from 'vitest';
import { randomOf } from '#model/random.ts';
import { sampleOf, type Sample } from '../sample.ts';
import { bestOf, bestOfDefaults } from './best-of.ts';
import { drawnRuns, runsOfPolicies } from './drawn.ts';
import { handMade } from './ranking.ts';
import { selfTraining } from './self-training.ts';
import { bugs } from './training.testing.ts';
import { runsOfSamples, verifierExperiment } from './verifier-lab.ts';

describe('runs drawn for a bug', () => {
	// Two edits make the tests pass; the one that is the fix is the shorter.
	const all = bugs(24).map((bug) => {
		const [label = 0] = bug.labels;
		const other = (label + 1) % 40;
		const candidates = bug.candidates.map((one, at) => {
			if (at === label) return [0, 6, 4, 0.2];
			return at === other ? [0, 6, 4, 0.9] : one;
		});
		return { ...bug, candidates, gains: [other, 1, label, 1] };
	});

	test('end at the first edit that makes the tests pass, differently each time', () => {
		const [bug] = all;
		if (!bug) throw new Error('no bug');
		const runs = drawnRuns(bug, handMade(), { random: randomOf(1), budget: 40, samples: 40 });
		const rate = runs.filter(({ resolved }) => resolved).length / 40;
		expect(rate).toBeGreaterThan(0.25);
		expect(rate).toBeLessThan(0.75);
		expect(drawnRuns(bug, handMade(), { random: randomOf(1), budget: 40, samples: 40 })).toEqual(runs);
	});

	test('are drawn by two policies, of which one learned from other packages', () => {
		const taught = all.map((bug) => {
			const [label = 0] = bug.labels;
			return { ...bug, candidates: bug.candidates.map((one, at) => (at === label ? [0, 4, 4, 0.2] : one)) };
		});
		const runs = runsOfPolicies(taught, { seed: 1, budget: 40, samples: 8 });
		expect(runs).toHaveLength(24 * 2 * 8);
		const rate = (agent: string) => {
			const own = runs.filter((run) => run.agent === agent);
			return own.filter(({ resolved }) => resolved).length / own.length;
		};
		expect(rate('repair, learned order')).toBeGreaterThan(rate('repair, hand-made order') + 0.2);
	});

	test('are chosen among by a verifier that learned on other packages: better than one at random, never better than one of all', () => {
		const found = bestOf(all, { ...bestOfDefaults, seeds: [1, 2] });
		expect(found.interval.low).toBeGreaterThan(0);
		expect(found.best).toBeGreaterThan(found.random + 0.2);
		expect(found.best).toBeLessThanOrEqual(found.pass + 1e-9);
		// Both edits pass the tests, which then choose no better than chance.
		expect(found.beyondTests.interval.low).toBeGreaterThan(0);
		expect(found.tests).toBeCloseTo(found.random, 9);
		expect(found.brier).toBeLessThan(found.baseline);
		expect(() => bestOf(bugs(24), bestOfDefaults)).toThrow('the edits were run for bugs of 0 packages');
	});
});

describe('the verifier lab', () => {
	const random = randomOf(9);
	const samples: Sample[] = Array.from({ length: 20 }, (_, task) =>
		Array.from({ length: 4 }, (_, index) => {
			const good = random.next() < 0.4;
			const base = sampleOf(
				null,
				{ task: `t${task}`, sample: index + 1, seed: index, agent: index % 2 ? 'a' : 'b' },
				null
			);
			return {
				...base,
				resolution: good ? ('full' as const) : ('none' as const),
				green: good ? random.next() < 0.9 : random.next() < 0.2,
				steps: 5
			};
		})
	).flat();
	const runs = runsOfSamples(samples);
	const options = { share: 1, cap: 0, mix: null, judged: null, seed: 1 };

	test('scores each task by what was learned of others: Best@k is above a random choice', () => {
		const found = verifierExperiment(runs, options);
		expect(found.brier).toBeLessThan(found.baseline);
		expect(found.best.at(-1)?.mean).toBeGreaterThan((found.pass[0]?.mean ?? 1) + 0.1);
		expect(found.best.at(-1)?.mean).toBeLessThanOrEqual(found.pass.at(-1)?.mean ?? 0);
	});

	test('judges the runs of one agent, whoever was learned from', () => {
		const mix = { agent: 'a', share: 0 };
		expect(verifierExperiment(runs, { ...options, judged: 'a', mix })).toMatchObject({
			samples: 40,
			learnedFrom: 32
		});
	});

	test('learns from as much, and from whom, as it is told', () => {
		expect(verifierExperiment(runs, { ...options, cap: 1 }).learnedFrom).toBe(16);
		expect(verifierExperiment(runs, { ...options, share: 0.5 }).learnedFrom).toBe(32);
		expect(verifierExperiment(runs, { ...options, mix: { agent: 'a', share: 1 } }).learnedFrom).toBe(32);
		expect(() => verifierExperiment(runs.slice(0, 3), options)).toThrow(/samples of 1 tasks/);
	});
});

describe('learning from its own runs', () => {
	/** Two edits make the tests pass, and feature 9 is on both; the one that is no fix is the likelier at first, where `isLured`. */
	const lured = (isLured: boolean) =>
		bugs(24).map((bug) => {
			const [label = 0] = bug.labels;
			const other = (label + 1) % 40;
			const candidates = bug.candidates.map((one, at) => {
				if (at === label) return [0, 5, 9, 1];
				return at === other ? [0, isLured ? 6 : 4, 10, 1] : one;
			});
			return { ...bug, candidates, gains: [other, 1, label, 1] };
		});
	const options = { rounds: 3, samples: 8, cap: 0, budget: 40, seed: 1 };
	const ends = (all: ReturnType<typeof lured>, keep: 'green' | 'resolved') => {
		const rounds = [...selfTraining(all, keep, options)];
		return [rounds[0]?.mended.mean, rounds.at(-1)?.mended.mean];
	};

	test('gains nothing where what passes the tests is no fix, and all where only fixes are kept', () => {
		expect(ends(lured(true), 'green')).toEqual([0, 0]);
		expect(ends(lured(true), 'resolved')).toEqual([0, 1]);
		expect(ends(lured(false), 'green')).toEqual([1, 1]);
	});

	test('keeps of a bug as many runs as it is told, and needs bugs of two packages', () => {
		const [, first] = [...selfTraining(lured(true), 'green', { ...options, rounds: 1, cap: 1 })];
		// Each of 24 bugs is learned from in four of five folds.
		expect(first?.kept).toBeLessThanOrEqual(24 * 4);
		expect(() => [...selfTraining(lured(true).slice(0, 1), 'green', options)]).toThrow(
			'the edits were run for bugs of 1 packages'
		);
	});
});
