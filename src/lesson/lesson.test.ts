import { expect, test } from 'vitest';
import { checkBreakpoint, checkJudgement, checkPrediction, checkWritten } from './check.ts';
import { parseLesson } from './parse.ts';
import { merge, readProgress, writeProgress, type Done } from './progress.ts';

const part = '---\ntitle: First part\ntask: demo\nminutes: 5\n---\n';
const source = `---
title: One
drills:
  - {id: which, kind: choice, question: Which?, options: [a, b], answer: 2}
---
Before.

{{drill which}}

After.
`;
const lessonOf = (text: string) =>
	parseLesson(
		'p/one',
		part,
		new Map([
			['lesson.md', text],
			['start/a.js', '1']
		])
	);

test('a lesson inherits from its part, and its drills stand in its text', () => {
	expect(lessonOf(source)).toMatchObject({
		id: 'p/one',
		part: 'First part',
		title: 'One',
		task: 'demo',
		minutes: 5,
		run: null,
		segments: [{ text: 'Before.' }, { drill: 'which' }, { text: 'After.' }],
		start: { 'a.js': '1' }
	});
});

test.each([
	[
		'a drill that is nowhere in the text',
		source.replace('{{drill which}}', ''),
		'the drill "which" must stand once in its text'
	],
	[
		'a drill that does not exist',
		source.replace('{{drill which}}', '{{drill which}}\n\n{{drill what}}'),
		'its text has a drill "what" that is not among its drills'
	],
	[
		'an answer that is no option',
		source.replace('answer: 2', 'answer: 3'),
		'the answer of drill "which" is not among its options'
	],
	[
		'a run that is not there',
		source.replace('title: One', 'title: One\nrun: run.json'),
		'there is no file "run.json" for its run'
	],
	['a wrong field', source.replace('answer: 2', 'answer: no'), 'field "drills.0.answer" is wrong'],
	['no YAML', source.replace('title: One', 'title: [One'), 'its front matter is no YAML']
])('%s is refused by name', (_, text, message) => {
	expect(() => lessonOf(text)).toThrow(message);
});

test('answers that are written down are checked', () => {
	const common = { id: 'x', question: 'x', hints: [], explain: '' };
	expect(checkWritten({ ...common, kind: 'step', answer: [3, 4] }, '4').passed).toBe(true);
	expect(checkWritten({ ...common, kind: 'file', answer: 'src/a.js' }, './src/a.js ').passed).toBe(true);
	expect(checkWritten({ ...common, kind: 'line', file: 'a', answer: [10, 12] }, '13')).toEqual({
		passed: false,
		said: 'Very near; look at the lines around it.',
		score: null
	});
	expect(checkWritten({ ...common, kind: 'number', answer: 0.5, tolerance: 0.01 }, '0,505').passed).toBe(
		true
	);
	expect(checkWritten({ ...common, kind: 'number', answer: 0, tolerance: 0.01 }, '').passed).toBe(false);
});

test('a prediction is scored by Brier, and a judgement against the verifier', () => {
	expect(checkPrediction(90, true).score).toBeCloseTo(0.01);
	expect(checkPrediction(90, false)).toMatchObject({ passed: false, score: expect.closeTo(0.81) });
	expect(checkJudgement(false, false, '').passed).toBe(true);
	expect(checkJudgement(true, false, '2 tests broke').said).toBe(
		'The verifier says: not resolved, 2 tests broke. You said the opposite.'
	);
});

test('a breakpoint is right where it stops at a wanted step, and a run that never stops is told', () => {
	expect(checkBreakpoint(3, [3]).passed).toBe(true);
	expect(checkBreakpoint(1, [3])).toEqual({
		passed: false,
		said: 'The run stops at step 1. That is not the step to stop at.',
		score: null
	});
	expect(checkBreakpoint(null, [1]).said).toBe('With this breakpoint the run never stops.');
});

test('progress is exported and imported, the better of both is kept, and other files are refused', () => {
	const done: Done = { key: 'p/one#which', passed: true, tries: 2, hints: 1, answer: '2', score: null };
	expect(readProgress(writeProgress([done]))).toEqual([done]);
	expect(merge({ ...done, passed: false, tries: 9 }, done)).toEqual(done);
	expect(() => readProgress('{"format":"other"}')).toThrow('was not exported from the lessons of Tabgym');
});
