import { expect, test } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import { layerOf, taskOf } from './task.testing.ts';
import { validateTask } from './validate.ts';

/** A suite whose file takes longer than its limit, and whose second test does something else in each other run. */
const slow = `const { test } = require('node:test');
test('adds', () => require('node:assert').ok(require('./add.js')));
test('is there', () => new Promise((done) => setTimeout(done, 3500)));
`;
const input = (text: string, testTimeout: number) => ({
	task: taskOf({ limits: { steps: 1, testTimeout, time: 60_000 } }),
	base: [layerOf({ 'add.js': 'module.exports = false;', 'test.js': text })],
	hiddenTests: layerOf({ 'test.js': text }),
	deletedTests: [],
	gold: {
		patch: [{ path: 'add.js', before: null, after: 'good' }],
		blobs: new Map([['good', new TextEncoder().encode('module.exports = true;')]])
	}
});

test(
	'a file that a slow machine cannot run within its limit gets more time',
	{ timeout: 60_000 },
	async () => {
		expect(await validateTask(input(slow, 3000), { times: 1, openSandbox: openNativeSandbox })).toEqual([]);
	}
);

test('what is wrong is named, with what the test did', { timeout: 60_000 }, async () => {
	const wrong = { ...input(slow, 30_000), task: taskOf({ passToPass: ['test.js > is gone'] }) };
	expect(await validateTask(wrong, { times: 1, openSandbox: openNativeSandbox })).toEqual([
		'base does not pass "test.js > is gone", which is in PASS_TO_PASS (it is missing)',
		'gold does not pass "test.js > is gone" (it is missing)',
		'"test.js > is there" is not listed in tests.json'
	]);
});
