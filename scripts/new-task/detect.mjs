/** Finds how a repository runs its tests: runner, command, files, and what they need. */
import { Refusal } from './draft.mjs';

/** @typedef {import('../packs/sources.mjs').Tree} Tree */

const decoder = new TextDecoder();
const isScript = /\.[cm]?js$/;
const inTests = /(^|\/)(tests?|__tests__|specs?)\//;
const isTestName = /(^|\/)tests?\.[cm]?js$|[.-](test|spec)\.[cm]?js$/;

/** A file that belongs to the tests: hidden from the agent, taken from the fixed state. @param {string} path */
export const belongsToTests = (path) => inTests.test(path) || isTestName.test(path);

/** @param {Tree} tree @param {string} path */
export function textAt(tree, path) {
	const file = tree.get(path);
	return file && 'bytes' in file ? decoder.decode(file.bytes) : '';
}

/** @param {Tree} tree @param {string} what */
export function manifestOf(tree, what) {
	try {
		return JSON.parse(textAt(tree, 'package.json'));
	} catch {
		throw new Refusal(`Cannot make a task of ${what}: it has no package.json that can be read`);
	}
}

/** What a file of each runner's has in it. */
const marks = {
	mocha: /\b(describe|it|suite|test|specify)\s*\(/,
	tape: /(require\(|from\s*)['"](tape|tap)['"]/,
	'node-test': /['"]node:test['"]/
};
const unknown = /\b(jest|vitest|ava|jasmine|karma|lab|uvu|qunit|nodeunit|vows|cypress|wdio)\b/;

/** @param {any} manifest @param {Tree} tree @param {string} what */
function runnerOf({ scripts = {}, devDependencies = {}, dependencies = {} }, tree, what) {
	const script = scripts.test ?? '';
	const installed = { ...devDependencies, ...dependencies };
	if (/\b_?mocha\b/.test(script)) return 'mocha';
	if (/\bnode\b.*--test\b/.test(script)) return 'node-test';
	const other = unknown.exec(script)?.[1];
	if (other)
		throw new Refusal(
			`Cannot make a task of ${what}: its tests run with ${other}, and Tabgym knows tape, mocha, node:test and plain Node`
		);
	const texts = [...tree.keys()]
		.filter((path) => belongsToTests(path) && isScript.test(path))
		.map((path) => textAt(tree, path));
	if (texts.some((text) => marks.tape.test(text))) return 'tape';
	if (texts.some((text) => marks['node-test'].test(text))) return 'node-test';
	return installed.mocha ? 'mocha' : 'plain';
}

/** @param {any} manifest @param {Tree} tree @param {'tape' | 'mocha' | 'node-test' | 'plain'} runner @returns {string[]} */
function testFilesOf({ scripts = {} }, tree, runner) {
	const paths = [...tree.keys()]
		.filter((path) => isScript.test(path) && !path.startsWith('node_modules/'))
		.sort();
	if (runner === 'plain') {
		const words = /** @type {string[]} */ ((scripts.test ?? '').split(/[\s;&|]+/)).map((word) =>
			word.replace(/^\.\//, '')
		);
		const named = paths.filter((path) => words.includes(path) || words.includes(path.replace(isScript, '')));
		return named.length > 0 ? named : paths.filter((path) => isTestName.test(path));
	}
	const candidates = paths.filter(
		(path) => belongsToTests(path) && !/(^|\/)(fixtures?|helpers?|support|data)\//.test(path)
	);
	return candidates.filter((path) => marks[runner].test(textAt(tree, path)));
}

/** Options of mocha's that decide what a suite means. @param {string} script */
function mochaOptions(script) {
	const found = script.match(/(?:^|\s)(?:--ui|-u|--require|-r)[ =]\S+/g) ?? [];
	return found.map((option) => ` ${option.trim()}`).join('');
}

/** @param {Tree} tree of the fixed state @param {string} what */
export function detectTests(tree, what) {
	const manifest = manifestOf(tree, what);
	const runner = runnerOf(manifest, tree, what);
	const testFiles = testFilesOf(manifest, tree, runner);
	if (testFiles.length === 0)
		throw new Refusal(`Cannot make a task of ${what}: it has no tests that could be found`);
	const command =
		runner === 'mocha'
			? `node node_modules/mocha/bin/_mocha${mochaOptions(manifest.scripts?.test ?? '')} {file}`
			: 'node {file}';
	return { runner, command, testFiles };
}

/** Names of the packages that a text asks for. @param {string} text */
function packagesIn(text) {
	const names = [...text.matchAll(/(?:require\(|import\(|from|import)\s*['"]([^'"./][^'"]*)['"]/g)].map(
		([, name = '']) => name
	);
	return names.map((name) =>
		name
			.split('/')
			.slice(0, name.startsWith('@') ? 2 : 1)
			.join('/')
	);
}

/**
 * What must be installed: all that either state depends on, and of the development dependencies those that its files ask for.
 * @param {Tree[]} trees base and fixed state @param {string} runner @param {string} what
 * @returns {Record<string, string>}
 */
export function neededPackages(trees, runner, what) {
	const manifests = trees.map((tree) => manifestOf(tree, what));
	const asked = new Set([runner === 'mocha' ? 'mocha' : '']);
	for (const tree of trees)
		for (const path of tree.keys())
			if (isScript.test(path) && !path.startsWith('node_modules/'))
				for (const name of packagesIn(textAt(tree, path))) asked.add(name);
	const development = Object.assign({}, ...manifests.map(({ devDependencies }) => devDependencies));
	const wanted = Object.fromEntries(Object.entries(development).filter(([name]) => asked.has(name)));
	return Object.assign(wanted, ...manifests.map(({ dependencies }) => dependencies));
}
