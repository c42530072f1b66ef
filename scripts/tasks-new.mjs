/**
 * npm run tasks:new -- (--candidates FILE --id ID | --npm NAME --base VERSION --fix VERSION | --broken DIR --fixed DIR |
 * --pull-request DIR) [--out DIR]: makes a task folder. Finds the runner and the tests, and FAIL_TO_PASS and PASS_TO_PASS by
 * running them. Without --out it is tasks/<id>.
 */
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { draftOfCandidate } from './new-task/candidate.mjs';
import { Refusal } from './new-task/draft.mjs';
import { draftOfFolders } from './new-task/folders.mjs';
import { draftOfVersions } from './new-task/npm.mjs';
import { draftOfPullRequest } from './new-task/pull-request.mjs';
import { writeTask } from './new-task/write.mjs';
import { root } from './packs/sources.mjs';

const usage = `Usage: npm run tasks:new -- --candidates FILE --id ID [--out DIR]
       npm run tasks:new -- --npm NAME --base VERSION --fix VERSION [--out DIR]
       npm run tasks:new -- --broken DIR --fixed DIR [--out DIR]
       npm run tasks:new -- --pull-request DIR [--out DIR]`;

function readArguments() {
	const text = /** @type {const} */ ({ type: 'string' });
	try {
		return parseArgs({
			options: {
				candidates: text,
				id: text,
				npm: text,
				base: text,
				fix: text,
				broken: text,
				fixed: text,
				'pull-request': text,
				out: text
			}
		}).values;
	} catch (error) {
		throw new Refusal(`${error instanceof Error ? error.message : error}\n${usage}`);
	}
}

/** @param {ReturnType<typeof readArguments>} values @returns {Promise<import('./new-task/draft.mjs').Draft>} */
async function draftOf({ candidates, id, npm, base, fix, broken, fixed, 'pull-request': pullRequest }) {
	if (candidates && id) return draftOfCandidate(candidates, id);
	if (npm && base && fix) return draftOfVersions(npm, base, fix);
	if (broken && fixed) return draftOfFolders(broken, fixed);
	if (pullRequest) return draftOfPullRequest(pullRequest);
	throw new Refusal(usage);
}

try {
	const values = readArguments();
	const draft = await draftOf(values);
	const folder = values.out ? resolve(values.out) : join(root, 'tasks', draft.id);
	const tests = await writeTask(draft, folder);
	const counts = Object.entries(tests).map(([name, list]) => `${name} ${list.length}`);
	process.stdout.write(`${draft.id}: ${relative('.', folder) || '.'} (${counts.join(', ')})\n`);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = error instanceof Refusal ? 2 : 1;
}
