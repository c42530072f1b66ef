import { expect, test } from 'vitest';
import { lessonFolders } from '../../scripts/lessons/read.mjs';
import { isExtra } from './lesson.ts';
import { parseLesson } from './parse.ts';

const lessons = lessonFolders().map(({ id, part, files }) => parseLesson(id, part, files));
const drills = lessons.flatMap((lesson) => lesson.drills);

test('the course has twelve lessons of 5 to 15 minutes, the third walks through the login that sometimes fails', () => {
	expect(lessons).toHaveLength(12);
	for (const { id, minutes } of lessons)
		expect([id, (minutes ?? 0) >= 5, (minutes ?? 99) <= 15]).toEqual([id, true, true]);
	const [, , third] = lessons;
	expect(third?.task).toBe('login-sometimes-fails');
	const text = third?.segments.map((segment) => ('text' in segment ? segment.text : '')).join('\n') ?? '';
	expect([...text.matchAll(/^## (\w+)/gm)].map(([, phase]) => phase)).toEqual(
		expect.arrayContaining(['Analyse', 'Explore', 'Root', 'Implement', 'Verify'])
	);
});

test('each lesson shows a run of this gym and has a drill that counts; the course asks for each kind of answer', () => {
	for (const { id, run, task, files, drills: own } of lessons) {
		expect([id, run !== null && files[run] !== undefined, task !== null]).toEqual([id, true, true]);
		expect([id, own.some((drill) => !isExtra(drill))]).toEqual([id, true]);
	}
	const kinds = new Set(drills.map(({ kind }) => kind));
	for (const kind of [
		'choice',
		'step',
		'file',
		'line',
		'prediction',
		'judge',
		'breakpoint',
		'fix',
		'fork',
		'prompt',
		'text'
	])
		expect([...kinds]).toContain(kind);
	expect(drills.some(({ question }) => /next/i.test(question))).toBe(true);
});
