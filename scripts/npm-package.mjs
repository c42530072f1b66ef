/**
 * Packs the npm that the pinned Node release comes with, for the host: npm itself runs there, over Node's library.
 *
 * It comes from the registry (integrity in scripts/node-release.json) into .cache/npm/<version>. Writes .cache/runtime/npm.bin: a snapshot
 * (src/sandbox/snapshot.ts, msgpack, gzip) of the folder npm/ with what is needed to run: no manuals, types, source maps,
 * second copies as ES modules, nor the sources of node-gyp's Python.
 */
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { registryAddress } from './registry.mjs';

const root = resolve(import.meta.dirname, '..');
const { npm } = JSON.parse(readFileSync(join(root, 'scripts/node-release.json'), 'utf8'));
const folder = join(root, '.cache/npm', npm.version);
const target = join(root, '.cache/runtime/npm.bin');
const stampFile = join(root, '.cache/npm-package.stamp');

/** What we add to it, as its folder tabgym/. */
const ourFolder = join(root, 'src/runtime/npm');
const ours = ['after-install.cjs', 'older-builds.cjs', 'twins.json'];

/** The script that runs this npm natively. */
export const npmScript = join(folder, 'bin/npm-cli.js');
/** What the host runs after it; natively it prepares trees for the host. */
export const afterInstallScript = join(folder, 'tabgym/after-install.cjs');

export async function fetchNpm() {
	if (!existsSync(folder)) await extractNpm();
	mkdirSync(join(folder, 'tabgym'), { recursive: true });
	for (const name of ours) copyFileSync(join(ourFolder, name), join(folder, 'tabgym', name));
}

async function extractNpm() {
	process.stdout.write(`[setup] fetching npm ${npm.version} for the host\n`);
	const { default: pacote } = await import('pacote');
	await pacote.extract(`npm@${npm.version}`, `${folder}.part`, {
		integrity: npm.integrity,
		registry: registryAddress()
	});
	renameSync(`${folder}.part`, folder);
}

const droppedFolders =
	/^(docs|man|node_modules\/node-gyp\/(gyp|test|docs))$|\/(dist\/esm|test|tests|\.github)$/;
const droppedFiles = /\.(md|markdown|map|d\.[cm]?ts|ts|mts|cts|py|cmd|ps1|html|yml|toml|typed)$|\/\.[\w-]+$/;

/** @param {string} path relative @returns {unknown} */
function entryOf(path) {
	const full = join(folder, path);
	if (!statSync(full).isDirectory()) return { f: { c: readFileSync(full) } };
	/** @type {Record<string, unknown>} */
	const d = {};
	for (const name of readdirSync(full).sort()) {
		const child = path ? `${path}/${name}` : name;
		const isFolder = statSync(join(full, name)).isDirectory();
		if ((isFolder ? droppedFolders : droppedFiles).test(child)) continue;
		d[name] = entryOf(child);
	}
	return { d };
}

export async function ensureNpmPackage() {
	const stamp = createHash('sha256')
		.update(readFileSync(import.meta.filename))
		.update(JSON.stringify(npm))
		.update(Buffer.concat(ours.map((name) => readFileSync(join(ourFolder, name)))))
		.digest('hex');
	if (existsSync(target) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
	await fetchNpm();
	const { encode } = await import('@msgpack/msgpack');
	mkdirSync(join(root, '.cache/runtime'), { recursive: true });
	const bytes = encode({ d: { npm: entryOf('') } });
	writeFileSync(target, gzipSync(bytes, { level: 9 }));
	writeFileSync(stampFile, stamp);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureNpmPackage();
