/**
 * npm run bench: our host beside the pinned native Node, in one run on this machine.
 * `--only=debugger` measures long runs alone. Medians; look at the ratios, not at the milliseconds: machines are shared and noisy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longRuns } from './bench/debugger.mjs';
import { files, manyFiles } from './bench/files.mjs';
import { median, nativeRun, table } from './bench/measure.mjs';
import { suites } from './bench/suites.mjs';
import { openDriver } from './driver.mjs';

/** @typedef {import('./bench/measure.mjs').Row} Row */

const directory = mkdtempSync(join(tmpdir(), 'tabgym-bench-'));
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 7;

/** Boots in a fresh browser profile, and again after a reload (the browser's cache is warm). @returns {Promise<Row[]>} */
async function boot() {
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
		{ what: 'boot, fresh browser', unit: 'ms', host: median(fresh), goal: '<= 600' },
		{ what: 'boot, after a reload', unit: 'ms', host: median(reload) }
	];
}

/** @param {import('./driver.mjs').DriverPage} driver @param {number} id @returns {Promise<Row[]>} */
async function processes(driver, id) {
	/** @param {string} command */
	const run = (command) =>
		driver.page.evaluate(
			async ([id, command]) => (await globalThis.tabgym.run(id, command)).duration,
			[id, command]
		);
	await run('true');
	const first = [];
	const inRow = [];
	for (let round = 0; round < rounds; round++) {
		// A pause lets the kernel warm its spare workers, as between two steps of an agent.
		await driver.page.waitForTimeout(400);
		first.push(await run('node -e 0'));
	}
	for (let round = 0; round < 10; round++) inRow.push(await run('node -e 0'));
	const native = median(Array.from({ length: rounds }, () => nativeRun(['-e', '0'], directory).ms));
	return [
		{ what: '`node -e 0`, with a spare worker', unit: 'ms', host: median(first), native, goal: '<= 40' },
		{ what: '`node -e 0`, ten in a row', unit: 'ms', host: median(inRow), native }
	];
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
if (only !== undefined && only !== 'debugger') {
	process.stderr.write(`Cannot measure "${only}" alone: only debugger can be\n`);
	process.exit(2);
}
const rows = only ? [] : await boot();
const driver = await openDriver();
try {
	if (only) rows.push(...(await longRuns(driver, rounds)));
	else await all();
	process.stdout.write(`\n${table(rows)}\n`);
} finally {
	await driver.close();
	rmSync(directory, { recursive: true });
}

async function all() {
	const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
	process.stdout.write(`Host beside native Node ${nativeRun(['--version'], directory).output.trim()}\n`);
	rows.push(...(await processes(driver, id)));
	rows.push(...(await files(driver, id, directory)));
	rows.push(...(await manyFiles(driver, id)));
	rows.push(...(await suites(driver, id, directory, quick ? 1 : 3)));
	rows.push(...(await longRuns(driver, quick ? 2 : 4)));
}
