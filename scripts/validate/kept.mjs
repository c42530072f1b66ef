/** What `tasks:validate --resume` need not do again: tasks found valid in this very build, with these very files, as often as asked. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../packs/sources.mjs';

const file = join(root, '.cache', 'validated.json');

/** @returns {Record<string, string>} */
function read() {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return {}; // the first time, or cut short: everything is done again
	}
}

/**
 * @param {string} build what the site was built from
 * @param {string} question what is asked, with how many rounds
 */
export function keeper(build, question) {
	/** @param {string} id */
	const name = (id) => `${question} ${id}`;
	/** @param {string} digest of the task */
	const state = (digest) => `${build} ${digest}`;
	return {
		/** @param {string} id @param {string} digest */
		has: (id, digest) => read()[name(id)] === state(digest),
		/** @param {string} id @param {string} digest */
		add(id, digest) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, JSON.stringify({ ...read(), [name(id)]: state(digest) }, null, '\t'));
		}
	};
}

/** What the task's pack says: its digest, and how much there is to run. @param {string} packs a folder @param {string} id */
export function sizeOf(packs, id) {
	const path = join(packs, `${id}.json`);
	if (!existsSync(path)) throw new Error(`There is no pack of task "${id}" in ${packs}`);
	const { digest, task, base } = JSON.parse(readFileSync(path, 'utf8'));
	const bytes = base.reduce(
		(/** @type {number} */ sum, /** @type {{bytes: number}} */ layer) => sum + layer.bytes,
		0
	);
	// A process, and what it loads.
	return { digest: String(digest), work: task.testCommands.length * (100_000 + bytes) };
}
