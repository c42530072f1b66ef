/** How a repository runs its tests, as the page finds it (src/repo/import/detect.ts), and what they need. */
import { load } from '../packs/load.mjs';
import { Refusal } from './draft.mjs';

/** @typedef {import('../packs/sources.mjs').Tree} Tree */
/** @typedef {{runner: import('#model/task.ts').Runner, command: string, testFiles: string[]}} DetectedTests */

const detect = await load('src/repo/import/detect.ts');

/** A file that belongs to the tests: hidden from the agent, taken from the fixed state. @type {(path: string) => boolean} */
export const belongsToTests = detect.belongsToTests;
/** @type {(tree: Tree, path: string) => string} */
export const textAt = detect.textAt;
/** @param {Tree} tree @param {string} what */
export const manifestOf = (tree, what) => asked(() => detect.manifestOf(tree, what));
/** @param {Tree} tree of the fixed state @param {string} what @returns {DetectedTests} */
export const detectTests = (tree, what) => asked(() => detect.detectTests(tree, what));

/** The page's refusals in the words of the command. @template T @param {() => T} question @returns {T} */
function asked(question) {
	try {
		return question();
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'CodedError') throw error;
		throw new Refusal(error.message.replace(/^Cannot import/, 'Cannot make a task of'));
	}
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
			if (/\.[cm]?js$/.test(path) && !path.startsWith('node_modules/'))
				for (const name of packagesIn(textAt(tree, path))) asked.add(name);
	const development = Object.assign({}, ...manifests.map(({ devDependencies }) => devDependencies));
	const wanted = Object.fromEntries(Object.entries(development).filter(([name]) => asked.has(name)));
	return Object.assign(wanted, ...manifests.map(({ dependencies }) => dependencies));
}
