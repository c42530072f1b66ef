import { expect, test } from 'vitest';
import type { EndReason, Fact } from '#model/event.ts';
import type { Verdict } from '#model/verdict.ts';
import { readFailure } from './reading.ts';

const ground = { goldFiles: ['lib/a.js'], failToPass: ['f'], passToPass: ['p'] };
const call = (step: number, tool: string, input: Record<string, unknown>): Fact => ({
	type: 'tool-called',
	step,
	callId: `c${step}`,
	tool,
	input
});
const view = (step: number, path: string) => call(step, 'str_replace_editor', { command: 'view', path });
const edit = (step: number, path: string, before: string | null = '1', after: string | null = '2'): Fact => ({
	type: 'files-changed',
	step,
	patch: [{ path, before, after }]
});
const ran = (step: number, f: 'passed' | 'failed', p: 'passed' | 'failed' = 'passed'): Fact => ({
	type: 'tests-ran',
	step,
	duration: 1,
	tests: [
		{ id: 'f', status: f },
		{ id: 'p', status: p }
	]
});
const end = (reason: EndReason = 'submitted', message?: string): Fact => ({
	type: 'run-ended',
	reason,
	...(message !== undefined && { message })
});
const verdict = (resolution: Verdict['resolution'], f: boolean, p: boolean): Fact => ({
	type: 'verdict-reached',
	verdict: {
		resolution,
		tests: [
			{ id: 'f', group: 'FAIL_TO_PASS', before: 'failed', after: f ? 'passed' : 'failed', holds: f },
			{ id: 'p', group: 'PASS_TO_PASS', before: 'passed', after: p ? 'passed' : 'failed', holds: p }
		],
		integrity: [],
		exitCodes: [],
		duration: 1,
		host: 'h'
	}
});
const read = (...facts: Fact[]) =>
	readFailure(
		[{ type: 'run-started', agent: 'a', issue: 'i' } as Fact, ...facts].map((fact, seq) => ({
			...fact,
			seq,
			at: seq
		})),
		ground
	).map(({ kind, step }) => [kind, step]);

test('a run that changed nothing, and one that never saw the file with the bug', () => {
	expect(read(view(0, 'lib/a.js'), end())).toEqual([['empty-patch', 0]]);
	expect(read(view(0, 'lib/b.js'), end())).toEqual([
		['empty-patch', 0],
		['never-localised', 0]
	]);
	expect(read(view(0, '/lib/b.js'), edit(1, 'lib/b.js'), ran(2, 'failed'), end())).toEqual([
		['never-localised', 2],
		['wrong-file', 1]
	]);
});

test('a run that saw the bug and edited elsewhere, and one whose edit is wrong', () => {
	expect(read(view(0, './lib/a.js'), edit(1, 'lib/b.js'), ran(2, 'failed'), end())).toEqual([
		['wrong-file', 1]
	]);
	expect(read(edit(1, 'lib/a.js'), ran(2, 'failed'), end(), verdict('none', false, true))).toEqual([
		['localised-but-wrong-edit', 1]
	]);
	expect(read(call(0, 'bash', { command: 'sed -n 1,9p lib/a.js' }), end())).toEqual([['empty-patch', 0]]);
});

test('a right edit that breaks others is blamed on the edit that broke them', () => {
	const facts = [
		edit(1, 'lib/a.js'),
		ran(2, 'passed', 'failed'),
		edit(3, 'README.md'),
		ran(4, 'passed', 'failed')
	];
	expect(read(...facts, end(), verdict('none', true, false))).toEqual([['right-edit-but-broke-others', 1]]);
});

test('a fix that was taken back is shown where it was', () => {
	const facts = [edit(1, 'lib/a.js'), ran(2, 'passed'), edit(3, 'lib/a.js', '2', '3'), ran(4, 'failed')];
	expect(read(...facts, end(), verdict('none', false, true))).toEqual([
		['localised-but-wrong-edit', 3],
		['fixed-then-undone', 3]
	]);
});

test('a patch that was never tested, a loop, and a spent budget', () => {
	expect(read(ran(0, 'failed'), edit(1, 'lib/a.js'), end())).toContainEqual(['never-tested', 1]);
	const same = [0, 1, 2, 3].map((step) => call(step, 'bash', { command: 'ls' }));
	expect(read(...same, end('stuck', 'the same action'))).toContainEqual(['looped', 0]);
	expect(read(view(0, 'lib/a.js'), end('out-of-steps', 'The limit is 1 step'))).toContainEqual([
		'out-of-budget',
		0
	]);
});

test('a run that resolved its task, goes on, or could not be judged is not read', () => {
	expect(read(edit(0, 'lib/a.js'), ran(1, 'passed'), end(), verdict('full', true, true))).toEqual([]);
	expect(read(view(0, 'lib/b.js'))).toEqual([]);
});
