import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { fold } from '#model/run.ts';
import { transcript } from './terminal/transcript.ts';
import { describeCall, pathOfInterest, testRows } from './view.ts';

const runOf = (...facts: Fact[]) => fold(facts.map((fact, seq) => ({ ...fact, seq, at: seq })));
const called = (step: number, callId: string, tool: string, input: Record<string, unknown>): Fact => ({
	type: 'tool-called',
	step,
	callId,
	tool,
	input
});

test('the terminal shows commands with what they printed, and the running one as it goes', () => {
	const run = runOf(
		called(0, 'a', 'bash', { command: 'cat no' }),
		{ type: 'tool-returned', step: 0, callId: 'a', output: 'no such file', exitCode: 1 },
		called(1, 'b', 'run_tests', {})
	);
	expect(transcript(run, 'ok 1\n').replaceAll('\x1b', '')).toBe(
		'[34m$[0m cat no\nno such file\n[2mexit code 1[0m\n[34m$[0m run_tests\nok 1\n'
	);
});

test('the editor follows the file that was changed or read last, as long as it is there', () => {
	const read = called(0, 'a', 'str_replace_editor', { command: 'view', path: './lib/a.js' });
	const patch = [{ path: 'index.js', before: '1', after: '2' }];
	const run = runOf(read, { type: 'files-changed', step: 1, patch });
	expect(pathOfInterest(run, () => true)).toBe('index.js');
	expect(pathOfInterest(run, (path) => path !== 'index.js')).toBe('lib/a.js');
	expect(pathOfInterest(runOf(), () => true)).toBe(null);
});

test('a test shows how it stood first and how it stands now', () => {
	const run = runOf(
		{ type: 'tests-ran', step: 0, tests: [{ id: 'a', status: 'failed' }], duration: 1 },
		{ type: 'tests-ran', step: 1, tests: [{ id: 'a', status: 'passed' }], duration: 1 }
	);
	expect(testRows(null, run)).toEqual([
		{ id: 'a', group: 'other', before: 'failed', now: 'passed', message: null }
	]);
});

test('a call is said in a line', () => {
	const run = runOf(
		called(0, 'a', 'str_replace_editor', { command: 'str_replace', path: 'a.js' }),
		called(0, 'b', 'run_tests', { files: ['test/a.js'] })
	);
	expect(run.steps[0]?.calls.map(describeCall)).toEqual([
		{ verb: 'Edits', object: 'a.js' },
		{ verb: 'Runs the tests', object: 'test/a.js' }
	]);
});
