/**
 * npm run node-tests -- DIR [PATTERN]: runs test files of Node's own suite (DIR = its test/parallel, in a checkout that is not part of this
 * repository) natively and in the host, and prints per module how many of those that native Node passes the host passes.
 * PATTERN: a regular expression on the file's name. Exits with 1 if one passes natively alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { decode, encode } from '@msgpack/msgpack';
import { openDriver, quote, snapshotOf } from './driver.mjs';
import { ensureNodeLibrary, nodeBinary } from './node-library.mjs';

/** Milliseconds for all files, on each side. */
const LIMIT = 3_600_000;
const runner = resolve(import.meta.dirname, 'node-tests/run.mjs');

/** @typedef {{name: string, passed: boolean, problem: string}} Result */

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

/** @param {string} text what run.mjs printed @returns {Map<string, Result>} */
function resultsOf(text) {
	const lines = text.split(/\r?\n/).filter((line) => line.startsWith('{'));
	return new Map(lines.map((line) => JSON.parse(line)).map((result) => [result.name, result]));
}

/** The files with what they load, as a snapshot. @param {string} folder @param {string[]} files */
function snapshotWith(folder, files) {
	/** @type {Record<string, unknown>} */
	const d = { 'run.mjs': { f: { c: readFileSync(runner) } } };
	for (const name of ['common', 'fixtures']) {
		const path = join(dirname(folder), name);
		if (existsSync(path)) d[name] = decode(snapshotOf(path));
	}
	const tests = files.map((name) => [name, { f: { c: readFileSync(join(folder, name)) } }]);
	d[basename(folder)] = { d: Object.fromEntries(tests) };
	return encode({ d });
}

/** @param {string} folder @param {string[]} files */
async function runInHost(folder, files) {
	const driver = await openDriver();
	let output = '';
	driver.onOutput((text) => (output += text));
	try {
		const url = driver.share(snapshotWith(folder, files));
		const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
		await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
		const command = `cd ${quote(basename(folder))} && node ../run.mjs ${files.map(quote).join(' ')}`;
		await driver.page.evaluate(
			([id, command, limit]) => globalThis.tabgym.run(id, command, globalThis.tabgymOutput, limit),
			[id, command, LIMIT]
		);
	} finally {
		await driver.close();
	}
	return resultsOf(output);
}

const usage = 'Usage: npm run node-tests -- DIR [PATTERN]';
const [directory = refuse(usage), pattern = ''] = process.argv.slice(2);
const folder = resolve(process.env.INIT_CWD ?? '.', directory);
if (!existsSync(folder)) refuse(`Cannot run tests of "${directory}": there is no such folder`);
const files = readdirSync(folder)
	.filter((name) => /^test-.*\.m?js$/.test(name) && new RegExp(pattern).test(name))
	.sort();
if (files.length === 0) refuse(`Cannot run tests of "${directory}": no name fits "${pattern}"`);
await ensureNodeLibrary();
const native = resultsOf(
	spawnSync(nodeBinary(), [runner, ...files], {
		cwd: folder,
		encoding: 'utf8',
		timeout: LIMIT,
		maxBuffer: 1e9
	}).stdout
);
const host = await runInHost(
	folder,
	files.filter((name) => native.get(name)?.passed)
);
/** @type {Map<string, [passed: number, native: number]>} */
const modules = new Map();
let missed = 0;
for (const name of files) {
	if (!native.get(name)?.passed) continue;
	const module = /^test-([a-z0-9]+)/.exec(name)?.[1] ?? name;
	const passed = host.get(name)?.passed === true;
	const [before, all] = modules.get(module) ?? [0, 0];
	modules.set(module, [before + Number(passed), all + 1]);
	if (passed) continue;
	missed++;
	process.stdout.write(`fails  ${name}: ${host.get(name)?.problem ?? 'did not end'}\n`);
}
for (const [module, [passed, all]] of modules)
	process.stdout.write(`${module}: ${passed} of ${all} that native Node passes\n`);
process.exitCode = missed > 0 ? 1 : 0;
