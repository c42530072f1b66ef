/** Builds the task packs that the site serves under packs/ (see src/repo/pack-format.ts). Does nothing when they are up to date. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? 'scripts', '..');
const target = join(root, '.cache', 'packs');

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
	const { assemble } = await import('./packs/assemble.mjs');
	const { packWriter } = await import('./packs/write.mjs');
	const unfinished = `${target}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	mkdirSync(unfinished, { recursive: true });
	const writer = await packWriter(unfinished);
	const entries = [];
	for (const id of taskIds()) {
		process.stdout.write(`[packs] ${id}\n`);
		entries.push(writer.task(await assemble(id)));
	}
	writer.catalogue(entries);
	writeFileSync(join(unfinished, 'stamp'), wanted);
	rmSync(target, { recursive: true, force: true });
	renameSync(unfinished, target);
}

try {
	await build();
} catch (error) {
	process.stderr.write(`[packs] ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
