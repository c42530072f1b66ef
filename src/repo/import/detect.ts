/** How a repository runs its tests: runner, command, files. What we do not know is refused by name. */
import type { Runner } from '#model/task.ts';
import type { Tree } from '#model/tree.ts';
import { refuse } from './limits.ts';

export type DetectedTests = { runner: Runner; command: string; testFiles: string[] };
type Manifest = {
	name?: string;
	license?: unknown;
	scripts?: Record<string, string>;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
};

const isScript = /\.[cm]?js$/;
const inTests = /(^|\/)(tests?|__tests__|specs?)\//;
const isTestName = /(^|\/)tests?\.[cm]?js$|[.-](test|spec)\.[cm]?js$/;
const marks = {
	mocha: /\b(describe|it|suite|test|specify)\s*\(/,
	tape: /(require\(|from\s*)['"](tape|tap)['"]/,
	'node-test': /['"]node:test['"]/,
	nodeunit: /\.done\s*\(/
};
const others = /\b(jest|vitest|ava|jasmine|karma|lab|uvu|qunit|vows|cypress|wdio)\b/;

/** A file that belongs to the tests: no patch may touch it. */
export const belongsToTests = (path: string) => inTests.test(path) || isTestName.test(path);

export function textAt(tree: Tree, path: string): string {
	const file = tree.get(path);
	return file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
}

export function manifestOf(tree: Tree, what: string): Manifest {
	try {
		return JSON.parse(textAt(tree, 'package.json')) as Manifest;
	} catch {
		return refuse(what, 'it has no package.json that can be read, so it is no Node repository', 'E_NOT_NODE');
	}
}

/** SPDX expression, or "unknown". */
export function licenseOf(tree: Tree): string {
	const { license } = manifestOf(tree, 'the repository');
	return typeof license === 'string' ? license : 'unknown';
}

export function detectTests(tree: Tree, what: string): DetectedTests {
	const manifest = manifestOf(tree, what);
	const runner = runnerOf(manifest, tree, what);
	const testFiles = testFilesOf(manifest, tree, runner);
	if (testFiles.length === 0) refuse(what, 'it has no tests that could be found', 'E_NO_TESTS');
	return { runner, command: commandOf(runner, manifest.scripts?.['test'] ?? ''), testFiles };
}

/** What runs one test file. */
function commandOf(runner: Runner, script: string): string {
	if (runner === 'mocha') return `node node_modules/mocha/bin/_mocha${mochaOptions(script)} {file}`;
	return runner === 'nodeunit' ? 'node node_modules/nodeunit/bin/nodeunit {file}' : 'node {file}';
}

function runnerOf(
	{ scripts = {}, devDependencies, dependencies }: Manifest,
	tree: Tree,
	what: string
): Runner {
	const script = scripts['test'] ?? '';
	if (/\b_?mocha\b/.test(script)) return 'mocha';
	if (/\bnodeunit\b/.test(script)) return 'nodeunit';
	if (/\bnode\b.*--test\b/.test(script)) return 'node-test';
	const other = others.exec(script)?.[1];
	if (other)
		refuse(
			what,
			`its tests run with ${other}, and Tabgym knows tape, mocha, node:test, nodeunit and plain Node`,
			'E_UNKNOWN_RUNNER'
		);
	const texts = scriptsOf(tree)
		.filter(belongsToTests)
		.map((path) => textAt(tree, path));
	if (texts.some((text) => marks.tape.test(text))) return 'tape';
	if (texts.some((text) => marks['node-test'].test(text))) return 'node-test';
	return { ...devDependencies, ...dependencies }['mocha'] ? 'mocha' : 'plain';
}

const scriptsOf = (tree: Tree) =>
	[...tree.keys()].filter((path) => isScript.test(path) && !path.startsWith('node_modules/')).sort();

function testFilesOf({ scripts = {} }: Manifest, tree: Tree, runner: Runner): string[] {
	const paths = scriptsOf(tree);
	if (runner === 'plain') {
		const words = (scripts['test'] ?? '').split(/[\s;&|]+/).map((word) => word.replace(/^\.\//, ''));
		const named = paths.filter((path) => words.includes(path) || words.includes(path.replace(isScript, '')));
		return named.length > 0 ? named : paths.filter((path) => isTestName.test(path));
	}
	return paths.filter(
		(path) =>
			belongsToTests(path) &&
			!/(^|\/)(fixtures?|helpers?|support|data)\//.test(path) &&
			marks[runner].test(textAt(tree, path))
	);
}

/** Options of mocha's that decide what a suite means. */
function mochaOptions(script: string): string {
	const found = script.match(/(?:^|\s)(?:--ui|-u|--require|-r)[ =]\S+/g) ?? [];
	return found.map((option) => ` ${option.trim()}`).join('');
}
