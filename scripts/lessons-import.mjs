/**
 * npm run lessons:import -- FOLDER|ARCHIVE [--out DIR]: lessons of TutorialKit or learn.svelte.dev as folders of ours, and what could
 * not be taken over. Without --out nothing is written.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './packs/load.mjs';

const usage = 'Usage: npm run lessons:import -- FOLDER|ARCHIVE [--out DIR]';
const SKIPPED = new Set(['node_modules', '.git']);

/** @param {string} folder @param {string} prefix @returns {[string, {bytes: Uint8Array}][]} */
function filesBelow(folder, prefix) {
	return readdirSync(folder).flatMap((name) => {
		if (SKIPPED.has(name)) return [];
		const path = join(folder, name);
		const inside = prefix + name;
		if (statSync(path).isDirectory()) return filesBelow(path, `${inside}/`);
		return [/** @type {[string, {bytes: Uint8Array}]} */ ([inside, { bytes: readFileSync(path) }])];
	});
}

/** @param {string} path */
async function treeOf(path) {
	if (statSync(path).isDirectory()) return new Map(filesBelow(path, `${basename(path)}/`));
	const { readArchive } = await load('src/repo/import/archive.ts');
	return readArchive(basename(path), new Uint8Array(readFileSync(path)));
}

try {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
	const [path, ...more] = positionals;
	if (path === undefined || more.length > 0) throw new Error(usage);
	if (!existsSync(path)) throw new Error(`There is no folder or file ${path}`);
	const { importLessons } = await load('src/lesson/import/import.ts');
	const { writeLesson } = await load('src/lesson/write.ts');
	const { layout, lessons, left } = importLessons(path, await treeOf(path));
	for (const lesson of lessons) {
		process.stdout.write(`${lesson.id}: ${lesson.title} (${lesson.drills.length} drills)\n`);
		if (values.out === undefined) continue;
		const { part, files } = writeLesson(lesson);
		const folder = join(values.out, lesson.id);
		for (const [name, text] of [['../part.md', part], ...files]) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
	}
	process.stdout.write(
		`${lessons.length} lessons (layout of ${layout})${values.out === undefined ? ', nothing written: say --out DIR' : ''}\n`
	);
	if (left.length > 0) process.stdout.write('Not taken over:\n');
	for (const { what, why, where } of left)
		process.stdout.write(
			`  ${what}: ${why} (${where.slice(0, 3).join(', ')}${where.length > 3 ? ` and ${where.length - 3} more` : ''})\n`
		);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
}
