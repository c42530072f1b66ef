import { afterEach, expect, test } from 'vitest';
import type { Task } from '#model/task.ts';
import { openNativeSandbox } from '#sandbox/native.testing.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { instanceFrom } from './instance.ts';
import { GreenRepository } from './mutants.ts';

const source = `exports.add = function (a, b) { return a + b; };
exports.unused = function (a) { return a * 2; };
exports.count = function (n) { var i = 0; while (i < n) i++; return i; };
`;
const suite = `const test = require('node:test');
const assert = require('node:assert');
const { add, count } = require('./a.js');
test('adds', () => assert.equal(add(1, 2), 3));
test('counts', () => assert.equal(count(3), 3));
`;

let opened: Sandbox | null = null;
afterEach(() => opened?.close());

const mutant = (old: string, text: string) => {
	const start = source.indexOf(old);
	return { path: 'a.js', start, end: start + old.length, text };
};

const pairsOf = (flat: readonly number[]) =>
	flat.flatMap((value, at) => (at % 2 === 0 ? [[value, flat[at + 1] ?? 0] as const] : []));

test('of many bugs those are found that a test notices and that hang nothing, with what a search sees of each', async () => {
	const sandbox = (opened = await openNativeSandbox());
	const encoder = new TextEncoder();
	const tree = new Map([
		['a.js', { bytes: encoder.encode(source) }],
		['a.test.js', { bytes: encoder.encode(suite) }]
	]);
	await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(tree) }]);
	const task = {
		id: 'p-1',
		injected: 'x',
		problemStatement: 'adds fails',
		tags: ['numbers'],
		testCommands: ['node --test a.test.js'],
		source: { kind: 'npm', package: 'p' }
	} as unknown as Task;
	const repository = await GreenRepository.open(task, sandbox, new AbortController().signal);
	const mutants = [
		mutant('a + b', 'a - b'),
		mutant('a * 2', 'a * 3'),
		mutant('i++', 'i--'),
		mutant('return a + b', 'return b + a')
	];
	expect(mutants.map((one) => repository.isRun(one))).toEqual([true, false, true, true]);
	const found = [];
	for await (const one of repository.noticed(mutants)) found.push(one);
	expect(found.map(({ failing }) => failing)).toEqual([['a.test.js > adds'], ['a.test.js > counts']]);
	const [bug] = found;
	const fixedFiles = new Map([['a.js', source]]);
	const instance =
		bug && (await instanceFrom(repository.checker, bug.found, { task, fixed: fixedFiles, withGains: true }));
	expect(instance?.group).toBe('p');
	expect(instance?.tags).toEqual(['numbers']);
	expect(instance?.labels.length).toBeGreaterThan(0);
	const gains = new Map(pairsOf(instance?.gains ?? []));
	for (const label of instance?.labels ?? []) expect(gains.get(label)).toBe(1);
	expect(gains.size).toBeLessThan((instance?.candidates.length ?? 0) / 2);
	expect(new TextDecoder().decode(await sandbox.read('a.js'))).toBe(source);
});
