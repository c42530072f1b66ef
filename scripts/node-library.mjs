/**
 * Takes Node's JavaScript library out of the pinned Node binary, for the host.
 *
 * The binary comes from the npm registry (package node-<platform>-<arch>, integrity checked) into .cache/node/<version>. It is also the
 * yardstick of "as in Node": the benchmarks and the recorded comparisons run it.
 *
 * Its awaits are rewritten on the way, so that the asynchronous context follows them (src/runtime/node/esm/awaits.ts).
 *
 * Writes .cache/runtime/node-library.bin, little-endian:
 *   0   uint32 J     length of the index
 *   4   uint32 R     length of the rest, which is a file of its own
 *   8   J bytes      JSON (UTF-8): {node, sources: {id: [part, offset, length]}, facts: [offset, length]}
 *   8+J              sources of the part 'core' in UTF-8, one after the other (offsets count from here), then the facts (UTF-8 JSON):
 *                    {bindings, options, versions, release, config, builtinIds, globals}
 * and .cache/runtime/node-library-rest.bin, gzip: the sources of the part 'rest', which most programs never load.
 * The same on every platform except for `facts`, which the linux-x64 binary decides: the host is linux x64.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { load } from './packs/load.mjs';

const root = resolve(import.meta.dirname, '..');
const release = JSON.parse(readFileSync(join(root, 'scripts/node-release.json'), 'utf8'));
const folder = join(root, '.cache/runtime');
const target = join(folder, 'node-library.bin');
const restTarget = join(folder, 'node-library-rest.bin');
const dumpScript = join(root, 'scripts/node-library-dump.cjs');

/** The pinned native Node of this machine. */
export function nodeBinary() {
	const folder = join(root, '.cache/node', release.version, `${process.platform}-${process.arch}`);
	return process.platform === 'win32' ? join(folder, 'bin/node.exe') : join(folder, 'bin/node');
}

/** WebAssembly among the sources, in base64; not names that a program can require. */
const HTTP_PARSER = 'llhttp.wasm';
const BROTLI = 'brotli.wasm';
const ZSTD = 'zstd.wasm';

/** Built-ins that nothing in the host can use: V8's tools, and bundled code for the terminal profiler. */
const leftOut = /^internal\/deps\/(v8|corepack)\//;

async function fetchBinary() {
	if (existsSync(nodeBinary())) return;
	const wanted = release.packages[`${process.platform}-${process.arch}`];
	if (!wanted)
		throw new Error(
			`There is no pinned Node for ${process.platform}-${process.arch}: add it to scripts/node-release.json`
		);
	process.stdout.write(`[setup] fetching Node ${release.version} for the host's library\n`);
	const { default: pacote } = await import('pacote');
	const folder = resolve(nodeBinary(), '../..');
	const registry = spawnSync('npm', ['config', 'get', 'registry'], {
		encoding: 'utf8',
		shell: process.platform === 'win32'
	}).stdout.trim();
	await pacote.extract(`${wanted.name}@${release.version}`, `${folder}.part`, {
		integrity: wanted.integrity,
		registry
	});
	renameSync(`${folder}.part`, folder);
	chmodSync(nodeBinary(), 0o755);
}

/**
 * Node's parser of HTTP is in C, but its library carries the same parser, llhttp, as WebAssembly for fetch.
 * @param {Record<string, string>} sources
 * @returns {string} base64
 */
function httpParserOf(sources) {
	const [, module] =
		/["'](AGFzbQ[A-Za-z0-9+/=]{10000,})["']/.exec(sources['internal/deps/undici/undici'] ?? '') ?? [];
	if (!module) throw new Error("Node's library has no llhttp in internal/deps/undici/undici");
	return module;
}

/** Node's Brotli is in C: the same as WebAssembly. */
function brotliModule() {
	const entry = fileURLToPath(import.meta.resolve('brotli-wasm'));
	return readFileSync(join(dirname(entry), 'pkg.web/brotli_wasm_bg.wasm'));
}

/** So is its Zstandard. The package has the module within its script. @returns {string} base64 */
function zstdModule() {
	const entry = fileURLToPath(import.meta.resolve('@oneidentity/zstd-js'));
	const [, module] =
		/base64,(AGFzbQ[A-Za-z0-9+/=]{10000,})"/.exec(
			readFileSync(join(dirname(entry), '../wasm/index.cjs.js'), 'utf8')
		) ?? [];
	if (!module) throw new Error('@oneidentity/zstd-js has no module in wasm/index.cjs.js');
	return module;
}

/** Large, and loaded by few programs: TypeScript, fetch, parsers, Brotli, Zstandard, the REPL and its debugger, HTTP/2 and QUIC. */
const inRest =
	/^(repl|sqlite|wasi|llhttp\.wasm|brotli\.wasm|zstd\.wasm|internal\/(deps\/(amaro|undici|acorn|minimatch)\/.*|debugger\/.*|repl\/.*|http2\/.*|quic\/.*))$/;

class Part {
	/** @type {Buffer[]} */
	#parts = [];
	length = 0;

	/** @param {string} text @returns {[number, number]} offset, length */
	add(text) {
		const bytes = Buffer.from(text);
		this.#parts.push(bytes);
		this.length += bytes.length;
		return [this.length - bytes.length, bytes.length];
	}

	get bytes() {
		return Buffer.concat(this.#parts);
	}
}

/** @param {Record<string, string>} sources @param {unknown} facts */
function pack(sources, facts) {
	const parts = { core: new Part(), rest: new Part() };
	/** @type {Record<string, [string, number, number]>} */
	const index = {};
	for (const id of Object.keys(sources).sort()) {
		const part = inRest.test(id) ? 'rest' : 'core';
		index[id] = [part, ...parts[part].add(sources[id] ?? '')];
	}
	const factPlace = parts.core.add(JSON.stringify(facts));
	const header = Buffer.from(JSON.stringify({ node: release.version, sources: index, facts: factPlace }));
	const lengths = Buffer.alloc(8);
	lengths.writeUInt32LE(header.length);
	lengths.writeUInt32LE(parts.rest.length, 4);
	return { core: Buffer.concat([lengths, header, parts.core.bytes]), rest: parts.rest.bytes };
}

/** What the packed library was made from. */
function stampOf() {
	const hash = createHash('sha256');
	for (const file of [
		'scripts/node-release.json',
		'scripts/node-library.mjs',
		'scripts/node-library-dump.cjs',
		'node_modules/brotli-wasm/package.json',
		'node_modules/@oneidentity/zstd-js/package.json',
		...['ast', 'awaits', 'columns', 'references', 'transform'].map(
			(name) => `src/runtime/node/esm/${name}.ts`
		)
	])
		hash.update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

export async function ensureNodeLibrary() {
	await fetchBinary();
	const stampFile = join(root, '.cache/node-library.stamp');
	const stamp = stampOf();
	if (
		existsSync(target) &&
		existsSync(restTarget) &&
		existsSync(stampFile) &&
		readFileSync(stampFile, 'utf8') === stamp
	)
		return;
	const dump = spawnSync(
		nodeBinary(),
		['--expose-internals', '--no-deprecation', '--no-warnings', dumpScript],
		{
			encoding: 'utf8',
			maxBuffer: 1e9,
			env: {}
		}
	);
	if (dump.status !== 0)
		throw new Error(`Node ${release.version} could not be asked for its library: ${dump.stderr}`);
	const { sources, ...facts } = JSON.parse(dump.stdout);
	const { rewriteLibrary } = await load('src/runtime/node/esm/script.ts');
	const kept = Object.fromEntries(
		Object.entries(sources)
			.filter(([id]) => !leftOut.test(id))
			.map(([id, source]) => [id, rewriteLibrary(source)])
	);
	kept[HTTP_PARSER] = httpParserOf(sources);
	kept[BROTLI] = brotliModule().toString('base64');
	kept[ZSTD] = zstdModule();
	const { core, rest } = pack(kept, facts);
	mkdirSync(folder, { recursive: true });
	writeFileSync(target, core);
	writeFileSync(restTarget, gzipSync(rest, { level: 9 }));
	writeFileSync(stampFile, stamp);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
	await ensureNodeLibrary().catch((error) => {
		process.stderr.write(`[setup] Node's library could not be made: ${error.message}\n`);
		process.exit(1);
	});
