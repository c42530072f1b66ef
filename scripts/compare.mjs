/**
 * npm run compare [-- PATTERN... or --all] [--browser firefox]: runs the cases of src/runtime/compare in the host: those that a PATTERN is in, or all, or a
 * sample of each module. Exits with 1 if one differs twice from native Node that differences.json does not name, or one that it names does not
 * differ any more. One that differs once only is shown as UNSTEADY.
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
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
/** @type {Record<string, string>} Case -> why it differs; "" = it does not in Firefox. */
const known = { ...read('differences.json'), ...(browser === 'firefox' && read('differences-firefox.json')) };
const driver = await openDriver({ engine: browser });
const url = driver.share(snapshotOf(folder));

/**
 * How each case differs, in a sandbox of their own.
 * @param {string[]} names @returns {Promise<Map<string, string[]>>}
 */
async function compared(names) {
	const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
	let output = '';
	try {
		await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
		const command = `node run.mjs ${names.map(quote).join(' ')}`;
		output = await driver.page.evaluate(async ([id, command, limit]) => {
			let text = '';
			await globalThis.tabgym.run(id, command, (more) => void (text += more), limit);
			return text;
		}, /** @type {[number, string, number]} */ ([id, command, LIMIT]));
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	}
	const outcomes = outcomesOf(output.replaceAll('\r\n', '\n'));
	const expected = (/** @type {string} */ name) => JSON.parse(readFileSync(expectationOf(name), 'utf8'));
	return new Map(names.map((name) => [name, difference(expected(name), outcomes.get(name))]));
}

/** @param {string} name @param {string[]} [lines] */
const isAsExpected = (name, lines = []) => lines.length > 0 === Boolean(known[name]);

let [same, wrong, unsteady] = [0, 0, 0];
try {
	const first = await compared(cases);
	const again = cases.filter((name) => !isAsExpected(name, first.get(name)));
	// What a busy machine did once, it does not do twice.
	const second = again.length > 0 ? await compared(again) : new Map();
	for (const name of cases) {
		const lines = first.get(name) ?? [];
		const isSteady = !again.includes(name) || !isAsExpected(name, second.get(name));
		if (lines.length === 0) same++;
		if (!isSteady) unsteady++;
		else if (again.includes(name)) wrong++;
		const what = lines.length === 0 ? 'same' : known[name] ? 'known' : 'DIFFERENT';
		const verdict = isSteady ? (known[name] && what === 'same' ? 'SAME AGAIN' : what) : 'UNSTEADY';
		process.stdout.write(`${verdict}  ${name}${what === 'known' ? `: ${known[name]}` : ''}\n`);
		if (what === 'DIFFERENT') for (const line of lines) process.stdout.write(`    ${line}\n`);
	}
} finally {
	await driver.close();
}
process.stdout.write(
	`${same} of ${cases.length} cases as in native Node, ${wrong} not as expected${unsteady > 0 ? `, ${unsteady} only at the second try` : ''}\n`
);
process.exitCode = wrong > 0 ? 1 : 0;
