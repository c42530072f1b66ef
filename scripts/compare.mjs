/** node scripts/compare.mjs [PATTERN]: runs the cases of src/runtime/compare in the host; exits with 1 if one differs from native Node. */
import { readFileSync } from 'node:fs';
import { diffLines } from 'diff';
import { casesMatching, expectationOf, folder, outcomesOf } from './compare/cases.mjs';
import { openDriver, quote, snapshotOf } from './driver.mjs';

/** Milliseconds for all cases. */
const LIMIT = 300_000;

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

const cases = casesMatching(process.argv[2] ?? '');
const driver = await openDriver();
let output = '';
driver.onOutput((text) => (output += text));
try {
	const url = driver.share(snapshotOf(folder));
	const { id } = await driver.page.evaluate(() => globalThis.tabgym.open('embedded'));
	await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
	const command = `node run.mjs ${cases.map(quote).join(' ')}`;
	await driver.page.evaluate(
		([id, command, limit]) => globalThis.tabgym.run(id, command, globalThis.tabgymOutput, limit),
		[id, command, LIMIT]
	);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
} finally {
	await driver.close();
}
const outcomes = outcomesOf(output.replaceAll('\r\n', '\n'));
let different = 0;
for (const name of cases) {
	const expected = JSON.parse(readFileSync(expectationOf(name), 'utf8'));
	const lines = difference(expected, outcomes.get(name));
	if (lines.length > 0) different++;
	process.stdout.write(`${lines.length === 0 ? 'same' : 'DIFFERENT'}  ${name}\n`);
	for (const line of lines) process.stdout.write(`    ${line}\n`);
}
process.stdout.write(`${cases.length - different} of ${cases.length} cases as in native Node\n`);
process.exitCode = different > 0 ? 1 : 0;
