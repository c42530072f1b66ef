/** New tasks of small repositories of our own, on native Node; what cannot become a task is refused in one sentence. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { draftOfCandidate } from './candidate.mjs';
import { Refusal } from './draft.mjs';
import { draftOfFolders } from './folders.mjs';
import { draftOfPullRequest } from './pull-request.mjs';
import { writeTask } from './write.mjs';

type Files = Record<string, string>;

function folderOf(files: Files): string {
	const folder = mkdtempSync(join(tmpdir(), 'tabgym-new-task-'));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

const manifest = (test: string) => JSON.stringify({ name: 'adder', license: 'MIT', scripts: { test } });
const suite = `const { test } = require('node:test');
const assert = require('node:assert');
const add = require('../index.js');
test('adds', () => assert.equal(add(2, 3), 5));
test('keeps zero', () => assert.equal(add(0, 0), 0));
`;
const right = 'module.exports = (left, right) => left + right;\n';
const wrong = 'module.exports = (left, right) => left * right;\n';
const broken: Files = { 'package.json': manifest('node --test'), 'index.js': wrong, 'test/add.js': suite };
const fixed: Files = { ...broken, 'index.js': right };

test('two folders become a task whose tests were found by running them', { timeout: 60_000 }, async () => {
	const out = join(folderOf({}), 'made');
	const tests = await writeTask(draftOfFolders(folderOf(broken), folderOf(fixed)), out);
	expect(tests).toEqual({
		FAIL_TO_PASS: ['test/add.js > adds'],
		PASS_TO_PASS: ['test/add.js > keeps zero'],
		flaky: []
	});
	expect(parse(readFileSync(join(out, 'task.yaml'), 'utf8'))).toMatchObject({
		id: 'adder',
		source: { own: true },
		runner: 'node-test',
		test_files: ['test/add.js'],
		environment: null
	});
	await expect(writeTask(draftOfFolders(folderOf(broken), folderOf(fixed)), out)).rejects.toThrow(
		'it is not empty'
	);
});

test('a pull request becomes a task in the words of its issue', () => {
	const base = Object.fromEntries(Object.entries(broken).map(([path, text]) => [`base/${path}`, text]));
	const folder = folderOf({
		...base,
		'pull.diff': createTwoFilesPatch('a/index.js', 'b/index.js', wrong, right),
		'issue.json': JSON.stringify({ title: 'Sums are wrong', body: 'add(2, 3) is 6' })
	});
	const draft = draftOfPullRequest(folder);
	expect([draft.title, draft.statement, draft.runner]).toEqual([
		'Sums are wrong',
		'add(2, 3) is 6\n',
		'node-test'
	]);
	writeFileSync(join(folder, 'pull.diff'), createTwoFilesPatch('a/index.js', 'b/index.js', 'else\n', right));
	expect(() => draftOfPullRequest(folder)).toThrow(/does not apply to index\.js/);
});

test.each<[string, Files, RegExp]>([
	[
		'without tests',
		{ 'package.json': manifest('node --test'), 'index.js': right },
		/it has no tests that could be found/
	],
	[
		'of an unknown runner',
		{ ...fixed, 'package.json': manifest('jest --ci') },
		/run with jest, and Tabgym knows/
	],
	['without package.json', { 'index.js': right, 'test/add.js': suite }, /has no package\.json/],
	['that does not differ', broken, /differ in their tests alone, or not at all/]
])('a repository %s is refused', (_, files, message) => {
	expect(() => draftOfFolders(folderOf(broken), folderOf(files))).toThrow(message);
});

test('a fix that fixes nothing is refused, and leaves nothing behind', { timeout: 60_000 }, async () => {
	const other = { ...fixed, 'index.js': 'module.exports = (left, right) => left * right; // faster\n' };
	const out = join(folderOf({}), 'made');
	await expect(writeTask(draftOfFolders(folderOf(broken), folderOf(other)), out)).rejects.toThrow(
		/1 tests fail with the fix too, "test\/add\.js > adds" for one/
	);
	expect(() => readFileSync(join(out, 'task.yaml'))).toThrow('ENOENT');
});

test.each<[string, unknown, RegExp]>([
	['an unknown id', [], /no candidate "a@1\.\.2"/],
	['something else than a list', {}, /should hold a list/],
	['a candidate without hashes', [{ ...candidate(), tarballs: {} }], /no integrity hash/],
	['a candidate of an unknown runner', [{ ...candidate(), runner: 'vows' }], /needs? the runner "vows"/],
	['a candidate without a field', [{ id: 'a@1..2' }], /has no field "package"/]
])('a candidates file with %s is refused', (_, content, message) => {
	const file = join(folderOf({ 'list.json': JSON.stringify(content) }), 'list.json');
	expect(() => draftOfCandidate(file, 'a@1..2')).toThrow(message);
	expect(() => draftOfCandidate(file, 'a@1..2')).toThrow(Refusal);
});

function candidate() {
	return {
		id: 'a@1..2',
		package: 'a',
		base: '1',
		fix: '2',
		runner: 'mocha',
		test_command:
			'node node_modules/mocha/bin/_mocha --reporter json --ui tdd --timeout 10000 test/a.js test/b.js',
		test_files: ['test/a.js', 'test/b.js'],
		dev_deps: { mocha: '5.2.0' },
		description: 'Something is off.',
		tarballs: { base: { integrity: 'sha512-x' }, fix: { integrity: 'sha512-y' } }
	};
}

test('the command of a candidate is that of one file', () => {
	const file = join(folderOf({ 'list.json': JSON.stringify([candidate()]) }), 'list.json');
	expect(draftOfCandidate(file, 'a@1..2').command).toBe(
		'node node_modules/mocha/bin/_mocha --ui tdd --timeout 4000 {file}'
	);
});
