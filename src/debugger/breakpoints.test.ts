import { expect, test } from 'vitest';
import type { Fact, TrajectoryEvent } from '#model/event.ts';
import { fold } from '#model/run.ts';
import { forms, hitsIn } from './breakpoints.ts';
import { evaluate } from './expression/evaluate.ts';
import { parseExpression } from './expression/parse.ts';
import { scopeOf } from './moment.ts';

const eventsOf = (...facts: Fact[]): TrajectoryEvent[] =>
	facts.map((fact, seq) => ({ ...fact, seq, at: seq * 1000 }));
const called = (step: number, tool: string, input: Record<string, unknown> = {}): Fact => ({
	type: 'tool-called',
	step,
	callId: `c${step}`,
	tool,
	input
});
const ran = (step: number, status: 'passed' | 'failed'): Fact => ({
	type: 'tests-ran',
	step,
	duration: 1,
	tests: [{ id: 'test/a.js > adds', status }]
});
const changed = (step: number, path: string): Fact => ({
	type: 'files-changed',
	step,
	patch: [{ path, before: '1', after: '2' }]
});
const replied = (step: number): Fact => ({
	type: 'model-replied',
	step,
	model: 'm',
	inputTokens: 900,
	outputTokens: 100,
	cost: 0.3
});
const around = { testFiles: ['test/a.js'], suspicious: ['lib/a.js'], read: async () => null };
const events = eventsOf(
	{ type: 'run-started', agent: 'a', issue: 'i' },
	replied(0),
	called(0, 'bash', { command: 'npm i x' }),
	ran(0, 'passed'),
	replied(1),
	changed(1, 'lib/a.js'),
	ran(1, 'failed'),
	changed(2, 'lib/b.js'),
	changed(3, 'test/a.js'),
	called(4, 'bash', { command: 'ls' }),
	called(5, 'bash', { command: 'ls' }),
	called(6, 'bash', { command: 'ls' }),
	ran(6, 'passed'),
	called(7, 'submit')
);

/** Positions at which a form would have paused. */
const positions = async (name: string, answer = '') => {
	const form = forms.find((one) => one.name === name);
	const expression = form?.expression(answer) ?? '';
	const hits = await hitsIn(events, [{ id: '1', expression, enabled: true }], around);
	return hits.map(({ position }) => position);
};

test.each([
	['A test turned red', '', [7]],
	['This test turned green', 'test/a.js > adds', [13]],
	['A test file is written', '', [9]],
	['A file outside the suspicious ones is edited', '', [8]],
	['A command matches', 'npm (i|install)', [2]],
	['The same action again and again', '3', [11]],
	['Cost above', '0.5', [5]],
	['Tokens above', '1500', [5]],
	['Before it submits', '', [13]]
])('the form "%s" pauses where it happens', async (name, answer, expected) => {
	expect(await positions(name, answer)).toEqual(expected);
});

test('every form writes an expression that can be read, whatever is typed', () => {
	for (const form of forms)
		for (const answer of ['', 'x', '3', 'a "quoted" \\ text'])
			expect(() => parseExpression(form.expression(answer))).not.toThrow();
});

test('a breakpoint pauses where its expression becomes true, not as long as it is, and not when switched off', async () => {
	const expression = 'cost > 0.1';
	expect((await hitsIn(events, [{ id: '1', expression, enabled: true }], around)).length).toBe(1);
	expect(await hitsIn(events, [{ id: '1', expression, enabled: false }], around)).toEqual([]);
});

test('a watch says how a run stands', async () => {
	const run = fold(events);
	const scope = scopeOf(
		{ fact: null, before: run, after: run },
		{ ...around, read: async (path) => `of ${path}` }
	);
	const valueOf = (text: string) => evaluate(parseExpression(text), scope);
	expect(await valueOf('[failing, passing, calls, tokens, step, seconds]')).toEqual([0, 1, 5, 2000, 8, 13]);
	expect(await valueOf('file("lib/a.js")')).toBe('of lib/a.js');
	expect(await valueOf('status("test/a.js > adds")')).toBe('passed');
});
