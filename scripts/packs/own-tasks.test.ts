/** Our own tasks, from their folders: their bugs show every time, plausible but wrong fixes do not pass, and the walk-through ends one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { replayAgent } from '#agent/replay.ts';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import { repositoryOf } from '#verifier/arrange.ts';
import { inputOf } from '#verifier/authoring.testing.ts';
import { applyDiff } from '#verifier/diff.ts';
import { judgePatch } from '#verifier/judge.ts';
import { runSuite } from '#verifier/suite.ts';
import { validateTask } from '#verifier/validate.ts';
import { assemble } from './assemble.mjs';

const ID = 'login-sometimes-fails';
const TIMES = Number(process.env['TABGYM_TIMES'] ?? 2);
const folder = resolve('tasks');
const own = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'gold.patch')));

test.each(own)(
	'the base of %s fails exactly the tests of its bug, and the gold patch passes all, every time',
	{ timeout: 30_000 + TIMES * 10_000 },
	async (id) => {
		const input = await inputOf(await assemble(id));
		expect(await validateTask(input, { times: TIMES, openSandbox: openNativeSandbox })).toEqual([]);
	}
);

const wrong = own.flatMap((id) => {
	const patches = join(folder, id, 'wrong');
	return existsSync(patches) ? readdirSync(patches).map((name) => [id, name] as const) : [];
});

test.each(wrong)('%s: the tests reject the wrong fix %s', { timeout: 60_000 }, async (id, name) => {
	const { task, base, hiddenTests, deletedTests } = await inputOf(await assemble(id));
	const text = readFileSync(join(folder, id, 'wrong', name), 'utf8');
	const { patch, blobs, fuzz } = await applyDiff(repositoryOf(base), text);
	const sandbox = await openNativeSandbox();
	const { signal } = new AbortController();
	const blob = async (wanted: string) => blobs.get(wanted) ?? new Uint8Array();
	try {
		const { resolution, infraFailure } = await judgePatch({
			...{ task, base, hiddenTests, deletedTests, patch, blob },
			sandbox,
			signal
		});
		expect([fuzz, resolution === 'full', infraFailure]).toEqual([0, false, undefined]);
	} finally {
		await sandbox.close();
	}
});

test('the walk-through shows the failure, and its patch resolves the task', { timeout: 60_000 }, async () => {
	const assembled = await assemble(ID);
	const { task, base, hiddenTests, deletedTests } = await inputOf(assembled);
	const [sandbox, fresh] = [await openNativeSandbox(), await openNativeSandbox()];
	const signal = new AbortController().signal;
	try {
		await sandbox.mount(base);
		const events = replayAgent(assembled.walkthrough).run({
			issue: task.problemStatement,
			sandbox,
			runTests: async (options) => {
				const suite = await runSuite(task, sandbox, options);
				return { ...suite, exitCode: Math.max(0, ...suite.exitCodes) };
			},
			testCommands: task.testCommands,
			limits: task.limits,
			seed: 1,
			history: [],
			signal
		});
		const counts = [];
		let last;
		for await (const event of events) {
			last = event;
			if (event.type === 'tests-ran')
				counts.push(event.tests.filter(({ status }) => status === 'failed').length);
		}
		expect(last).toEqual({ type: 'run-ended', reason: 'submitted' });
		expect(counts).toEqual([task.failToPass.length, 0]);
		const patch = await sandbox.changes();
		expect(patch.map(({ path }) => path)).toEqual(['src/tokens.js']);
		const blob = (id: string) => sandbox.blob(id);
		const verdict = await judgePatch({
			task,
			base,
			hiddenTests,
			deletedTests,
			patch,
			blob,
			sandbox: fresh,
			signal
		});
		expect([verdict.resolution, verdict.integrity.every(({ ok }) => ok)]).toEqual(['full', true]);
	} finally {
		await Promise.all([sandbox.close(), fresh.close()]);
	}
});
