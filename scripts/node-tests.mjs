/**
 * npm run node-tests -- DIR [PATTERN] [--jobs N] [--limit SECONDS] [--json FILE]: runs test files of Node's own suite (DIR = its
 * test/parallel, in a checkout that is not part of this repository) natively and in the host, and prints, as it goes, those that native
 * Node passes and the host does not; at the end per module how many it passes. What native Node made of a file is kept in .cache.
 * PATTERN: a regular expression on the file's name. `--json`: every result with the end of what the file printed.
 * Exits with 1 if one passes natively alone.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNodeLibrary } from './node-library.mjs';
import { runInHost, runNatively } from './node-tests/sides.mjs';

const usage = 'Usage: npm run node-tests -- DIR [PATTERN] [--jobs N] [--limit SECONDS] [--json FILE]';

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

function argumentsOf() {
	try {
		const string = /** @type {const} */ ({ type: 'string' });
		const options = { jobs: string, limit: string, json: string };
		return parseArgs({ allowPositionals: true, options });
	} catch (error) {
		return refuse(`${error instanceof Error ? error.message : error}. ${usage}`);
	}
}

const { values, positionals } = argumentsOf();
const [directory = refuse(usage), pattern = ''] = positionals;
const from = process.env.INIT_CWD ?? '.';
const folder = resolve(from, directory);
const settings = { jobs: Number(values.jobs ?? 4), limit: 1000 * Number(values.limit ?? 20) };
if (!(settings.jobs > 0 && settings.limit > 0)) refuse(usage);
if (!existsSync(folder)) refuse(`Cannot run tests of "${directory}": there is no such folder`);
const files = readdirSync(folder)
	.filter((name) => /^test-.*\.m?js$/.test(name) && new RegExp(pattern).test(name))
	.sort();
if (files.length === 0) refuse(`Cannot run tests of "${directory}": no name fits "${pattern}"`);

/** @param {string} name */
const moduleOf = (name) => /^test-([a-z0-9]+)/.exec(name)?.[1] ?? name;

await ensureNodeLibrary();
let count = 0;
const native = await runNatively(folder, files, settings, ({ name, passed, problem }) => {
	process.stdout.write(`native ${++count}  ${name}${passed ? '' : `: fails: ${problem}`}\n`);
});
const wanted = files.filter((name) => native.get(name)?.passed);
/** @type {Map<string, import('./node-tests/sides.mjs').Result>} */
const host = new Map();
await runInHost(folder, wanted, settings, (result) => {
	host.set(result.name, result);
	const verdict = result.passed ? 'passes' : 'fails ';
	const problem = result.passed ? '' : `: ${result.problem}`;
	process.stdout.write(`${host.size} of ${wanted.length}  ${verdict}  ${result.name}${problem}\n`);
});
for (const name of wanted)
	if (!host.has(name)) {
		host.set(name, { name, passed: false, problem: 'did not end', output: '' });
		process.stdout.write(`fails   ${name}: did not end\n`);
	}
const totals = { passed: 0, all: 0 };
for (const module of new Set(wanted.map(moduleOf))) {
	const all = wanted.filter((name) => moduleOf(name) === module);
	const passed = all.filter((name) => host.get(name)?.passed);
	totals.passed += passed.length;
	totals.all += all.length;
	process.stdout.write(`${module}: ${passed.length} of ${all.length} that native Node passes\n`);
}
process.stdout.write(`all: ${totals.passed} of ${totals.all} that native Node passes\n`);
if (values.json) writeFileSync(resolve(from, values.json), JSON.stringify([...host.values()], null, '\t'));
process.exitCode = totals.passed < totals.all ? 1 : 0;
