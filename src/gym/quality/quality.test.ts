import { afterEach, describe, expect, test } from 'vitest';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { layerOf, taskOf } from '#verifier/task.testing.ts';
import { findingsAdded } from './findings.ts';
import { coverageOf, mutationScoreOf, neededOf } from './run.ts';
import { changedLines, complexityOf, driftOf, sizeOf, type ChangedFile } from './source.ts';

const file = (before: string | null, after: string | null): ChangedFile => ({
	path: 'add.js',
	before,
	after
});

test('a change has a size, and lines that are its own', () => {
	const change = file('a\nb\nc\n', 'a\nB\nc\nd\n');
	expect(sizeOf([change])).toEqual({ files: 1, hunks: 2, added: 2, removed: 1 });
	expect([...changedLines(change)]).toEqual([2, 4]);
});

test('functions that become more branched are named', () => {
	const before = 'function f(a) { return a; }\nfunction g() { if (1) return 2; }\n';
	const after = before.replace('return a;', 'if (a && a.b) return 1; return a;');
	expect(complexityOf(file(before, after))).toEqual([{ name: 'add.js: f', before: 1, after: 3 }]);
	expect(complexityOf(file(null, 'const h = () => 1;'))).toEqual([
		{ name: 'add.js: h', before: null, after: 1 }
	]);
});

test('a change that is written otherwise than its file is told', () => {
	const before = "var a = 'x';\n\tvar b = 'y';\n";
	expect(driftOf([file(before, `${before}  let c = "z"\n`)]).map(({ what }) => what)).toEqual([
		'add.js: indentation',
		'add.js: quotes',
		'add.js: semicolons',
		'add.js: variables'
	]);
	expect(driftOf([file(before, `${before}\tvar c = 'z';\n`)])).toEqual([]);
});

test('only findings that the change adds are told', async () => {
	const before = 'if (a = 1) b();\n';
	const found = await findingsAdded([file(before, `${before}var o = { x: 1, x: 2 };\n`)]);
	expect(found.map(({ line, rule }) => [line, rule])).toEqual([[2, 'no-dupe-keys']]);
});

test('what a change adds that an attacker may use is told, by the name of its rule', async () => {
	const before = 'const known = new RegExp(name);\n';
	const added = "require('child_process').exec(`ls ${name}`);\nconst slow = /(a+)+$/;\neval(name);\n";
	const found = await findingsAdded([file(before, before + added)]);
	expect(found.map(({ line, rule }) => [line, rule])).toEqual([
		[2, 'security/detect-child-process'],
		[3, 'security/detect-unsafe-regex'],
		[4, 'security/detect-eval-with-expression']
	]);
});

describe('a change that is run', () => {
	let sandbox: Sandbox | undefined;
	afterEach(() => sandbox?.close());
	const suite = `const { test } = require('node:test');
const assert = require('node:assert');
const add = require('./add.js');
test('adds', () => assert.strictEqual(add(1, 2), 3));
test('is there', () => assert.strictEqual(typeof add, 'function'));
`;
	const before = 'module.exports = (a, b) => {\n\treturn a - b;\n};\n';
	const after =
		'module.exports = (a, b) => {\n\tif (a > 100) {\n\t\treturn 7;\n\t}\n\treturn a + b;\n};\n// the end\n';

	async function ground() {
		sandbox = await openNativeSandbox();
		await sandbox.mount([layerOf({ 'add.js': after, 'test.js': suite })]);
		const { signal } = new AbortController();
		return { task: taskOf({}), sandbox, files: [file(before, after)], signal, onProgress: () => {} };
	}

	test('its lines that no test runs are told', { timeout: 60_000 }, async () => {
		expect(await coverageOf(await ground())).toEqual({ statements: 3, covered: 2, missed: ['add.js:3'] });
	});

	test('bugs in it that no test notices survive', { timeout: 60_000 }, async () => {
		const at = (text: string) => ({
			path: 'add.js',
			start: after.indexOf(text),
			end: after.indexOf(text) + text.length
		});
		const mutants = [
			{ ...at('a + b'), operator: 'ArithmeticOperator', text: 'a - b' },
			{ ...at('return 7'), operator: 'NumberLiteral', text: 'return 8' }
		];
		expect(await mutationScoreOf(await ground(), mutants)).toEqual({
			mutants: 2,
			killed: 1,
			survived: ['add.js:3: NumberLiteral']
		});
	});

	test('what of it is needed is found', { timeout: 90_000 }, async () => {
		const found = await neededOf(await ground());
		expect([found?.hunks, found?.needed.length, found?.minimal]).toEqual([2, 1, true]);
	});
});
