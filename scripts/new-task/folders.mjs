/** A draft from two states of a repository: one that fails, one that is fixed. */
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { readTree, sameFile } from '../packs/sources.mjs';
import { belongsToTests, detectTests, manifestOf, neededPackages, textAt } from './detect.mjs';
import { Refusal } from './draft.mjs';

/** @typedef {import('../packs/sources.mjs').Tree} Tree */

/** @param {string} folder @returns {Tree} without what was installed */
export function repositoryTree(folder) {
	if (!existsSync(folder) || !statSync(folder).isDirectory())
		throw new Refusal(`There is no folder ${folder}`);
	return readTree(resolve(folder), '', new Map(), ['node_modules', '.git']);
}

/** @param {string} broken @param {string} fixed @returns {import('./draft.mjs').Draft} */
export function draftOfFolders(broken, fixed) {
	const [base, after] = [repositoryTree(broken), repositoryTree(fixed)];
	const { name = basename(resolve(broken)) } = manifestOf(after, fixed);
	return draftOfTrees(base, after, { name, what: fixed });
}

/**
 * @param {Tree} base @param {Tree} after
 * @param {{name: string, what: string, title?: string | undefined, statement?: string | undefined}} about
 * @returns {import('./draft.mjs').Draft}
 */
export function draftOfTrees(base, after, { name, what, title, statement }) {
	const { license = 'unknown' } = manifestOf(after, what);
	const { runner, command, testFiles } = detectTests(after, what);
	const isTest = (/** @type {string} */ path) => belongsToTests(path) || testFiles.includes(path);
	const only = (/** @type {Tree} */ tree, /** @type {boolean} */ tests) =>
		new Map([...tree].filter(([path]) => isTest(path) === tests));
	const gold = patchBetween(only(base, false), only(after, false), what);
	if (gold === '')
		throw new Refusal(
			`Cannot make a task of ${what}: the two states differ in their tests alone, or not at all`
		);
	return {
		id: name.replace(/^@/, '').replaceAll(/[^\w.-]+/g, '-'),
		title: title ?? `Tests of ${name} fail`,
		statement:
			statement ??
			`Some tests of ${name} fail. What they expect is right: make them pass without changing them.\n`,
		runner,
		command,
		testFiles,
		dependencies: neededPackages([base, after], runner, what),
		tags: [],
		difficulty: 3,
		license: typeof license === 'string' ? license : 'unknown',
		source: { own: { base: only(base, false), tests: only(after, true), gold } }
	};
}

/** @param {Tree} before @param {Tree} after @param {string} what @returns {string} a unified diff */
function patchBetween(before, after, what) {
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths
		.filter((path) => !sameFile(before.get(path), after.get(path)))
		.map((path) => {
			const texts = [before, after].map((tree) => (tree.has(path) ? textAt(tree, path) : ''));
			if (texts.some((text) => text.includes('\0')))
				throw new Refusal(`Cannot make a task of ${what}: ${path} is not a text, and differs`);
			const names = [
				before.has(path) ? join('a', path) : '/dev/null',
				after.has(path) ? join('b', path) : '/dev/null'
			];
			const [oldName = '', newName = ''] = names;
			const [oldText = '', newText = ''] = texts;
			return createTwoFilesPatch(oldName, newName, oldText, newText).replace(/^=+\n/, '');
		})
		.join('');
}
