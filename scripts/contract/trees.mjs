/** Trees of packages for the contract, installed by npm from the lock files beside this file, or from one that a host wrote. */
import { execFile } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..', '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const execute = promisify(execFile);

/** @param {string} folder */
async function install(folder) {
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
	await execute(npm, args, { cwd: folder, shell: process.platform === 'win32' });
}

/**
 * The folder of an installed tree; installs it the first time and whenever its lock file has changed.
 * @param {string} name a folder beside this file
 */
export async function treeFolder(name) {
	const source = join(import.meta.dirname, name);
	if (!/^\w+$/.test(name) || !existsSync(source))
		throw new Error(`Cannot make tree "${name}": there is no folder ${source}`);
	const folder = join(root, '.cache', 'contract', name);
	const lock = join(folder, 'package-lock.json');
	const done = join(folder, '.installed');
	const wanted = readFileSync(join(source, 'package-lock.json'), 'utf8');
	if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return folder;
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json'])
		copyFileSync(join(source, file), join(folder, file));
	await install(folder);
	writeFileSync(done, readFileSync(lock, 'utf8'));
	return folder;
}

/** @param {string} folder @param {string} at @returns {[string, string][]} */
function packagesIn(folder, at) {
	const path = join(folder, at);
	if (!existsSync(path)) return [];
	return readdirSync(path)
		.filter((name) => !name.startsWith('.'))
		.flatMap((name) => {
			const inner = `${at}/${name}`;
			if (name.startsWith('@')) return packagesIn(folder, inner);
			const { version } = JSON.parse(readFileSync(join(folder, inner, 'package.json'), 'utf8'));
			return [
				/** @type {[string, string]} */ ([inner, version]),
				...packagesIn(folder, `${inner}/node_modules`)
			];
		});
}

/**
 * What npm installs for a lock file: path -> version.
 * @param {string} lock
 * @returns {Promise<Record<string, string>>}
 */
export async function nativeTree(lock) {
	const folder = mkdtempSync(join(tmpdir(), 'contract-'));
	try {
		const { packages } = JSON.parse(lock);
		writeFileSync(join(folder, 'package.json'), JSON.stringify(packages['']));
		writeFileSync(join(folder, 'package-lock.json'), lock);
		await install(folder);
		return Object.fromEntries(packagesIn(folder, 'node_modules'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
