import { expect, test } from 'vitest';
import { linkTo, linkToComparison, linkToStep, parseRoute, stepIn } from './route.ts';

test.each([
	['', { page: 'gallery' }],
	['#/', { page: 'gallery' }],
	['#/settings', { page: 'settings' }],
	['#/task/minimist-1.2.5', { page: 'task', id: 'minimist-1.2.5' }],
	['#/run/a%2Fb', { page: 'run', id: 'a/b' }],
	['#/lab', { page: 'lab', id: 'cheats' }],
	['#/lab/evaluation', { page: 'lab', id: 'evaluation' }],
	['#/task/', { page: 'unknown', hash: '#/task/' }],
	['#/run/%', { page: 'unknown', hash: '#/run/%' }],
	['#/lessons', { page: 'lessons' }],
	['#/lesson/1-watch/3-the-login', { page: 'lesson', id: '1-watch/3-the-login' }],
	['#/shared', { page: 'shared', text: '' }],
	['#v1.abc', { page: 'shared', text: 'v1.abc' }],
	['#url=https%3A%2F%2Fa.b%2Fc', { page: 'shared', text: 'url=https%3A%2F%2Fa.b%2Fc' }],
	['#/elsewhere', { page: 'unknown', hash: '#/elsewhere' }]
])('the address %j is read', (hash, route) => {
	expect(parseRoute(hash)).toEqual(route);
});

test('a link leads to what it names, whatever the name', () => {
	expect(parseRoute(linkTo('run', 'a/b %'))).toEqual({ page: 'run', id: 'a/b %' });
});

test('a link to a step, and to a comparison, leads there', () => {
	expect(parseRoute(linkToStep('a', 4))).toEqual({ page: 'run', id: 'a' });
	expect(stepIn(linkToStep('a', 4))).toBe(4);
	expect(['#/run/a', '#/run/a?step=0', '#/run/a?step=x'].map(stepIn)).toEqual([null, null, null]);
	expect(parseRoute(linkToComparison('a/b', 'c'))).toEqual({ page: 'compare', left: 'a/b', right: 'c' });
});
