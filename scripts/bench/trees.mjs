/** Task packs as folders, for native Node: the base with its environment, without the hidden tests. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';

const packs = resolve(import.meta.dirname, '../../.cache/packs');

/**
 * What this file reads of a pack (src/repo/pack-format.ts) and of a snapshot (src/sandbox/snapshot.ts).
 * @typedef {{id: string, mountPoint: string}} Layer
 * @typedef {{testCommand: string, testFiles: string[], source: object}} PackedTask
 * @typedef {{d: Record<string, Entry>} | {f: {c: Uint8Array | string} | {l: string}}} Entry
 */

/** @returns {string[]} ids */
export function packedTasks() {
	return JSON.parse(readFileSync(join(packs, 'catalogue.json'), 'utf8')).tasks.map(
		(/** @type {{id: string}} */ { id }) => id
	);
}

/**
 * @param {string} id
 * @param {string} directory that exists
 * @returns {PackedTask}
 */
export function unpackTask(id, directory) {
	const { task, base } = JSON.parse(readFileSync(join(packs, `${id}.json`), 'utf8'));
	for (const layer of /** @type {Layer[]} */ (base)) {
		const bytes = gunzipSync(readFileSync(join(packs, `${layer.id}.bin`)));
		write(/** @type {Entry} */ (decode(bytes)), join(directory, layer.mountPoint));
	}
	return task;
}

/** @param {Entry} entry @param {string} path */
function write(entry, path) {
	if ('d' in entry) {
		mkdirSync(path, { recursive: true });
		for (const [name, child] of Object.entries(entry.d)) write(child, join(path, name));
	} else if ('l' in entry.f) symlinkSync(entry.f.l, path);
	else writeFileSync(path, entry.f.c, { mode: isScript(entry.f.c) ? 0o755 : 0o644 });
}

/** A snapshot has no modes: as the host does, what begins with #! may be executed. @param {Uint8Array | string} content */
function isScript(content) {
	return typeof content === 'string' ? content.startsWith('#!') : content[0] === 0x23 && content[1] === 0x21;
}
