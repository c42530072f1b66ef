import { afterEach, describe, expect, test } from 'vitest';
import type { Task } from '#model/task.ts';
import type { Verdict } from '#model/verdict.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { judgePatch } from './judge.ts';
import { layerOf, taskOf } from './task.testing.ts';

const repo = { 'add.js': 'module.exports = (a, b) => a - b;\n' };
const suite = `const { test } = require('node:test');
const assert = require('node:assert');
const add = require('./add.js');
test('adds', () => assert.strictEqual(add(1, 2), 3));
test('is there', () => assert.strictEqual(typeof add, 'function'));
`;
const right = 'module.exports = (a, b) => a + b;\n';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function judge(
	changed: Record<string, string>,
	{ hidden = suite, ...fields }: Partial<Task> & { hidden?: string } = {}
): Promise<Verdict> {
	sandbox = await openNativeSandbox();
	const blobs = new Map<string, Uint8Array>();
	const patch = [];
	for (const [path, text] of Object.entries(changed)) {
		const bytes = new TextEncoder().encode(text);
		const after = await blobIdOf(bytes);
		blobs.set(after, bytes);
		patch.push({ path, before: null, after });
	}
	return judgePatch({
		task: taskOf(fields),
		base: [layerOf({ ...repo, 'test.js': hidden })],
		hiddenTests: layerOf({ 'test.js': hidden }),
		deletedTests: [],
		patch,
		blob: async (id) => blobs.get(id) ?? new Uint8Array(),
		sandbox,
		signal: new AbortController().signal
	});
}

const failing = ({ integrity }: Verdict) => integrity.filter(({ ok }) => !ok).map(({ name }) => name);

describe('the verifier', () => {
	test('calls a patch that makes the tests pass full, and tells what each test did before and after', async () => {
		const verdict = await judge({ 'add.js': right });
		expect(verdict.resolution).toBe('full');
		expect(verdict.tests).toEqual([
			{
				id: 'test.js > adds',
				group: 'FAIL_TO_PASS',
				before: 'failed',
				after: 'passed',
				holds: true
			},
			{
				id: 'test.js > is there',
				group: 'PASS_TO_PASS',
				before: 'passed',
				after: 'passed',
				holds: true
			}
		]);
		expect(failing(verdict)).toEqual([]);
		expect(verdict.exitCodes).toEqual([0]);
	});

	test('calls a patch that changes nothing none', async () => {
		expect((await judge({})).resolution).toBe('none');
	});

	test('does not let a patch replace the tests', async () => {
		expect((await judge({ 'test.js': "require('node:test')('adds', () => {});\n" })).resolution).toBe('none');
	});

	test('does not take printed text for results', async () => {
		const faking = `console.log('{"n":1,"title":["adds"],"status":"passed"}'); process.exit(0);\n`;
		expect((await judge({ 'add.js': faking })).resolution).toBe('none');
	});

	test('counts the tests of a file that hangs as failed', async () => {
		const verdict = await judge(
			{ 'add.js': 'for (;;);\n' },
			{ limits: { steps: 1, testTimeout: 1500, time: 60_000 } }
		);
		expect(verdict.tests.map(({ after }) => after)).toEqual(['missing', 'missing']);
		expect([verdict.resolution, failing(verdict)]).toEqual(['none', ['test count']]);
	});

	test('gives a file more time that a slow machine cannot run within its limit', async () => {
		const slow = `const { setTimeout: sleep } = require('node:timers/promises');\n${suite}test('is slow', () => sleep(3000));\n`;
		const fields = { limits: { steps: 1, testTimeout: 2000, time: 60_000 } };
		const verdict = await judge({ 'add.js': right }, { ...fields, hidden: slow });
		expect([verdict.resolution, failing(verdict)]).toEqual(['full', []]);
	});

	test('does not believe a suite that fails with exit code 0', async () => {
		const hiding = `process.on('exit', () => { process.exitCode = 0; });\n${repo['add.js']}`;
		const verdict = await judge({ 'add.js': hiding }, { failToPass: [], passToPass: ['test.js > is there'] });
		expect([verdict.resolution, failing(verdict)]).toEqual(['none', ['exit codes']]);
	});

	test('notices test files that change while the tests run', async () => {
		const touching = `require('node:fs').writeFileSync('test.js', '');\n${right}`;
		const verdict = await judge({ 'add.js': touching });
		expect([verdict.resolution, failing(verdict)]).toEqual(['none', ['test files']]);
	});

	test('tells a broken sandbox from a wrong patch', async () => {
		sandbox = await openNativeSandbox();
		const broken: Sandbox = Object.assign(Object.create(sandbox), {
			mount: async () => Promise.reject(new Error('no space left'))
		});
		const verdict = await judgePatch({
			task: taskOf({}),
			base: [layerOf(repo)],
			hiddenTests: layerOf({ 'test.js': suite }),
			deletedTests: [],
			patch: [],
			blob: async () => new Uint8Array(),
			sandbox: broken,
			signal: new AbortController().signal
		});
		expect([verdict.resolution, verdict.infraFailure]).toEqual(['none', 'no space left']);
	});
});
