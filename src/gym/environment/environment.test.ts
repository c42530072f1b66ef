import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import { runSuite } from '#verifier/suite.ts';
import { layerOf, taskOf } from '#verifier/task.testing.ts';
import { makeEnvironment, type Action, type Environment } from './environment.ts';
import { R2EEnvironment } from './r2e.ts';
import { contains, sampleAction } from './spaces.ts';
import { VectorEnvironment } from './vector.ts';

const suite = `const { test } = require('node:test');
const assert = require('node:assert');
const add = require('./add.js');
test('adds', () => assert.strictEqual(add(1, 2), 3));
test('is there', () => assert.strictEqual(typeof add, 'function'));
`;
const packOf = (id: string, steps = 10) => ({
	task: taskOf({ id, limits: { steps, testTimeout: 5000, time: 60_000 } }),
	base: [layerOf({ 'add.js': 'module.exports = (a, b) => a - b;\n', 'test.js': suite })],
	hiddenTests: layerOf({ 'test.js': suite }),
	deletedTests: []
});
const make = (...tasks: ReturnType<typeof packOf>[]) =>
	makeEnvironment({
		tasks,
		openSandbox: openNativeSandbox,
		testsOf:
			async ({ task }, sandbox) =>
			async (options) => {
				const result = await runSuite(task, sandbox, options);
				return { ...result, exitCode: Math.max(0, ...result.exitCodes) };
			}
	});
const opened: { close: () => Promise<void> }[] = [];
const kept = <T extends { close: () => Promise<void> }>(one: T): T => (opened.push(one), one);
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));

const fix: Action = {
	tool: 'str_replace_editor',
	input: { command: 'str_replace', path: 'add.js', old_str: 'a - b', new_str: 'a + b' }
};
const runTests: Action = { tool: 'run_tests', input: {} };
const submit: Action = { tool: 'submit', input: {} };

describe('an environment', () => {
	test(
		'gives a reward for a fix that the verifier calls full, and terminates',
		{ timeout: 60_000 },
		async () => {
			const environment = kept(make(packOf('one')));
			const [first, info] = await environment.reset({ seed: 1 });
			expect([contains(environment.observationSpace, first), info.f2p_passed, info.f2p_total]).toEqual([
				true,
				null,
				1
			]);
			await environment.step(fix);
			const [, , , , seen] = await environment.step(runTests);
			expect([seen.f2p_passed, seen.p2p_broken]).toEqual([1, 0]);
			const [, reward, terminated, truncated, last] = await environment.step(submit);
			expect([reward, terminated, truncated, last.verdict?.resolution]).toEqual([1, true, false, 'full']);
			await expect(environment.step(submit)).rejects.toThrow(/call reset\(\) first/);
		}
	);

	test('truncates at the limit of steps, which is no end of its own', async () => {
		const environment = kept(make(packOf('one', 2)));
		await environment.reset({ seed: 1 });
		const think: Action = { tool: 'think', input: { thought: 'hm' } };
		expect((await environment.step(think)).slice(1, 4)).toEqual([0, false, false]);
		expect((await environment.step(think)).slice(1, 4)).toEqual([0, false, true]);
	});

	test('is about the same tasks for the same seed', async () => {
		const environment = kept(make(...Array.from({ length: 9 }, (_, index) => packOf(`task-${index}`))));
		const tasks = async () => {
			const [, first] = await environment.reset({ seed: 7 });
			const [, second] = await environment.reset();
			return [first.task, second.task];
		};
		expect(await tasks()).toEqual(await tasks());
		await expect(environment.reset({ options: { task: 'none' } })).rejects.toThrow(
			/Cannot reset to task "none"/
		);
		expect(() => make()).toThrow(/no tasks/);
	});

	test('describes its actions: what is sampled is contained, what is no call is not', () => {
		const { actionSpace } = make(packOf('one'));
		for (let seed = 0; seed < 50; seed++)
			expect(contains(actionSpace, sampleAction(actionSpace, seed))).toBe(true);
		expect(contains(actionSpace, { tool: 'rm', input: {} })).toBe(false);
		expect(contains(actionSpace, { tool: 'bash', input: {} })).toBe(false);
	});

	test('several side by side: one that ended is reset by the next step', { timeout: 60_000 }, async () => {
		const vector = kept(new VectorEnvironment([make(packOf('one')), make(packOf('two'))]));
		await vector.reset({ seed: 1 });
		const think: Action = { tool: 'think', input: { thought: 'hm' } };
		const [, rewards, terminated] = await vector.step([submit, think]);
		expect([rewards, terminated]).toEqual([
			[0, 0],
			[true, false]
		]);
		const [, , again, , infos] = await vector.step([submit, think]);
		expect([again, infos.map(({ steps }) => steps)]).toEqual([
			[false, false],
			[0, 2]
		]);
		await expect(vector.step([submit])).rejects.toThrow(/1 actions for 2 environments/);
	});

	test("speaks R2E-Gym's four values", { timeout: 60_000 }, async () => {
		const environment = kept(new R2EEnvironment(make(packOf('one'))));
		await environment.reset(1);
		const [, reward, done, info] = await environment.step(submit);
		expect([reward, done, info.truncated]).toEqual([0, true, false]);
	});
});

test('the example of the README runs', { timeout: 60_000 }, async () => {
	const [, example = ''] =
		/```js\n(\/\/ An episode[\s\S]*?)```/.exec(readFileSync('src/gym/README.md', 'utf8')) ?? [];
	const AsyncFunction = (async () => {}).constructor as new (
		...names: string[]
	) => (environment: Environment, policy: () => Action) => Promise<number>;
	const plan = [fix, runTests, submit];
	const total = await new AsyncFunction('environment', 'policy', `${example}\nreturn total;`)(
		kept(make(packOf('one'))),
		() => plan.shift() ?? submit
	);
	expect(total).toBe(1);
});
