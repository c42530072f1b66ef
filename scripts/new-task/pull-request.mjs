/**
 * A draft from a pull request exported as files: base/ (the repository where the request begins), pull.diff (as `gh pr diff` or the
 * address of the request with ".diff" give it), and, where there are any, issue.json and pull.json (title and body, as GitHub's REST
 * API has them: https://docs.github.com/en/rest/pulls/pulls). The problem is told in the words of the issue.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { manifestOf, textAt } from './detect.mjs';
import { Refusal } from './draft.mjs';
import { draftOfTrees, repositoryTree } from './folders.mjs';

/** @param {string} folder @returns {import('./draft.mjs').Draft} */
export function draftOfPullRequest(folder) {
	const base = repositoryTree(join(folder, 'base'));
	const file = join(folder, 'pull.diff');
	if (!existsSync(file)) throw new Refusal(`Cannot read the pull request: there is no file ${file}`);
	const after = new Map(base);
	for (const change of parsePatch(readFileSync(file, 'utf8'))) apply(after, change, file);
	const { title, body } = words(folder);
	const { name = basename(resolve(folder)) } = manifestOf(after, folder);
	return draftOfTrees(base, after, { name, what: folder, title, statement: body && `${body.trim()}\n` });
}

/** @param {import('../packs/sources.mjs').Tree} tree @param {import('diff').StructuredPatch} change @param {string} file */
function apply(tree, change, file) {
	const [from, to] = [change.oldFileName ?? '', change.newFileName ?? ''].map((name) =>
		name.replace(/^[ab]\//, '')
	);
	if (from === undefined || to === undefined) return;
	const text = from === '/dev/null' ? '' : textAt(tree, from);
	const patched = applyPatch(text, change);
	if (patched === false) throw new Refusal(`Cannot read the pull request: ${file} does not apply to ${from}`);
	if (from !== '/dev/null' && from !== to) tree.delete(from);
	if (to !== '/dev/null') tree.set(to, { bytes: new TextEncoder().encode(patched) });
}

/** @param {string} folder @returns {{title?: string, body?: string}} */
function words(folder) {
	for (const name of ['issue.json', 'pull.json']) {
		const file = join(folder, name);
		if (!existsSync(file)) continue;
		try {
			const { title, body } = JSON.parse(readFileSync(file, 'utf8'));
			return { title, body };
		} catch {
			throw new Refusal(`Cannot read ${file}: it is not JSON`);
		}
	}
	return {};
}
