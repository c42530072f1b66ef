/** How soon a sandbox is there, and what the browser fetches for it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDriver } from '../driver.mjs';
import { median } from './measure.mjs';

/** @typedef {import('./measure.mjs').Row} Row */

/** Boots in a fresh browser profile, and again after a reload (the browser's cache is warm). @param {number} rounds @returns {Promise<Row[]>} */
export async function boot(rounds) {
	const fresh = [];
	const reload = [];
	for (let round = 0; round < rounds; round++) {
		const driver = await openDriver();
		const once = () => driver.page.evaluate(async () => (await globalThis.tabgym.open('embedded')).bootMs);
		fresh.push(await once());
		await driver.page.reload();
		await driver.page.waitForFunction(() => 'tabgym' in globalThis);
		reload.push(await once());
		await driver.close();
	}
	return [
		{ what: 'boot, fresh browser', unit: 'ms', host: median(fresh), goal: '<= 300' },
		{ what: 'boot, after a reload', unit: 'ms', host: median(reload), goal: '<= 120' }
	];
}

/** Of the built site, as a server that compresses sends it. @returns {Row[]} */
export function size() {
	const runtime = resolve(import.meta.dirname, '../../dist/runtime');
	/** @param {string[]} names */
	const megabytes = (names) =>
		names.reduce((sum, name) => sum + gzipSync(readFileSync(join(runtime, name))).length, 0) / 1e6;
	const first = ['kernel.js', 'node.js', 'shell.js', 'node-library.bin'];
	const chunks = ['git.js', 'just-bash.js', 'node-crypto.js', 'node-zlib.js'];
	return [
		{ what: 'host, compressed: to the first process', unit: 'MB', host: megabytes(first), goal: '<= 1.6' },
		{ what: 'host, compressed: chunks', unit: 'MB', host: megabytes(chunks) },
		{
			what: 'host, compressed: modules that few need',
			unit: 'MB',
			host: megabytes(['node-library-rest.bin'])
		},
		{ what: 'host, compressed: npm', unit: 'MB', host: megabytes(['npm.bin']) }
	];
}
