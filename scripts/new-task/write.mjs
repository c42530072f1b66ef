/** Writes the folder of a new task, runs its suite, and keeps it only where that shows a bug and its fix. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { Refusal, taskYaml } from './draft.mjs';
import { environmentFor } from './environment.mjs';
import { measure } from './measure.mjs';

/** @param {string} file @param {string | Uint8Array} content */
function put(file, content) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
}

/** @param {string} folder @param {import('../packs/sources.mjs').Tree} tree */
function putTree(folder, tree) {
	for (const [path, file] of tree) if ('bytes' in file) put(join(folder, path), file.bytes);
}

/**
 * @param {import('./draft.mjs').Draft} draft
 * @param {string} folder
 * @returns {Promise<import('./measure.mjs').Tests>}
 */
export async function writeTask(draft, folder) {
	if (existsSync(folder) && readdirSync(folder).length > 0)
		throw new Refusal(`Cannot write the task to ${folder}: it is not empty`);
	try {
		return await fill(draft, folder);
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
}

/** @param {import('./draft.mjs').Draft} draft @param {string} folder */
async function fill(draft, folder) {
	mkdirSync(folder, { recursive: true });
	const environment = environmentFor(draft, folder);
	put(
		join(folder, 'task.yaml'),
		stringify(taskYaml(draft, environment), { singleQuote: true, lineWidth: 0 })
	);
	put(join(folder, 'problem_statement.md'), draft.statement);
	if ('own' in draft.source) {
		const { base, tests, gold } = draft.source.own;
		putTree(join(folder, 'repo'), base);
		putTree(join(folder, 'tests'), tests);
		put(join(folder, 'gold.patch'), gold);
	}
	const { tests, never } = await measure(folder);
	if (tests.FAIL_TO_PASS.length === 0)
		throw new Refusal(
			never.length > 0
				? `Cannot make task "${draft.id}": ${never.length} tests fail with the fix too, "${never[0]}" for one`
				: `Cannot make task "${draft.id}": no test fails before the fix and passes with it`
		);
	put(join(folder, 'tests.json'), `${JSON.stringify(tests, null, '\t')}\n`);
	return tests;
}
