import { expect, test } from 'vitest';
import { parseResults } from './results.ts';

const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

test('a test is named by its file and its titles', () => {
	const text = lines({ n: 1, title: ['suite', 'adds'], status: 'passed', duration: 2 });
	expect(parseResults('test/a.js', text)).toEqual([
		{ id: 'test/a.js > suite > adds', status: 'passed', duration: 2 }
	]);
});

test('a title that repeats in its file is numbered', () => {
	const text = lines(
		{ n: 1, title: ['a'], status: 'passed' },
		{ n: 2, title: ['a'], status: 'failed', message: 'no' }
	);
	expect(parseResults('t.js', text)).toEqual([
		{ id: 't.js > a', status: 'passed' },
		{ id: 't.js > a #2', status: 'failed', message: 'no' }
	]);
});

test('of several records of one test the last holds, so a test in which the process died has failed', () => {
	const text = lines(
		{ n: 1, title: ['a'], status: 'failed', message: 'the test did not end' },
		{ n: 1, title: ['a'], status: 'passed' },
		{ n: 2, title: ['b'], status: 'failed', message: 'the test did not end' }
	);
	expect(parseResults('t.js', text).map(({ id, status }) => [id, status])).toEqual([
		['t.js > a', 'passed'],
		['t.js > b', 'failed']
	]);
});

test('a line that was cut short and lines of another shape are no results', () => {
	const text = `${lines({ n: 1, title: ['a'], status: 'passed' })}ok 1\n{"n":2}\n{"n":3,"title":["b"],"sta`;
	expect(parseResults('t.js', text)).toEqual([{ id: 't.js > a', status: 'passed' }]);
});
