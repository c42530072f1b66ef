/** Builds the task packs that the site serves under packs/ (see src/repo/pack-format.ts). Does nothing when they are up to date. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? 'scripts', '..');
const target = join(root, '.cache', 'packs');
/** Bytes of all packs together. */
const ALL_LIMIT = 30e6;

/** Everything that decides what the packs hold. */
function inputs() {
	const hash = createHash('sha256');
	for (const folder of ['tasks', 'scripts/packs', 'src/repo', 'src/sandbox/snapshot.ts'])
		for (const path of filesBelow(folder))
			hash
				.update(`${path}\0`)
				.update(readFileSync(join(root, path)))
				.update('\0');
	return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
	if (statSync(join(root, path)).isFile()) return [path];
	const names = readdirSync(join(root, path)).sort();
	return names.flatMap((name) => filesBelow(`${path}/${name}`));
}

/** Folders of tasks/ that hold a task. */
function taskIds() {
	return readdirSync(join(root, 'tasks'))
		.filter((name) => existsSync(join(root, 'tasks', name, 'task.yaml')))
		.sort();
}

async function build() {
	const wanted = inputs();
	const stamp = join(target, 'stamp');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	const { buildPacks } = await import('./packs/build.mjs');
	await buildPacks(target, taskIds(), {
		stamp: wanted,
		onTask: (id) => process.stdout.write(`[packs] ${id}\n`)
	});
	report();
}

/** The sizes that are promised: all packs together, and the median of what one task needs. */
function report() {
	const { tasks } = JSON.parse(readFileSync(join(target, 'catalogue.json'), 'utf8'));
	const cold = tasks
		.map((/** @type {{bytes: number}} */ { bytes }) => bytes)
		.sort((/** @type {number} */ one, /** @type {number} */ other) => one - other);
	const all = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
	const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
	process.stdout.write(
		`[packs] ${tasks.length} tasks, ${megabytes(all)} together, median ${megabytes(cold[cold.length >> 1] ?? 0)} with its environment\n`
	);
	if (all > ALL_LIMIT) throw new Error(`The packs take ${megabytes(all)}, more than ${megabytes(ALL_LIMIT)}`);
}

try {
	await build();
} catch (error) {
	process.stderr.write(`[packs] ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
