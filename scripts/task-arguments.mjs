/** The tasks that a command is given: ids of tasks/, folders of tasks anywhere, or folders that hold such folders. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? 'scripts', '..');

/**
 * @typedef {object} Tasks
 * @property {string[]} ids
 * @property {string[]} sources for each of them its id in tasks/, or its folder
 * @property {string | null} packs folder of the packs of tasks from outside; null = those of the site
 */

/** @param {string} argument */
const isFolder = (argument) => existsSync(argument) && statSync(argument).isDirectory();
/** @param {string} folder */
const isTask = (folder) => existsSync(join(folder, 'task.yaml'));

/** Builds the packs of tasks/ where they are out of date. @param {{real?: boolean}} [options] @returns {string[]} ids */
export function knownTasks({ real = false } = {}) {
	const built = spawnSync(process.execPath, [join(root, 'scripts', 'packs.mjs')], {
		stdio: ['ignore', 2, 2]
	});
	if (built.status !== 0) throw new Error('The task packs could not be built');
	const catalogue = JSON.parse(readFileSync(join(root, '.cache', 'packs', 'catalogue.json'), 'utf8'));
	/** @type {{id: string, package: string | null}[]} */
	const tasks = catalogue.tasks;
	return tasks.filter((task) => !real || task.package !== null).map(({ id }) => id);
}

/**
 * @param {string[]} given none = all of tasks/
 * @param {{real?: boolean}} [options] `real`: of all, only those of packages of the registry
 * @returns {Promise<Tasks>}
 * @throws an Error that names what is no task
 */
export async function tasksOf(given, { real = false } = {}) {
	const known = knownTasks({ real: real && given.length === 0 });
	if (given.length === 0) return { ids: known, sources: known, packs: null };
	const unknown = given.filter((argument) => !known.includes(argument));
	if (unknown.length === 0) return { ids: given, sources: given, packs: null };
	const folders = unknown.flatMap(foldersIn);
	const missing = unknown.find((argument) => foldersIn(argument).length === 0);
	if (missing !== undefined)
		throw new Error(
			isFolder(missing)
				? `There is no task in ${missing}: neither it nor a folder in it has a task.yaml`
				: `There is no task "${missing}". Tasks: ${known.join(', ')}`
		);
	const { buildPacks } = await import('./packs/build.mjs');
	const inside = given.filter((argument) => known.includes(argument));
	const name = createHash('sha256').update(folders.join('\n')).digest('hex').slice(0, 16);
	const packs = join(root, '.cache', 'outside', name);
	const sources = [...inside, ...folders];
	return { ids: await buildPacks(packs, sources), sources, packs };
}

/** Task folders in a folder, or itself. @param {string} argument */
export function foldersIn(argument) {
	if (!isFolder(argument)) return [];
	const folder = resolve(argument);
	if (isTask(folder)) return [folder];
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.filter(isTask)
		.sort();
}
