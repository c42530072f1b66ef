/** Assembles task folders and writes their packs. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './assemble.mjs';
import { packWriter } from './write.mjs';

/**
 * @param {string} target a folder, replaced as a whole
 * @param {string[]} tasks ids or folders
 * @param {{stamp?: string, onTask?: (task: string) => void}} [options] `stamp` says what the packs were made from
 * @returns {Promise<string[]>} ids
 */
export async function buildPacks(target, tasks, { stamp, onTask } = {}) {
	const unfinished = `${target}.unfinished`;
	rmSync(unfinished, { recursive: true, force: true });
	mkdirSync(unfinished, { recursive: true });
	const writer = await packWriter(unfinished);
	const entries = [];
	for (const task of tasks) {
		onTask?.(task);
		entries.push(await writer.task(await assemble(task)));
	}
	writer.catalogue(entries);
	if (stamp !== undefined) writeFileSync(join(unfinished, 'stamp'), stamp);
	rmSync(target, { recursive: true, force: true });
	renameSync(unfinished, target);
	return entries.map(({ id }) => id);
}
