/**
 * npm run tasks:packs [-- --twice]: builds the task packs that the site serves under packs/ (see src/repo/pack-format.ts) where they are
 * out of date, and prints and holds their sizes. With --twice it builds all of them twice over, elsewhere, and compares every byte.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? 'scripts', '..');
const target = join(root, '.cache', 'packs');
/** Bytes of all packs together. */
const ALL_LIMIT = 30e6;
/** Bytes over the wire of the median task, with its environment and without. */
const COLD_LIMIT = 600e3;
const WARM_LIMIT = 100e3;

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
	const names = readdirSync(join(root, path))
		.filter((name) => `${path}/${name}` !== 'tasks/lessons')
		.sort();
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
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return report();
	const { buildPacks } = await import('./packs/build.mjs');
	await buildPacks(target, taskIds(), {
		stamp: wanted,
		onTask: (id) => process.stdout.write(`[packs] ${id}\n`)
	});
	report();
}

/** The sizes that are promised, printed: all packs together, and the median of what one task needs. A breach fails the build. */
function report() {
	const { tasks } = JSON.parse(readFileSync(join(target, 'catalogue.json'), 'utf8'));
	/** @param {'bytes' | 'warmBytes'} field */
	const median = (field) =>
		tasks
			.map((/** @type {Record<string, number>} */ task) => task[field])
			.sort((/** @type {number} */ one, /** @type {number} */ other) => one - other)[tasks.length >> 1] ?? 0;
	const all = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
	const sizes = /** @type {const} */ ([
		[`${tasks.length} tasks together`, all, ALL_LIMIT],
		['the median task, with its environment', median('bytes'), COLD_LIMIT],
		['the median task, its environment being there', median('warmBytes'), WARM_LIMIT]
	]);
	const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e3)} kB`;
	for (const [what, bytes, limit] of sizes)
		process.stdout.write(`[packs] ${what}: ${kilobytes(bytes)} (at most ${kilobytes(limit)})\n`);
	for (const [what, bytes, limit] of sizes)
		if (bytes > limit)
			throw new Error(
				`The packs are too large: ${what} takes ${kilobytes(bytes)}, more than ${kilobytes(limit)}`
			);
}

/** The same input must give the same bytes: nothing of this machine, of the time, or of what was built before may be in them. */
async function compareTwo() {
	const { buildPacks } = await import('./packs/build.mjs');
	const folder = mkdtempSync(join(tmpdir(), 'tabgym-packs-'));
	try {
		const [one, other] = [join(folder, 'one'), join(folder, 'other')];
		await buildPacks(one, taskIds());
		await buildPacks(other, taskIds());
		const names = [...new Set([...readdirSync(one), ...readdirSync(other)])].sort();
		const different = names.filter(
			(name) =>
				![one, other].every((side) => existsSync(join(side, name))) ||
				!readFileSync(join(one, name)).equals(readFileSync(join(other, name)))
		);
		if (different.length > 0) throw new Error(`Two builds of the packs differ in ${different.join(', ')}`);
		process.stdout.write(`[packs] built twice: ${names.length} files, the same bit for bit\n`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

try {
	await (process.argv.includes('--twice') ? compareTwo() : build());
} catch (error) {
	process.stderr.write(`[packs] ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
