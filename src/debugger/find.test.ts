import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { fold } from '#model/run.ts';
import { findSteps, nextFailure } from './find.ts';

const facts: Fact[] = [
	{ type: 'thought', step: 0, text: 'I look at the Parser.' },
	{ type: 'tool-called', step: 1, callId: 'a', tool: 'bash', input: { command: 'cat lib/parser.js' } },
	{ type: 'tool-returned', step: 1, callId: 'a', output: 'no such file', exitCode: 1 },
	{ type: 'files-changed', step: 2, patch: [{ path: 'lib/parse.js', before: '1', after: '2' }] },
	{ type: 'tests-ran', step: 3, duration: 1, tests: [{ id: 't', status: 'failed' }] },
	{ type: 'tests-ran', step: 4, duration: 1, tests: [{ id: 't', status: 'passed' }] },
	{ type: 'human-intervened', step: 5, what: 'Told the agent' }
];
const { steps } = fold(facts.map((fact, seq) => ({ ...fact, seq, at: seq })));
const found = (words: string, kind: Parameters<typeof findSteps>[2] = 'all') =>
	findSteps(steps, words, kind).map(({ index }) => index);

test('steps are found by all of some words, in whatever they hold, and by kind', () => {
	expect(found('PARSER')).toEqual([0, 1]);
	expect(found('such parser')).toEqual([1]);
	expect(found('lib/parse.js')).toEqual([2]);
	expect(found('', 'failures')).toEqual([1, 3]);
	expect(found('', 'edits')).toEqual([2]);
	expect(found('', 'tests')).toEqual([3, 4]);
	expect(found('', 'commands')).toEqual([1]);
	expect(found('told', 'by-hand')).toEqual([5]);
});

test('the next failure is found in both directions', () => {
	expect([
		nextFailure(steps, 1, 1),
		nextFailure(steps, 3, 1),
		nextFailure(steps, 3, -1),
		nextFailure(steps, 1, -1)
	]).toEqual([3, null, 1, null]);
});
