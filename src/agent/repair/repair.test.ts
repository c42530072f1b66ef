import { afterEach, describe, expect, it } from 'vitest';
import type { AgentEvent, AgentInput, RunTests } from '#agent/agent.ts';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { Checker, type Stage } from './checker.ts';
import { withFuel } from './instrument.ts';
import { repairAgent } from './repair.ts';
import { spliceOf } from './search.ts';
import { readSource } from './syntax.ts';

const encoder = new TextEncoder();
const opened: Sandbox[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

async function sandboxWith(files: Record<string, string>): Promise<Sandbox> {
	const sandbox = await openNativeSandbox();
	opened.push(sandbox);
	const tree = new Map(Object.entries(files).map(([path, text]) => [path, { bytes: encoder.encode(text) }]));
	await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(tree) }]);
	return sandbox;
}

/** Each file is a test: its exit code decides. */
function filesAsTests(sandbox: Sandbox, files: readonly string[]): RunTests {
	return async ({ signal, files: wanted = files }) => {
		const results = [];
		for (const file of wanted) results.push({ file, ...(await sandbox.run(`node ${file}`, { signal })) });
		return {
			tests: results.map(({ file, exitCode }) => ({
				id: file,
				status: exitCode === 0 ? 'passed' : 'failed'
			})),
			output: results.map(({ output }) => output).join(''),
			exitCode: Math.max(...results.map(({ exitCode }) => exitCode)),
			duration: 0
		};
	};
}

/** `answer`: what is recorded in place of an event; nothing = the event. */
async function repair(
	issue: string,
	files: Record<string, string>,
	hidden = false,
	answer: (event: AgentEvent) => AgentEvent | undefined = () => undefined
): Promise<[AgentEvent[], Sandbox]> {
	const sandbox = await sandboxWith(files);
	const testFiles = Object.keys(files).filter((path) => path.startsWith('test/'));
	const input: AgentInput = {
		issue,
		sandbox,
		runTests: hidden ? null : filesAsTests(sandbox, testFiles),
		testCommands: testFiles.map((file) => `node ${file}`),
		limits: { steps: 50, testTimeout: 10_000, time: 100_000 },
		seed: 1,
		history: [],
		signal: new AbortController().signal
	};
	const events: AgentEvent[] = [];
	const run = repairAgent.run(input);
	for (let next = await run.next(); !next.done; next = await run.next(answer(next.value)))
		events.push(next.value);
	return [events, sandbox];
}

async function text(sandbox: Sandbox, path: string): Promise<string> {
	return new TextDecoder().decode(await sandbox.read(path));
}

const boundary = {
	'lib/page.js': `exports.pages = function (count, size) {
	var pages = [];
	for (var from = 0; from <= count; from += size) {
		pages.push(from);
	}
	return pages;
};
`,
	'test/odd.js': `const { pages } = require('../lib/page.js');
require('assert').deepStrictEqual(pages(5, 2), [0, 2, 4]);
`,
	'test/even.js': `const { pages } = require('../lib/page.js');
require('assert').deepStrictEqual(pages(4, 2), [0, 2]);
`
};

describe('the keyless agent', () => {
	it('mends a wrong boundary with the tools, and says that tests pass, not that it is fixed', async () => {
		const [events, sandbox] = await repair('pages(4, 2) has an empty last page.', boundary);
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		expect(await text(sandbox, 'lib/page.js')).toBe(boundary['lib/page.js'].replace('<=', '<'));
		expect(events.flatMap((event) => (event.type === 'tool-called' ? [event.tool] : []))).toEqual([
			'run_tests',
			'str_replace_editor',
			'str_replace_editor',
			'run_tests',
			'submit'
		]);
		expect(events.some(({ type }) => type === 'candidates-tried')).toBe(true);
		const thoughts = events.flatMap((event) => (event.type === 'thought' ? [event.text] : []));
		expect(thoughts.at(-1)).toContain('All visible tests pass');
		expect(thoughts.join(' ')).not.toMatch(/\bfixed\b/);
		expect((await sandbox.changes()).map(({ path }) => path)).toEqual(['lib/page.js']);
	});

	it('takes no for an answer: an edit that a person refuses is neither tested nor undone', async () => {
		const no = { type: 'human-intervened', step: 0, what: 'Refused' } as const;
		const [events, sandbox] = await repair('The last page is empty.', boundary, false, (event) =>
			event.type === 'tool-called' && event.input['command'] === 'str_replace' ? no : undefined
		);
		const called = events.flatMap((event) => (event.type === 'tool-called' ? [event] : []));
		expect(called.filter(({ input }) => input['command'] === 'str_replace').length).toBeGreaterThan(0);
		expect(called.filter(({ input }) => input['command'] === 'undo_edit')).toEqual([]);
		expect(called.filter(({ tool }) => tool === 'run_tests')).toHaveLength(1);
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'failed' });
		expect(await sandbox.changes()).toEqual([]);
	});

	it('guards shared objects when the issue is about pollution', async () => {
		const [events, sandbox] = await repair('set() pollutes Object.prototype through `__proto__`.', {
			'index.js': `module.exports = function set(object, path, value) {
	var keys = path.split('.');
	var at = object;
	for (var i = 0; i < keys.length - 1; i++) {
		var key = keys[i];
		if (at[key] === undefined) at[key] = {};
		at = at[key];
	}
	at[keys[keys.length - 1]] = value;
	return object;
};
`,
			'test/set.js': `const set = require('..');
require('assert').deepStrictEqual(set({}, 'a.b', 1), { a: { b: 1 } });
`,
			'test/pollution.js': `const set = require('..');
set({}, '__proto__.hurt', true);
require('assert').strictEqual({}.hurt, undefined);
`
		});
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		expect(await text(sandbox, 'index.js')).toContain("'__proto__'");
	});

	it('keeps an edit that helps and breaks nothing, and goes on from there; the same every time', async () => {
		const files = {
			'index.js': `exports.first = function (list) {
	return list[1];
};
exports.isEmpty = function (list) {
	return list.length === 1;
};
`,
			'test/first.js': `require('assert').strictEqual(require('..').first(['a', 'b']), 'a');\n`,
			'test/empty.js': `const { isEmpty } = require('..');
require('assert').strictEqual(isEmpty([]), true);
require('assert').strictEqual(isEmpty(['a']), false);
`
		};
		const [events, sandbox] = await repair('first and isEmpty are one off.', files);
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		const edits = (of: readonly AgentEvent[]) =>
			of.flatMap((event) => (event.type === 'tool-called' ? [JSON.stringify(event)] : []));
		expect(edits(events).filter((text) => text.includes('"str_replace"'))).toHaveLength(2);
		expect(await text(sandbox, 'index.js')).toContain('list[0]');
		const [again] = await repair('first and isEmpty are one off.', files);
		expect(edits(again)).toEqual(edits(events));
	});

	it('ends as failed where the tests are hidden, and says why', async () => {
		const [events] = await repair('Something is wrong.', boundary, true);
		expect(events).toMatchObject([{ type: 'run-ended', reason: 'failed' }]);
	});

	it('searches by the examples of the issue where the tests are hidden, and leaves none of them behind', async () => {
		const issue = `The last page is empty:

\`\`\`js
const { pages } = require('pager');
pages(5, 2); // [0, 2, 4], as documented
pages(4, 2); // [0, 2, 4]
\`\`\`

**Expected:** \`[0, 2]\`.
`;
		const files = { ...boundary, 'package.json': '{"name": "pager", "main": "lib/page.js"}' };
		const [events, sandbox] = await repair(issue, files, true);
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		expect(await text(sandbox, 'lib/page.js')).toBe(boundary['lib/page.js'].replace('<=', '<'));
		expect((await sandbox.changes()).map(({ path }) => path)).toEqual(['lib/page.js']);
		const last = events.findLast((event) => event.type === 'thought');
		expect(last?.type === 'thought' && last.text).toContain(
			'All examples of the issue that could be run pass'
		);
	});

	it('leaves none of the examples behind where nothing can be searched', async () => {
		const issue =
			"It is wrong:\n\n```js\nconst { pages } = require('pager');\npages(4, 2); // [0, 2, 4]\n```\n";
		const files = {
			'package.json': '{"name": "pager", "type": "module", "main": "page.js"}',
			'page.js': 'export const pages = () => [0, 2, 4];\n'
		};
		const [events, sandbox] = await repair(issue, files, true);
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'failed' });
		expect(await sandbox.changes()).toEqual([]);
	});

	it('says how many examples of the issue hold, and what was kept for last', async () => {
		const files = {
			...boundary,
			'package.json': '{"name": "pager", "main": "lib/page.js"}',
			'test/two.js': boundary['test/even.js'].replace('4, 2), [0, 2]', '2, 2), [0]'),
			'test/six.js': boundary['test/even.js'].replace('4, 2), [0, 2]', '6, 3), [0, 3]')
		};
		const example = "```js\nrequire('pager').pages(8, 4); // [0, 4, 8], should be [0, 4]\n```\n";
		const [events] = await repair(example, files);
		const last = events.findLast((event) => event.type === 'thought');
		expect(last?.type === 'thought' && last.text).toContain('Kept for last: 1 failing test.');
		expect(last?.type === 'thought' && last.text).toContain(
			'Of 1 example of the issue that can be run, 1 holds with this edit; 0 did before.'
		);
	});

	it('ends as failed when nothing it can do helps, and leaves the files as they were', async () => {
		const [events, sandbox] = await repair('It should know the answer.', {
			'index.js': 'module.exports = function answer() {\n\treturn 1;\n};\n',
			'test/answer.js': "require('assert').strictEqual(require('..')(), 'forty-two');\n"
		});
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'failed' });
		expect(await sandbox.changes()).toEqual([]);
	});
});

describe('the fast checker', () => {
	const signal = new AbortController().signal;

	it('speaks tape, mocha in both interfaces, node:test and nodeunit, and tells tests apart by title', async () => {
		const sandbox = await sandboxWith({
			'one.js': 'module.exports = 1;\n',
			'test/tape.js': `require('tape')('adds', (t) => { t.plan(1); setTimeout(() => t.equal(require('../one.js') + 1, 2), 5); });
require('tape')('adds', (t) => { t.deepEqual({ a: [1] }, { a: [2] }); t.end(); });
const shared = { a: 1 };
require('tape')('puts back', (t) => { t.intercept(shared, 'a', { value: 3 }); t.equal(shared.a, 3); t.equal(1, 2, 'later', { skip: 'not yet' }); t.end(); });
require('tape')('is back', (t) => { t.equal(shared.a, 1); t.end(); });
require('tape')('outer', (t) => {
	t.test('one', (st) => { setTimeout(() => { st.equal(1, 2); st.end(); }, 1); });
	t.test('one', (st) => { st.equal(require('../one.js'), 1); st.end(); });
	t.end();
});
`,
			'test/bdd.js': `describe('one', () => {
	let value;
	beforeEach(() => { value = require('../one.js'); });
	it('is one', () => { if (value !== 1) throw new Error('no'); });
	it('calls back', (done) => setTimeout(() => done(new Error('later')), 1));
});
`,
			'test/tdd.js': `const { suite, test } = require('mocha'); suite('s', () => { test('t', async () => {}); });\n`,
			'test/node.js': `const { test, describe, it } = require('node:test');
test('top', async (t) => { await t.test('inner', () => {}); });
describe('d', () => { it('throws', () => { throw new Error('no'); }); });
`,
			'test/unit.js': `require('nodeunit').assert.isOne = (value) => require('assert').strictEqual(value, 1);
exports.plain = (test) => { test.expect(2); test.isOne(require('../one.js')); test.done(); };
exports.group = {
	setUp(done) { this.value = require('../one.js'); done(); },
	counts(test) { test.expect(1); test.deepEqual({ a: '1' }, { a: this.value }); test.done(); }
};
`
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const files = ['test/tape.js', 'test/bdd.js', 'test/tdd.js', 'test/node.js', 'test/unit.js'];
		const { tests } = await checker.observe(files, {});
		expect(tests.map(({ test, passed }) => [test, passed])).toEqual([
			['test/tape.js > adds', true],
			['test/tape.js > adds #2', false],
			['test/tape.js > puts back', true],
			['test/tape.js > is back', true],
			['test/tape.js > outer > one', false],
			['test/tape.js > outer > one #2', true],
			['test/tape.js > outer', false],
			['test/bdd.js > one > is one', true],
			['test/bdd.js > one > calls back', false],
			['test/tdd.js > s > t', true],
			['test/node.js > top', true],
			['test/node.js > d > throws', false],
			['test/unit.js > plain', false],
			['test/unit.js > group > counts', true]
		]);
		expect(await checker.loadedBy(files, 'tests')).toContain('one.js');
		await checker.remove();
	});

	it('ends a tape test that only holds others, and draws the same random numbers in every run', async () => {
		const sandbox = await sandboxWith({
			'one.js': 'module.exports = 1;\n',
			'test/inner.js': `require('tape')('holds', (t) => { t.test('one', (st) => { st.equal(require('../one.js'), 1); st.end(); }); });\n`,
			'test/drawn.js': "require('tape')('draws', (t) => { t.equal(Math.random(), 0); t.end(); });\n"
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const drawn = async () => (await checker.observe(['test/inner.js', 'test/drawn.js'], {})).tests;
		const [first, again] = [await drawn(), await drawn()];
		expect(first.map(({ test, passed }) => [test, passed])).toEqual([
			['test/inner.js > holds > one', true],
			['test/inner.js > holds', true],
			['test/drawn.js > draws', false]
		]);
		expect(again[2]?.message).toBe(first[2]?.message);
	});

	it('goes on where a hook at the end of a suite waits for nothing, or fails', async () => {
		const sandbox = await sandboxWith({
			'test/waits.js': `describe('one', () => { after(() => new Promise(() => {})); it('is', () => {}); });\n`,
			'test/fails.js': `describe('two', () => { after(() => { throw new Error('no'); }); it('is', () => {}); });\n`,
			'test/last.js': `describe('three', () => { after((done) => {}); it('is', () => {}); });\n`
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const { tests } = await checker.observe(['test/waits.js', 'test/fails.js', 'test/last.js'], {});
		expect(tests.map(({ test, passed }) => [test, passed])).toEqual([
			['test/waits.js > one > is', true],
			['test/fails.js > two > is', true],
			['test/last.js > three > is', true]
		]);
	});

	it('ends calls without an end, by way of promises too; a test that catches that has failed', async () => {
		const path = 'one.js';
		const base = `exports.down = (n) => { if (n) exports.down(n - 1); };
exports.later = (n) => n && Promise.resolve().then(() => exports.later(n - 1));
`;
		const sandbox = await sandboxWith({
			[path]: base,
			'test/later.js': `it('ends', () => require('../one.js').later(3));\n`,
			'test/down.js': `it('throws', () => { try { require('../one.js').down(3); } catch {} });\n`
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const source = readSource(path, base);
		if (!source) throw new Error('not parsed');
		const fuelled = new Map([[path, withFuel(source)]]);
		const sources = { [path]: fuelled.get(path)?.text ?? '' };
		const stages: Stage[] = [
			{ file: 'test/down.js', tests: [['test/down.js > throws', 2000]] },
			{ file: 'test/later.js', tests: [['test/later.js > ends', 2000]] }
		];
		const endless = [base.indexOf('n - 1'), base.lastIndexOf('n - 1')].map((start) =>
			spliceOf({ source, edits: [{ start, end: start + 'n - 1'.length, text: 'n' }] }, fuelled)
		);
		const findings = await checker.judge(endless, { sources, goals: [], stages, fuel: 1000 });
		expect(findings.map(({ failed }) => failed)).toEqual(['test/down.js > throws', 'test/later.js > ends']);
	});

	it('judges portion after portion in one process, each until enough edits are green', async () => {
		const sandbox = await sandboxWith({
			'node_modules/dependency/index.js': 'globalThis.loads = (globalThis.loads || 0) + 1;\n',
			'one.js': "require('dependency');\nmodule.exports = 1;\n",
			'test/once.js': "require('../one.js');\nif (globalThis.loads !== 1) throw new Error('loaded again');\n"
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const one = 'module.exports = 1;\n';
		const sources = { 'one.js': `require('dependency');\n${one}` };
		const stages: Stage[] = [{ file: 'test/once.js', tests: [['test/once.js', 2000]] }];
		const job = { sources, goals: [], stages, examples: [], fuel: 1000, enough: 2 };
		const wrong = { path: 'one.js', start: 0, end: 0, text: '(' };
		const same = { path: 'one.js', start: 0, end: 0, text: '' };
		const judged = async (...edits: (typeof same)[]) =>
			(await checker.judge(edits, job)).map(({ failed }) => failed);
		expect(await judged(same, wrong, same, same)).toEqual([null, 'test/once.js', null]);
		expect(await judged(wrong, same)).toEqual(['test/once.js', null]);
		const held = await checker.judge([same, same, same], { ...job, held: 1 });
		expect(held.map(({ agrees }) => agrees)).toEqual([[], [], []]);
		await checker.remove();
	});

	it('survives edits that loop for ever, throw while loading, or pollute prototypes', async () => {
		const base = 'module.exports = 1;\n';
		const sandbox = await sandboxWith({
			'one.js': base,
			'test/one.js': "if (require('../one.js') !== 1 || {}.bad) throw new Error('no');\n"
		});
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const at = { path: 'one.js', start: 0, end: 0 };
		const findings = await checker.judge(
			[
				{ ...at, text: 'for (;;);' },
				{ ...at, text: 'for (;;) $fuel();' },
				{ ...at, text: 'throw 1;' },
				{ ...at, text: '}' },
				{ ...at, text: 'Object.prototype.bad = true;' },
				{ ...at, text: ';' }
			],
			{
				sources: { 'one.js': base },
				goals: [],
				stages: [{ file: 'test/one.js', tests: [['test/one.js', 500]] }],
				fuel: 1000
			}
		);
		expect(findings.map(({ failed }) => failed)).toEqual([
			'(ended by the time limit)',
			'test/one.js',
			'test/one.js',
			'test/one.js',
			'test/one.js',
			null
		]);
	});
});
