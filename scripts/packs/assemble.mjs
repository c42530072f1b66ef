/** From a folder of tasks/ to the trees of its task: base, hidden tests, gold. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { parse } from 'yaml';
import { load } from './load.mjs';
import { environmentFolder, environmentLayers, packageTree, readTree, root, sameFile } from './sources.mjs';

/** @typedef {import('./sources.mjs').Tree} Tree */

/** @param {string} path */
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** The folder of a task: its id in tasks/, or a path. @param {string} idOrPath */
export const taskFolder = (idOrPath) =>
	/[/\\]|^\.+$/.test(idOrPath) ? resolve(idOrPath) : join(root, 'tasks', idOrPath);

/**
 * @param {string} idOrPath
 * @param {unknown} [tests] in place of tests.json
 */
export async function assemble(idOrPath, tests) {
	const folder = taskFolder(idOrPath);
	const { readTaskFolder } = await load('src/repo/task-file.ts');
	const yaml = textOf(join(folder, 'task.yaml'));
	if (yaml === null) throw new Error(`Cannot read task "${idOrPath}": ${idOrPath}/task.yaml is missing`);
	const { task, source } = readTaskFolder({
		name: dirname(folder) === join(root, 'tasks') ? basename(folder) : null,
		yaml: parse(yaml),
		problemStatement: textOf(join(folder, 'problem_statement.md')),
		hints: textOf(join(folder, 'hints.md')),
		tests: tests ?? JSON.parse(textOf(join(folder, 'tests.json')) ?? 'null')
	});
	const trees = source.npm
		? await npmTrees(task, source)
		: source.injected
			? await injectedTrees(task, source.injected, folder)
			: await ownTrees(task, folder, source.deleted_tests ?? []);
	task.testFiles = [...trees.hiddenTests.keys()].sort();
	const environment = environmentOf(task.environment, folder);
	const walkthrough = JSON.parse(textOf(join(folder, 'walkthrough.json')) ?? 'null');
	return { task, environment, walkthrough, ...trees };
}

/** One that goes with the folder, as in an exported task, comes first. @param {string | null} name @param {string} folder @returns {Tree[]} */
function environmentOf(name, folder) {
	const beside = join(folder, 'node_modules');
	if (existsSync(beside)) return [readTree(beside)];
	return name === null ? [] : environmentLayers(environmentFolder(name, folder));
}

/** @param {any} task @param {any} source */
async function npmTrees(task, source) {
	const before = await packageTree(source.npm, source.base, source.integrity.base);
	const after = await packageTree(source.npm, source.fix, source.integrity.fix);
	/** @type {(path: string) => boolean} */
	const isTest = (path) => task.testFiles.includes(path) || source.tests.remove.includes(path);
	/** @type {Tree} */
	const hiddenTests = new Map([...after].filter(([path]) => task.testFiles.includes(path)));
	for (const path of task.testFiles)
		if (!hiddenTests.has(path))
			throw new Error(`Cannot build task "${task.id}": ${source.npm}@${source.fix} has no file ${path}`);
	/** @type {Tree} */
	const gold = new Map(
		[...after].filter(([path, file]) => !isTest(path) && !sameFile(file, before.get(path)))
	);
	const deleted = [...before.keys()].filter((path) => !isTest(path) && !after.has(path));
	const base = new Map(before);
	if (task.tests === 'visible') {
		for (const path of source.tests.remove) base.delete(path);
		for (const [path, file] of hiddenTests) base.set(path, file);
	}
	const { integrity } = source;
	return {
		base,
		hiddenTests,
		deletedTests: source.tests.remove,
		gold,
		deleted,
		authors: authorsOf(after),
		integrity
	};
}

/**
 * The fixed state of a task: its tests, and everything else.
 * @param {Awaited<ReturnType<typeof assemble>>} assembled
 */
export function fixedState({ base, gold, deleted, hiddenTests, deletedTests }) {
	/** @type {Tree} */
	const files = new Map([...base, ...gold]);
	for (const path of [...deleted, ...deletedTests, ...hiddenTests.keys()]) files.delete(path);
	return { files, tests: hiddenTests };
}

/** @param {any} task @param {string} parent @param {string} folder */
async function injectedTrees(task, parent, folder) {
	const { files, tests } = fixedState(await assemble(parent));
	const [change] = parsePatch(readFileSync(join(folder, 'bug.patch'), 'utf8'));
	const path = (change?.newFileName ?? '').replace(/^b\//, '');
	const file = files.get(path);
	const text = file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
	const broken = change ? applyPatch(text, change) : false;
	if (!file || broken === false)
		throw new Error(
			`Cannot build task "${task.id}": bug.patch does not apply to the fixed state of ${parent}`
		);
	/** @type {Tree} */
	const base = new Map([...files, [path, { bytes: new TextEncoder().encode(broken) }]]);
	if (task.tests === 'visible') for (const [path, file] of tests) base.set(path, file);
	/** @type {Tree} */
	const gold = new Map([[path, file]]);
	return {
		base,
		hiddenTests: tests,
		deletedTests: [],
		gold,
		deleted: [],
		authors: authorsOf(files),
		integrity: null
	};
}

/** @param {any} task @param {string} folder @param {string[]} deletedTests */
async function ownTrees(task, folder, deletedTests) {
	const { changesOf } = await load('src/repo/patches.ts');
	const base = readTree(join(folder, 'repo'));
	const hiddenTests = readTree(join(folder, 'tests'));
	if (task.tests === 'visible') for (const [path, file] of hiddenTests) base.set(path, file);
	const fix = changesOf(base, readFileSync(join(folder, 'gold.patch'), 'utf8'), `task "${task.id}"`);
	const assets = join(folder, 'gold_assets');
	/** @type {Tree} */
	const gold = new Map([...fix.changed, ...(existsSync(assets) ? readTree(assets) : [])]);
	return {
		base,
		hiddenTests,
		deletedTests,
		gold,
		deleted: /** @type {string[]} */ ([...fix.deleted]),
		authors: authorsOf(base, 'the authors of Tabgym'),
		integrity: null
	};
}

/** @param {Tree} tree */
function authorsOf(tree, otherwise = 'its contributors') {
	const file = tree.get('package.json');
	const manifest = file && 'bytes' in file ? JSON.parse(new TextDecoder().decode(file.bytes)) : {};
	const { author } = manifest;
	const people = [author, ...(manifest.contributors ?? [])].map((person) =>
		(typeof person === 'string' ? person : (person?.name ?? '')).replace(/\s*[<(].*$/, '')
	);
	return [...new Set(people.filter(Boolean))].join(', ') || otherwise;
}
