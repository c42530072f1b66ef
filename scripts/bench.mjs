/**
 * npm run bench [-- --only=NAME] [--quick] [--tasks=PATTERN]: our host beside the pinned native Node, in one run on this machine.
 * Medians; look at the ratios, not at the milliseconds: machines are shared and noisy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boot, size } from './bench/boot.mjs';
import { longRuns } from './bench/debugger.mjs';
import { files, manyFiles } from './bench/files.mjs';
import { nativeRun, table } from './bench/measure.mjs';
import { processes } from './bench/processes.mjs';
import { suites } from './bench/suites.mjs';
import { openDriver } from './driver.mjs';
import { ensureBuilt } from './site.mjs';

/** @typedef {import('./bench/measure.mjs').Row} Row */

const quick = process.argv.includes('--quick');
/** Of the suites. */
const pattern =
	process.argv.find((argument) => argument.startsWith('--tasks='))?.slice('--tasks='.length) ?? '';
const rounds = quick ? 3 : 7;
const directory = mkdtempSync(join(tmpdir(), 'tabgym-bench-'));

/**
 * Each in a browser of its own.
 * @type {Record<string, () => Promise<Row[]>>}
 */
const parts = {
	boot: async () => [...(await boot(rounds)), ...size()],
	processes: () => inSandbox((driver, id) => processes(driver, id, directory, rounds)),
	files: () =>
		inSandbox(async (driver, id) => [
			...(await files(driver, id, directory)),
			...(await manyFiles(driver, id))
		]),
	suites: () => inSandbox((driver, id) => suites(driver, id, directory, quick ? 1 : 3, pattern)),
	debugger: async () => {
		const driver = await openDriver();
		return longRuns(driver, quick ? 2 : 4).finally(() => driver.close());
	}
};

/** @param {(driver: import('./driver.mjs').DriverPage, id: number) => Promise<Row[]>} measure */
async function inSandbox(measure) {
	const driver = await openDriver();
	try {
		const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
		return await measure(driver, id);
	} finally {
		await driver.close();
	}
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const names = only?.split(',') ?? Object.keys(parts);
const unknown = names.find((name) => !parts[name]);
if (unknown !== undefined) {
	process.stderr.write(`Cannot measure "${unknown}": there are ${Object.keys(parts).join(', ')}\n`);
	process.exit(2);
}
await ensureBuilt();
process.stdout.write(`Host beside native Node ${nativeRun(['--version'], directory).output.trim()}\n`);
try {
	for (const name of names) process.stdout.write(`\n${table((await parts[name]?.()) ?? [])}\n`);
} finally {
	rmSync(directory, { recursive: true });
}
