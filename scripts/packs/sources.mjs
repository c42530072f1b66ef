/** Trees that come from the npm registry: package tarballs with a pinned hash, and environments from their lock files. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import pacote from 'pacote';

export const root = resolve(import.meta.dirname ?? 'scripts/packs', '..', '..');
const cache = join(root, '.cache');

/** @typedef {Map<string, {bytes: Uint8Array} | {symlink: string}>} Tree */

/** @param {string[]} args @param {string} [cwd] */
export function npm(args, cwd = root) {
	const script = process.env.npm_execpath;
	const [file, all] = script ? [process.execPath, [script, ...args]] : ['npm', args];
	return spawnSync(file, all, { cwd, encoding: 'utf8', shell: !script && process.platform === 'win32' });
}

/** @type {string | undefined} */
let registry;

/** What npm is configured to use. */
export function configuredRegistry() {
	registry ??= npm(['config', 'get', 'registry']).stdout.trim();
	return registry;
}

/**
 * The tree of one version of a package.
 * @param {string} name @param {string} version @param {string} integrity as in task.yaml
 * @param {string} [registry] the one that npm is configured for where it is absent
 */
export async function packageTree(name, version, integrity, registry = configuredRegistry()) {
	const digest = createHash('sha256').update(integrity).digest('hex').slice(0, 16);
	const folder = join(cache, 'tarballs', `${name.replace('/', '+')}-${version}-${digest}`);
	if (!existsSync(folder)) {
		const unfinished = `${folder}.unfinished`;
		rmSync(unfinished, { recursive: true, force: true });
		try {
			await pacote.extract(`${name}@${version}`, unfinished, {
				integrity,
				registry,
				cache: join(cache, 'pacote')
			});
		} catch (error) {
			const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
			throw new Error(`Cannot get the tarball of ${name}@${version}: ${reason}`, { cause: error });
		}
		renameSync(unfinished, folder);
	}
	return readTree(folder);
}

/** The folder of an environment: "./NAME" is one beside the task, any other stands in tasks/environments.
 * @param {string} name @param {string} folder of the task
 */
export function environmentFolder(name, folder) {
	return name.startsWith('./') ? join(folder, name) : join(root, 'tasks', 'environments', name);
}

/**
 * The node_modules of an environment.
 * @param {string} source its folder
 */
export function environmentTree(source) {
	const name = basename(source);
	if (!existsSync(join(source, 'package-lock.json')))
		throw new Error(`Cannot build environment "${name}": its folder has no package-lock.json`);
	const lock = readFileSync(join(source, 'package-lock.json'));
	const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
	const folder = join(cache, 'environments', `${name}-${digest}`);
	if (!existsSync(folder)) {
		const unfinished = `${folder}.unfinished`;
		rmSync(unfinished, { recursive: true, force: true });
		mkdirSync(unfinished, { recursive: true });
		cpSync(source, unfinished, { recursive: true });
		const done = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], unfinished);
		if (done.status !== 0)
			throw new Error(`Cannot install environment "${name}": npm ci failed: ${done.stderr.trim()}`);
		renameSync(unfinished, folder);
	}
	const tree = readTree(join(folder, 'node_modules'));
	tree.delete('.package-lock.json'); // holds where the packages came from
	return tree;
}

/** Environments that others are made of: what they have in common with these is one download. */
const shared = ['mocha-5.2', 'tape-3.6'];

/**
 * An environment in layers: one that many tasks share, where all its files are in it, and the rest.
 * @param {string} source @returns {Tree[]}
 */
export function environmentLayers(source) {
	const tree = environmentTree(source);
	for (const name of shared) {
		const part = environmentTree(join(root, 'tasks', 'environments', name));
		if (part.size === tree.size || ![...part].every(([path, file]) => sameFile(file, tree.get(path))))
			continue;
		return [part, new Map([...tree].filter(([path]) => !part.has(path)))];
	}
	return [tree];
}

/** @param {any} one @param {any} other */
export function sameFile(one, other) {
	if (!one || !other || 'symlink' in one || 'symlink' in other)
		return one?.symlink !== undefined && one.symlink === other?.symlink;
	return Buffer.compare(one.bytes, other.bytes) === 0;
}

/** @param {string} folder @param {string} [prefix] @param {Tree} [into] @param {string[]} [without] names of entries to leave out */
export function readTree(folder, prefix = '', into = new Map(), without = []) {
	for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
		const path = prefix + entry.name;
		if (without.includes(entry.name)) continue;
		if (entry.isDirectory()) readTree(folder, `${path}/`, into, without);
		else if (entry.isSymbolicLink()) into.set(path, { symlink: readlinkSync(join(folder, path)) });
		else into.set(path, { bytes: new Uint8Array(readFileSync(join(folder, path))) });
	}
	return into;
}
