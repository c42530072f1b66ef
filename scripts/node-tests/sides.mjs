/** The two sides of `npm run node-tests`: the pinned native Node, whose results are kept, and the host. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { decode, encode } from '@msgpack/msgpack';
import { openDriver, quote, snapshotOf } from '../driver.mjs';
import { nodeBinary } from '../node-library.mjs';

/** Milliseconds for all files, on each side. */
const LIMIT = 7_200_000;
const runner = resolve(import.meta.dirname, 'run.mjs');
const kept = resolve(import.meta.dirname, '../../.cache/node-tests.json');

/**
 * @typedef {{name: string, passed: boolean, problem: string, output: string}} Result
 * @typedef {{jobs: number, limit: number}} Settings limit: milliseconds for one file
 * @typedef {(result: Result) => void} Listener
 */

/** Hears chunks of what run.mjs prints. @param {Listener} listener */
function lineReader(listener) {
	let rest = '';
	return (/** @type {string} */ text) => {
		const lines = (rest + text).split(/\r?\n/);
		rest = lines.pop() ?? '';
		for (const line of lines) if (line.startsWith('{"name"')) listener(JSON.parse(line));
	};
}

/** @param {string} folder @param {string} name */
const keyOf = (folder, name) =>
	`${name} ${createHash('sha256')
		.update(nodeBinary())
		.update(readFileSync(join(folder, name)))
		.digest('hex')
		.slice(0, 16)}`;

/**
 * What native Node made of the files: from the last time, where neither file nor Node changed.
 * @param {string} folder @param {string[]} files @param {Settings} settings @param {Listener} listener
 */
export async function runNatively(folder, files, settings, listener) {
	/** @type {Record<string, Result>} */
	const results = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
	const missing = files.filter((name) => !results[keyOf(folder, name)]);
	if (missing.length > 0) {
		const child = spawn(nodeBinary(), [runner, JSON.stringify(settings), ...missing], {
			cwd: folder,
			stdio: ['ignore', 'pipe', 'inherit'],
			timeout: LIMIT
		});
		const read = lineReader((result) => {
			results[keyOf(folder, result.name)] = result;
			listener(result);
		});
		child.stdout.setEncoding('utf8').on('data', read);
		await new Promise((ended) => child.on('close', ended));
		mkdirSync(dirname(kept), { recursive: true });
		writeFileSync(kept, JSON.stringify(results));
	}
	return new Map(
		files.flatMap((name) => results[keyOf(folder, name)] ?? []).map((each) => [each.name, each])
	);
}

/** The files with what they load, as a snapshot. @param {string} folder @param {string[]} files */
function snapshotWith(folder, files) {
	/** @type {Record<string, unknown>} */
	const inside = { 'run.mjs': { f: { c: readFileSync(runner) } } };
	for (const name of ['common', 'fixtures']) {
		const path = join(dirname(folder), name);
		if (existsSync(path)) inside[name] = decode(snapshotOf(path));
	}
	const tests = files.map((name) => [name, { f: { c: readFileSync(join(folder, name)) } }]);
	inside[basename(folder)] = { d: Object.fromEntries(tests) };
	return encode({ d: { test: { d: inside } } });
}

/** @param {string} folder @param {string[]} files @param {Settings} settings @param {Listener} listener */
export async function runInHost(folder, files, settings, listener) {
	const driver = await openDriver();
	driver.onOutput(lineReader(listener));
	try {
		const url = driver.share(snapshotWith(folder, files));
		const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
		await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
		const words = [JSON.stringify(settings), ...files].map(quote).join(' ');
		await driver.page.evaluate(
			([id, command, limit]) => globalThis.tabgym.run(id, command, globalThis.tabgymOutput, limit),
			[id, `cd test/${quote(basename(folder))} && node ../run.mjs ${words}`, LIMIT]
		);
	} finally {
		await driver.close();
	}
}
