// run(): events with their data; hooks, only, patterns, plans, concurrency.
import { run } from 'node:test';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import help from '../help.cjs';
const folder = help.tree({
	'a.test.js':
		'const { test, beforeEach, afterEach, before, after } = require("node:test"); const say = (x) => process.stdout.write(x + "\\n"); before(() => say("before")); after(() => say("after")); beforeEach((t) => say("each " + t.name)); afterEach(() => say("done")); test("one", async (t) => { t.beforeEach(() => say("inner each")); await t.test("sub", () => say("sub runs")); }); test("two", (t) => { say([t.name, t.fullName, typeof t.signal, t.filePath === __filename].join()); });',
	'only.test.js':
		'const { test, describe, it } = require("node:test"); test.only("chosen", () => console.log("chosen")); test("not", () => console.log("not chosen")); describe("s", () => { it.only("inner", () => console.log("inner")); it("other", () => console.log("other")); });',
	'hooks.test.js':
		'const { describe, it, before, beforeEach, after } = require("node:test"); describe("bad before", () => { before(() => { throw new Error("hook fails"); }); it("never", () => console.log("never")); }); describe("bad each", () => { beforeEach(() => { throw new Error("each fails"); }); it("runs not", () => {}); }); describe("bad after", () => { after(() => { throw new Error("after fails"); }); it("runs", () => {}); });',
	'exit.test.js': 'require("node:test")("leaves", () => process.exit(3));',
	'late.test.js':
		'const { test } = require("node:test"); test("leaks", () => { setTimeout(() => { throw new Error("after the end"); }, 5); }); test("waits", () => new Promise((done) => setTimeout(done, 50)));',
	'syntax.test.js': 'let = ;',
	'empty.test.js': ''
});
process.chdir(folder);
for (const options of [
	{ files: ['a.test.js'] },
	{ files: ['a.test.js'], testNamePatterns: 'two' },
	{ files: ['hooks.test.js', 'exit.test.js'], concurrency: 1 },
	{ files: ['only.test.js'], only: true, isolation: 'none' }
]) {
	const seen = [];
	for await (const { type, data } of run({
		...options,
		files: options.files.map((name) => path.join(folder, name))
	}))
		if (['test:pass', 'test:fail', 'test:plan'].includes(type))
			seen.push(
				[
					type,
					data.name ?? data.message?.trim() ?? data.count,
					data.nesting,
					data.details?.type,
					data.details?.error?.cause?.message ?? data.details?.error?.failureType
				]
					.filter((part) => part !== undefined)
					.join(' ')
			);
	console.log(
		options.files,
		seen.map((line) => line.replaceAll(folder, '<folder>'))
	);
}
for (const args of [
	['--test', '--test-only', 'only.test.js'],
	['--test', 'late.test.js'],
	['--test', 'syntax.test.js'],
	['--test', 'none.test.js'],
	['--test', '--test-name-pattern=/^tw/', 'a.test.js'],
	['--test', '--test-skip-pattern=two', 'a.test.js'],
	['--test', '--test-concurrency=1', 'a.test.js', 'empty.test.js'],
	['a.test.js'],
	['--test', '--test-shard=1/2'],
	['--test', '--test-force-exit', 'a.test.js']
]) {
	const { status, stdout } = spawnSync(process.execPath, ['--test-reporter=tap', ...args], {
		encoding: 'utf8',
		cwd: folder,
		env: { ...process.env, NODE_TEST_CONTEXT: undefined }
	});
	console.log(
		args,
		status,
		stdout
			.replaceAll(folder, '<folder>')
			.split('\n')
			.filter((line) => /^\s*(not )?ok|^# (tests|pass|fail|skipped|cancelled)/.test(line))
	);
}
