/** File figures: one program measures stat and read on both sides; mounts are timed in the page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from '@msgpack/msgpack';
import { nativeRun } from './measure.mjs';

/** Prints JSON: microseconds per call. A base-layer file is one that was mounted, a top-layer file one that was written. */
const program = `
const fs = require('node:fs');
fs.writeFileSync('top.txt', 'x'.repeat(110));
const time = (call) => {
	for (let i = 0; i < 300; i++) call();
	const runs = [];
	for (let r = 0; r < 5; r++) {
		const from = process.hrtime.bigint();
		for (let i = 0; i < 2000; i++) call();
		runs.push(Number(process.hrtime.bigint() - from) / 2000 / 1000);
	}
	return runs.sort((a, b) => a - b)[2];
};
console.log(JSON.stringify({
	'statSync, base layer': time(() => fs.statSync('base.txt')),
	'statSync, top layer': time(() => fs.statSync('top.txt')),
	'existsSync, missing': time(() => fs.existsSync('nothing.txt')),
	'readFileSync 110 B, base layer': time(() => fs.readFileSync('base.txt')),
	'readFileSync 110 B utf8, base layer': time(() => fs.readFileSync('base.txt', 'utf8')),
	'readFileSync 110 B, top layer': time(() => fs.readFileSync('top.txt')),
	'writeFileSync 110 B': time(() => fs.writeFileSync('top.txt', 'y'.repeat(110)))
}));
`;

/**
 * @param {import('../driver.mjs').DriverPage} driver
 * @param {number} id
 * @param {string} directory
 * @returns {Promise<import('./measure.mjs').Row[]>}
 */
export async function files(driver, id, directory) {
	const content = { 'bench.js': program, 'base.txt': 'x'.repeat(110) };
	for (const [name, text] of Object.entries(content)) writeFileSync(join(directory, name), text);
	const native = JSON.parse(nativeRun(['bench.js'], directory).output);
	const d = Object.fromEntries(Object.entries(content).map(([name, text]) => [name, { f: { c: text } }]));
	const url = driver.share(encode({ d }));
	const { output } = await driver.page.evaluate(
		async ([id, url]) => {
			await globalThis.tabgym.mount(id, url);
			return globalThis.tabgym.run(id, 'node bench.js');
		},
		[id, url]
	);
	return Object.entries(JSON.parse(output)).map(([what, host]) => ({
		what,
		unit: 'us',
		host,
		native: native[what],
		...(/^(stat|readFile)/.test(what) ? { goal: what.includes('base') ? '<= 1 x' : '<= 2 x' } : {})
	}));
}

/**
 * @param {import('../driver.mjs').DriverPage} driver
 * @param {number} id
 * @returns {Promise<import('./measure.mjs').Row[]>}
 */
export async function manyFiles(driver, id) {
	const rows = [];
	for (const count of [1000, 10_000]) {
		/** @type {Record<string, {d: Record<string, unknown>}>} */
		const folders = {};
		for (let i = 0; i < count; i++)
			(folders[`folder-${i % 100}`] ??= { d: {} }).d[`file-${i}.js`] = {
				f: { c: `module.exports = ${i};\n`.repeat(20) }
			};
		const url = driver.share(encode({ d: folders }));
		const host = await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
		rows.push({
			what: `mount of ${count} files`,
			unit: 'ms',
			host,
			...(count === 10_000 ? { goal: '<= 100' } : {})
		});
	}
	return rows;
}
