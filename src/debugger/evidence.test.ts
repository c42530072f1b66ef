import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { fold } from '#model/run.ts';
import type { TestStatus } from '#model/test-result.ts';
import { bisect } from './bisect.ts';
import { creditSteps } from './credit.ts';
import { flipsIn } from './flips.ts';
import { linesOf, localisationOf } from './localisation.ts';
import { flipMarks } from './marks.ts';

const stepsOf = (...facts: Fact[]) => fold(facts.map((fact, seq) => ({ ...fact, seq, at: seq }))).steps;
const edit = (step: number, path: string): Fact => ({
	type: 'files-changed',
	step,
	patch: [{ path, before: `${step}`, after: `${step}+` }]
});

test('each flip is at the edit after which a test stood otherwise', () => {
	const state = (step: number | null, statuses: Record<string, TestStatus>) => ({
		step,
		statuses: new Map(Object.entries(statuses))
	});
	expect(
		flipsIn([
			state(null, { a: 'failed', b: 'passed' }),
			state(2, { a: 'failed', b: 'failed' }),
			state(5, { a: 'passed' })
		])
	).toEqual([
		{ test: 'b', step: 2, from: 'passed', to: 'failed' },
		{ test: 'a', step: 5, from: 'failed', to: 'passed' },
		{ test: 'b', step: 5, from: 'failed', to: null }
	]);
});

test('the edit that turned a test is found with the logarithm of the questions, wherever it is', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 2, max: 500 }), fc.nat(), async (count, place) => {
			const turn = 1 + (place % (count - 1));
			const found = await bisect(
				Array.from({ length: count }, (_, index) => index),
				async (state) => state >= turn
			);
			expect([found?.at, found?.before]).toEqual([turn, turn - 1]);
			expect(found?.asked).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(count)));
		})
	);
	expect(await bisect([1, 2, 3], async () => true)).toBe(null);
	expect(await bisect([1], async () => true)).toBe(null);
});

test('steps are credited by the lines of theirs that the minimal patch needs', () => {
	const steps = stepsOf(
		edit(0, 'a.js'),
		{ type: 'thought', step: 1, text: 'x' },
		edit(2, 'a.js'),
		edit(3, 'b.js'),
		edit(4, 'c.js')
	);
	const kept = [
		{ path: 'a.js', line: 2, added: 2 },
		{ path: 'c.js', line: 1, added: 0 }
	];
	expect(creditSteps(steps, kept, new Map([['a.js', [0, null, 2, 2]]])).map(({ kind }) => kind)).toEqual([
		'not-needed',
		'no-edit',
		'contributed',
		'not-needed',
		'contributed'
	]);
});

test('lines of a change are those it replaces, or the two it stands between', () => {
	expect([...linesOf('a', '1\n2\n3\n', '1\ntwo\n3\n')]).toEqual([2]);
	expect([...linesOf('a', '1\n2\n3\n', '1\n2\nnew\n3\n')]).toEqual([2, 3]);
});

test('precision and recall grow with what was looked at', () => {
	const call = (step: number, tool: string, input: Record<string, unknown>): Fact[] => [
		{ type: 'tool-called', step, callId: `c${step}`, tool, input },
		{ type: 'tool-returned', step, callId: `c${step}`, output: '', exitCode: 0 }
	];
	const steps = stepsOf(
		...call(0, 'bash', { command: 'cat ./lib/b.js | head' }),
		...call(1, 'str_replace_editor', { command: 'view', path: '/repo/lib/a.js', view_range: [5, 14] }),
		...call(2, 'bash', { command: "sed -n '19,20p' lib/a.js" })
	);
	const gold = new Map([['lib/a.js', new Set([10, 20])]]);
	const lengths = new Map([
		['lib/a.js', 40],
		['lib/b.js', 8]
	]);
	expect(localisationOf(steps, gold, lengths)).toEqual([
		{ step: 0, files: { precision: 0, recall: 0 }, lines: { precision: 0, recall: 0 } },
		{ step: 1, files: { precision: 0.5, recall: 1 }, lines: { precision: 1 / 18, recall: 0.5 } },
		{ step: 2, files: { precision: 0.5, recall: 1 }, lines: { precision: 0.1, recall: 1 } }
	]);
});

test('the scrubber marks where the tests of the run itself flipped', () => {
	const ran = (step: number, ...statuses: TestStatus[]): Fact => ({
		type: 'tests-ran',
		step,
		duration: 1,
		tests: statuses.map((status, index) => ({ id: `t${index}`, status }))
	});
	const facts = [
		ran(0, 'failed', 'passed'),
		ran(1, 'failed', 'passed'),
		ran(2, 'passed', 'error'),
		ran(3, 'passed', 'passed')
	];
	expect(flipMarks(facts.map((fact, seq) => ({ ...fact, seq, at: seq })))).toEqual([
		{ position: 3, step: 2, turnedRed: 1, turnedGreen: 1 },
		{ position: 4, step: 3, turnedRed: 0, turnedGreen: 1 }
	]);
});
