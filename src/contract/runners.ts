/** Statements 42 to 48: test runners, each with a suite that passes, fails, throws and hangs. */
import type { Statement } from './contract.ts';
import { matches, pause, same, start, type Ground } from './ground.ts';

type Suite = {
	/** Command without the file. */
	command: string;
	file: string;
	passes: string;
	fails: string;
	throws: string;
	/** Never ends by itself, or only by the runner's own limit. */
	hangs: string;
	/** What the runner says of a suite with two tests that pass. */
	counts: RegExp;
	/** The name of the failing test. */
	names: RegExp;
};

const suites: Record<string, Suite> = {
	'node:test': {
		command: 'node --test --test-reporter=tap --test-timeout=5000',
		file: 'suite.test.mjs',
		passes: `import test from 'node:test'; import assert from 'node:assert'; test('one', () => assert.equal(1, 1)); test('two', async () => { await null; });`,
		fails: `import test from 'node:test'; import assert from 'node:assert'; test('the bad one', () => assert.equal(1, 2)); test('two', () => {});`,
		throws: `throw new Error('at the top');`,
		hangs: `import test from 'node:test'; test('for ever', () => new Promise(() => setInterval(() => {}, 1000)));`,
		counts: /# pass 2\n/,
		names: /not ok 1 - the bad one/
	},
	mocha: {
		command: 'npx mocha --timeout 500 --exit',
		file: 'suite.cjs',
		passes: `const { expect } = require('chai'); it('one', () => expect(1).to.equal(1)); it('two', async () => { await null; });`,
		fails: `const { expect } = require('chai'); it('the bad one', () => expect(1).to.equal(2)); it('two', () => {});`,
		throws: `throw new Error('at the top');`,
		hangs: `it('for ever', (done) => { setInterval(() => {}, 1000); });`,
		counts: /2 passing/,
		names: /the bad one:/
	},
	jest: {
		command: 'npx jest --runInBand --colors=false --testTimeout 500 --forceExit',
		file: 'suite.test.js',
		passes: `test('one', () => expect(1).toBe(1)); test('two', async () => { await null; });`,
		fails: `test('the bad one', () => expect(1).toBe(2)); test('two', () => {});`,
		throws: `throw new Error('at the top');`,
		hangs: `test('for ever', (done) => { setInterval(() => {}, 1000); });`,
		counts: /Tests: +2 passed, 2 total/,
		names: /● the bad one/
	},
	vitest: {
		command: 'npx vitest run --pool=threads --testTimeout=500 --no-color',
		file: 'suite.test.ts',
		passes: `import { test, expect } from 'vitest'; test('one', () => expect(1).toBe(1)); test('two', async (): Promise<void> => { await null; });`,
		fails: `import { test, expect } from 'vitest'; test('the bad one', () => expect(1).toBe(2)); test('two', () => {});`,
		throws: `throw new Error('at the top');`,
		hangs: `import { test } from 'vitest'; test('for ever', () => new Promise(() => {}));`,
		counts: /Tests +2 passed \(2\)/,
		names: /FAIL +suite\.test\.ts > the bad one/
	},
	tape: {
		command: 'node',
		file: 'suite.cjs',
		passes: `const test = require('tape'); test('one', (t) => { t.equal(1, 1); t.end(); }); test('two', async (t) => { t.ok(true); });`,
		fails: `const test = require('tape'); test('the bad one', (t) => { t.equal(1, 2, 'the bad one'); t.end(); });`,
		throws: `require('tape'); throw new Error('at the top');`,
		hangs: `const test = require('tape'); test('for ever', { timeout: 400 }, (t) => { });`,
		counts: /# pass +2\n/,
		names: /not ok 1 the bad one/
	},
	ava: {
		command: 'npx ava --timeout=4s --tap',
		file: 'suite.mjs',
		passes: `import test from 'ava'; test('one', (t) => t.is(1, 1)); test('two', async (t) => { await null; t.pass(); });`,
		fails: `import test from 'ava'; test('the bad one', (t) => t.is(1, 2)); test('two', (t) => t.pass());`,
		throws: `throw new Error('at the top');`,
		hangs: `import test from 'ava'; test('for ever', (t) => new Promise(() => setInterval(() => {}, 1000)));`,
		counts: /# pass 2\n/,
		names: /not ok \d - the bad one/
	},
	uvu: {
		command: 'node',
		file: 'suite.mjs',
		passes: `import { test } from 'uvu'; import * as assert from 'uvu/assert'; test('one', () => assert.is(1, 1)); test('two', async () => { await null; }); test.run();`,
		fails: `import { test } from 'uvu'; import * as assert from 'uvu/assert'; test('the bad one', () => assert.is(1, 2)); test.run();`,
		throws: `throw new Error('at the top');`,
		hangs: `import { test } from 'uvu'; test('for ever', () => new Promise(() => setInterval(() => {}, 1000))); test.run();`,
		counts: /Passed: +2/,
		names: /the bad one/
	},
	jasmine: {
		command: 'npx jasmine --no-color',
		file: 'suite.cjs',
		passes: `it('one', () => expect(1).toBe(1)); it('two', async () => { await null; expect(1).toBe(1); });`,
		fails: `it('the bad one', () => expect(1).toBe(2));`,
		throws: `throw new Error('at the top');`,
		hangs: `it('for ever', (done) => { jasmine.DEFAULT_TIMEOUT_INTERVAL = 400; expect(1).toBe(1); }, 400);`,
		counts: /2 specs, 0 failures/,
		names: /the bad one/
	}
};

/** Milliseconds until a suite that hangs is ended from outside; that it did not end by itself is no success either. */
const PATIENCE = 12_000;

async function checkRunner({ container, sh, mountTree }: Ground, name: string): Promise<void> {
	const suite = suites[name];
	if (!suite) throw new Error(`Cannot check runner "${name}": it has no suite`);
	if (name !== 'node:test') await mountTree('runners');
	const execute = async (source: string) => {
		await container.fs.writeFile(suite.file, source);
		return sh(`${suite.command} ${suite.file}`);
	};
	const passed = await execute(suite.passes);
	same(passed.exitCode, 0, `${name}, a suite that passes: ${passed.output.slice(-1500)}`);
	matches(passed.output, suite.counts, `${name} counts`);
	const failed = await execute(suite.fails);
	same(failed.exitCode !== 0, true, `${name}, a suite that fails`);
	matches(failed.output, suite.names, `${name} names`);
	same((await execute(suite.throws)).exitCode !== 0, true, `${name}, a suite that throws`);
	await container.fs.writeFile(suite.file, suite.hangs);
	const hanging = await start(container, 'jsh', ['-c', `${suite.command} ${suite.file}`]);
	const ended = await Promise.race([hanging.child.exit, pause(PATIENCE).then(() => null)]);
	if (ended === null) hanging.child.kill();
	same((await hanging.child.exit) !== 0, true, `${name}, a suite that hangs: ${hanging.output.slice(-800)}`);
}

const runner = (number: number, names: string[], promise: string): Statement => ({
	number,
	who: 'every host',
	promise,
	async check(ground) {
		for (const name of names) await checkRunner(ground, name);
	}
});

export const runnerStatements: readonly Statement[] = [
	{
		...runner(42, ['node:test'], 'node --test and node:assert give counts, names and exit codes'),
		short: true
	},
	runner(43, ['mocha'], 'mocha with chai gives counts, names and exit codes'),
	runner(44, ['jest'], 'jest gives counts, names and exit codes'),
	runner(45, ['vitest'], 'vitest gives counts, names and exit codes'),
	runner(
		46,
		['tape', 'ava', 'uvu', 'jasmine'],
		'tape, ava, uvu and jasmine give counts, names and exit codes'
	),
	{
		number: 47,
		who: 'ours',
		promise: 'a failing suite exits non-zero in every runner, through npm test too',
		async check({ container, sh, mountTree }) {
			await mountTree('runners');
			for (const [name, { command, file, fails }] of Object.entries(suites)) {
				await container.fs.writeFile(file, fails);
				await container.fs.writeFile(
					'package.json',
					JSON.stringify({ name: 'x', scripts: { test: `${command} ${file}` } })
				);
				same((await sh('npm test')).exitCode !== 0, true, `${name} through npm test`);
				await container.fs.rm(file);
			}
		}
	},
	{
		number: 48,
		who: 'ours',
		promise: 'one suite run 20 times gives the same statuses',
		async check({ container, sh }) {
			await container.fs.writeFile(
				'many.test.mjs',
				`import test from 'node:test'; for (let i = 0; i < 30; i++) test('t' + i, async () => { await new Promise((r) => setTimeout(r, i % 3)); if (i % 7 === 3) throw new Error('x'); });`
			);
			const statuses = new Set<string>();
			for (let time = 0; time < 20; time++) {
				const { output } = await sh('node --test --test-reporter=tap many.test.mjs');
				statuses.add((output.match(/^(not )?ok \d+ - t\d+/gm) ?? []).join('\n'));
			}
			same(statuses.size, 1, 'different outcomes');
			matches([...statuses][0] ?? '', /not ok 4 - t3/, 'an outcome');
		}
	}
];
