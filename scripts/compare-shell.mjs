/**
 * npm run compare:shell [-- PATTERN or --record]: the scripts of src/runtime/shell/compare/cases.txt in the host's bash, beside what bash and the
 * Unix commands of a real machine printed. --record writes down what those of this machine print. Exits with 1 if one differs that
 * differences.json does not name, or one that it names does not differ any more.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diffLines } from 'diff';
import { openDriver, quote, snapshotOf } from './driver.mjs';

const folder = resolve(import.meta.dirname, '../src/runtime/shell/compare');
const expectations = join(folder, 'expected.json');
/** Milliseconds for all cases. */
const LIMIT = 900_000;

/** @typedef {{stdout: string, stderr: string, exitCode: number | null}} Outcome */

/** @param {string} text lines of run.mjs @returns {Record<string, Outcome>} */
function outcomesOf(text) {
	const lines = text.split('\n').filter((line) => line.startsWith('{'));
	return Object.fromEntries(
		lines.map((line) => {
			const { name, ...outcome } = JSON.parse(line);
			return [name, outcome];
		})
	);
}

function record() {
	const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'run.mjs')], {
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`Cannot record: run.mjs ended with ${status}: ${stderr}`);
	const outcomes = outcomesOf(stdout);
	const sorted = Object.fromEntries(Object.entries(outcomes).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(expectations, `${JSON.stringify(sorted, null, '\t')}\n`);
	process.stdout.write(`${Object.keys(sorted).length} cases recorded\n`);
}

/** @param {string[]} names */
async function runInHost(names) {
	const driver = await openDriver();
	let output = '';
	driver.onOutput((text) => (output += text));
	try {
		const url = driver.share(snapshotOf(folder));
		const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
		await driver.page.evaluate(
			([id, url]) => globalThis.tabgym.mount(id, url),
			/** @type {const} */ ([id, url])
		);
		await driver.page.evaluate(
			([id, command, limit]) => globalThis.tabgym.run(id, command, globalThis.tabgymOutput, limit),
			/** @type {const} */ ([id, `node run.mjs ${names.map(quote).join(' ')}`, LIMIT])
		);
	} finally {
		await driver.close();
	}
	return outcomesOf(output);
}

/** Lines as `diff` prints them; empty = the same. @param {Outcome} expected @param {Outcome | undefined} actual */
function difference(expected, actual) {
	if (!actual) return ['did not end'];
	return /** @type {const} */ (['stdout', 'stderr', 'exitCode']).flatMap((key) => {
		const changes = diffLines(String(expected[key]), String(actual[key])).filter(
			({ added, removed }) => added || removed
		);
		return changes.flatMap(({ added, value }) =>
			value.split('\n').flatMap((line) => (line ? [`${key} ${added ? '+' : '-'} ${line}`] : []))
		);
	});
}

/** @param {string} pattern */
async function compare(pattern) {
	/** @type {Record<string, Outcome>} */
	const expected = JSON.parse(readFileSync(expectations, 'utf8'));
	/** @type {Record<string, string>} */
	const known = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'));
	const names = Object.keys(expected).filter((name) => name.includes(pattern));
	const actual = await runInHost(names);
	let wrong = 0;
	for (const name of names) {
		const lines = difference(/** @type {Outcome} */ (expected[name]), actual[name]);
		if (lines.length > 0 !== name in known) wrong++;
		const verdict =
			lines.length > 0
				? known[name]
					? `known  ${name}: ${known[name]}`
					: `DIFFERENT  ${name}`
				: known[name]
					? `SAME AGAIN  ${name}`
					: `same  ${name}`;
		process.stdout.write(`${verdict}\n`);
		if (!known[name]) for (const line of lines) process.stdout.write(`    ${line}\n`);
	}
	process.stdout.write(`${names.length} scripts, ${wrong} not as expected\n`);
	process.exitCode = wrong > 0 ? 1 : 0;
}

const [argument = ''] = process.argv.slice(2);
if (argument === '--record') record();
else await compare(argument);
