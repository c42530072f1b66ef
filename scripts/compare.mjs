/**
 * npm run compare [-- PATTERN... or --all] [--browser firefox]: runs the cases of src/runtime/compare in the host: those that a PATTERN is in, or all, or a
 * sample of each module. Exits with 1 if one differs from native Node that differences.json does not name, or one that it names does not
 * differ any more.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffLines } from 'diff';
import { casesMatching, expectationOf, folder, outcomesOf, sampleOf } from './compare/cases.mjs';
import { openDriver, quote, snapshotOf } from './driver.mjs';
import { takeBrowser } from './firefox/browser.mjs';

/** Milliseconds for all cases. */
const LIMIT = 1_200_000;

/**
 * How `actual` differs, in lines as `diff` prints them; empty = it does not.
 * @param {Record<string, unknown>} expected @param {Record<string, unknown> | undefined} actual
 */
function difference(expected, actual) {
	if (!actual) return ['did not end'];
	return ['stdout', 'stderr', 'exitCode', 'signal'].flatMap((key) => {
		const [before, after] = [String(expected[key]), String(actual[key])];
		if (before === after) return [];
		const changes = diffLines(before, after).filter(({ added, removed }) => added || removed);
		return changes.flatMap(({ added, value }) =>
			value.split('\n').flatMap((line) => (line ? [`${key} ${added ? '+' : '-'} ${line}`] : []))
		);
	});
}

const patterns = process.argv.slice(2);
const browser = takeBrowser(patterns);
const cases =
	patterns.length === 0
		? sampleOf(casesMatching(''))
		: [...new Set(patterns.flatMap((pattern) => casesMatching(pattern === '--all' ? '' : pattern)))];
const driver = await openDriver({ engine: browser });
let output = '';
try {
	const url = driver.share(snapshotOf(folder));
	const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
	await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
	const command = `node run.mjs ${cases.map(quote).join(' ')}`;
	output = await driver.page.evaluate(async ([id, command, limit]) => {
		let text = '';
		await globalThis.tabgym.run(id, command, (more) => void (text += more), limit);
		return text;
	}, /** @type {[number, string, number]} */ ([id, command, LIMIT]));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
} finally {
	await driver.close();
}
const outcomes = outcomesOf(output.replaceAll('\r\n', '\n'));
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
/** @type {Record<string, string>} Case -> why it differs; "" = it does not in Firefox. */
const known = { ...read('differences.json'), ...(browser === 'firefox' && read('differences-firefox.json')) };
let [same, wrong] = [0, 0];
for (const name of cases) {
	const lines = difference(JSON.parse(readFileSync(expectationOf(name), 'utf8')), outcomes.get(name));
	const [differs, expected] = [lines.length > 0, Boolean(known[name])];
	if (!differs) same++;
	if (differs !== expected) wrong++;
	const verdict = differs ? (expected ? 'known' : 'DIFFERENT') : expected ? 'SAME AGAIN' : 'same';
	process.stdout.write(`${verdict}  ${name}${differs && expected ? `: ${known[name]}` : ''}\n`);
	if (differs && !expected) for (const line of lines) process.stdout.write(`    ${line}\n`);
}
process.stdout.write(`${same} of ${cases.length} cases as in native Node, ${wrong} not as expected\n`);
process.exitCode = wrong > 0 ? 1 : 0;
