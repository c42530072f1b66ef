/** Process figures: starting one, many at once, what an idle one holds, and ending one that will not. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from '@msgpack/msgpack';
import { nodeBinary } from '../node-library.mjs';
import { median, nativeRun } from './measure.mjs';

/** @typedef {import('./measure.mjs').Row} Row */
/** @typedef {import('../driver.mjs').DriverPage} Driver */

const MANY = 50;

/** @param {Driver} driver @param {number} id @param {string} directory @param {number} rounds @returns {Promise<Row[]>} */
export async function processes(driver, id, directory, rounds) {
	return [
		...(await starts(driver, id, directory, rounds)),
		await execSync(driver, id, directory),
		await kill(driver, rounds),
		...(await many(driver, id))
	];
}

/** @param {Driver} driver @param {number} id @param {string} directory @param {number} rounds @returns {Promise<Row[]>} */
async function starts(driver, id, directory, rounds) {
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
		{ what: '`node -e 0`, with a spare worker', unit: 'ms', host: median(first), native, goal: '<= 10' },
		{ what: '`node -e 0`, ten in a row', unit: 'ms', host: median(inRow), native, goal: '<= 10' }
	];
}

/** Milliseconds of one call, the median of twenty. */
const execProgram = `
const { execSync } = require('node:child_process');
const runs = [];
for (let i = 0; i < 20; i++) {
	const from = process.hrtime.bigint();
	execSync('true');
	runs.push(Number(process.hrtime.bigint() - from) / 1e6);
}
console.log(runs.sort((a, b) => a - b)[10]);
`;

/** @param {Driver} driver @param {number} id @param {string} directory @returns {Promise<Row>} */
async function execSync(driver, id, directory) {
	writeFileSync(join(directory, 'exec.js'), execProgram);
	const native = Number(nativeRun(['exec.js'], directory).output);
	const url = driver.share(encode({ d: { 'exec.js': { f: { c: execProgram } } } }));
	const { output } = await driver.page.evaluate(
		async ([id, url]) => {
			await globalThis.tabgym.mount(id, url);
			return globalThis.tabgym.run(id, 'node exec.js');
		},
		[id, url]
	);
	return { what: "execSync('true')", unit: 'ms', host: Number(output), native, goal: '<= 10' };
}

/** @param {Driver} driver @param {number} rounds @returns {Promise<Row>} */
async function kill(driver, rounds) {
	const host = [];
	const native = [];
	for (let round = 0; round < rounds; round++) {
		host.push((await driver.page.evaluate(() => globalThis.tabgym.killEndlessLoop())).killMs);
		native.push(await nativeKill());
	}
	return {
		what: 'kill of an endless loop',
		unit: 'ms',
		host: median(host),
		native: median(native),
		goal: '<= 20'
	};
}

/** @returns {Promise<number>} */
async function nativeKill() {
	const child = spawn(nodeBinary(), ['-e', 'for(;;);'], { stdio: 'ignore' });
	await new Promise((resolve) => setTimeout(resolve, 500));
	const from = performance.now();
	await new Promise((resolve) => {
		child.on('exit', resolve);
		child.kill('SIGKILL');
	});
	return performance.now() - from;
}

/**
 * Idle processes side by side: how many were alive at once, and what one of them holds. Memory is what the system counts for the browser
 * (proportional set size, `man 5 proc`), so it is measured on Linux alone.
 * @param {Driver} driver @param {number} id @returns {Promise<Row[]>}
 */
async function many(driver, id) {
	const idle = `const up = () => console.log('up'); up(); setTimeout(() => {}, 20000);`;
	const before = treeMemory(process.pid);
	const command = `for i in $(seq ${MANY}); do node -e "${idle}" & done; wait`;
	let alive = 0;
	driver.onOutput((text) => (alive += text.split('up').length - 1));
	const ended = driver.page.evaluate(
		async ([id, command]) =>
			globalThis.tabgym.run(id, command, (text) => /** @type {any} */ (globalThis).tabgymOutput(text)),
		/** @type {const} */ ([id, command])
	);
	const after = await Promise.race([
		ended.then(() => null),
		(async () => {
			while (alive < MANY) await driver.page.waitForTimeout(100);
			await driver.page.waitForTimeout(2000);
			return treeMemory(process.pid);
		})()
	]);
	await ended;
	/** @type {Row[]} */
	const rows = [{ what: 'idle processes alive at once', unit: '', host: alive, goal: `>= ${MANY}` }];
	if (before === null || after === null) return rows;
	const children = Array.from({ length: 5 }, () =>
		spawn(nodeBinary(), ['-e', 'setTimeout(() => {}, 20000)'])
	);
	await new Promise((resolve) => setTimeout(resolve, 2000));
	const native = children.map(({ pid }) => (pid === undefined ? 0 : (memoryOf(pid) ?? 0)));
	for (const child of children) child.kill('SIGKILL');
	rows.push({
		what: 'memory of an idle process',
		unit: 'MB',
		host: (after - before) / MANY,
		native: median(native),
		goal: '<= 15'
	});
	return rows;
}

/** Megabytes of one process; null = it is gone, or the system does not say. @param {number} pid */
function memoryOf(pid) {
	try {
		const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
		return kilobytes === undefined ? null : Number(kilobytes) / 1024;
	} catch {
		return null;
	}
}

/** Megabytes of all that `pid` has started. @param {number} pid @returns {number | null} */
function treeMemory(pid) {
	/** @type {Map<number, number[]>} */
	const children = new Map();
	try {
		for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
			const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(statOf(name)) ?? [];
			if (parent !== undefined)
				children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
		}
	} catch {
		return null;
	}
	/** @param {number} at @returns {number} */
	const sum = (at) =>
		(children.get(at) ?? []).reduce((all, child) => all + (memoryOf(child) ?? 0) + sum(child), 0);
	return sum(pid);
}

/** @param {string} pid */
function statOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8');
	} catch {
		return '';
	}
}
