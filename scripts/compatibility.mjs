/**
 * npm run compatibility [-- RESULTS]: writes docs/compatibility.md, what of Node the host has, from what was measured: the cases of
 * src/runtime/compare and where they are known to differ, the bindings of the pinned Node beside those that we make, and Node's own test
 * suite. RESULTS = the file that `npm run node-tests -- DIR --json RESULTS` wrote; without it the counts of the last time are kept.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { casesMatching, folder } from './compare/cases.mjs';
import { ensureNodeLibrary } from './node-library.mjs';
import { load } from './packs/load.mjs';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/compatibility.md');
const kept = join(root, 'docs/node-tests.json');

/** @typedef {Record<string, [passed: number, all: number]>} Counts by module */

/** Of what native Node passes. @param {string | undefined} file @returns {Counts} */
function nodeTests(file) {
	if (!file) return existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
	/** @type {Counts} */
	const counts = {};
	for (const { name, passed } of JSON.parse(
		readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8')
	)) {
		const module = /^test-([a-z0-9]+)/.exec(name)?.[1] ?? name;
		const [before, all] = counts[module] ?? [0, 0];
		counts[module] = [before + Number(passed), all + 1];
	}
	writeFileSync(kept, `${JSON.stringify(counts, null, '\t')}\n`);
	return counts;
}

/** What the pinned Node has: the facts of the packed library (scripts/node-library.mjs). */
function facts() {
	const bytes = readFileSync(join(root, '.cache/runtime/node-library.bin'));
	const length = bytes.readUInt32LE(0);
	const index = JSON.parse(bytes.subarray(8, 8 + length).toString());
	const [offset, size] = index.facts;
	return JSON.parse(bytes.subarray(8 + length + offset, 8 + length + offset + size).toString());
}

/** Names of the bindings that we make. @returns {Promise<Set<string>>} */
async function ours() {
	const { factoriesOf } = await load('src/runtime/node/registry.ts');
	// Only their names are wanted: what they are made of is not there.
	const nothing = new Proxy({}, { get: () => ({}) });
	return new Set(Object.keys(factoriesOf(nothing)));
}

/** @param {string[][]} rows the first = the head */
function table(rows) {
	const [head = [], ...rest] = rows;
	return [head, head.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Functions and classes that a binding has. @param {unknown} shape */
const functionsOf = (shape) =>
	Object.values(/** @type {{v?: object}} */ (shape).v ?? {}).filter(
		(value) => value?.$ === 'f' || value?.$ === 'c'
	).length;

await ensureNodeLibrary();
mkdirSync(join(root, 'docs'), { recursive: true });
/** @type {Record<string, string>} */
const differences = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'));
const cases = casesMatching('');
const groups = [...new Set(cases.map((name) => name.slice(0, name.indexOf('/'))))];
const caseRows = groups.map((group) => {
	const all = cases.filter((name) => name.startsWith(`${group}/`));
	const known = all.filter((name) => name in differences);
	return [
		group,
		`${all.length - known.length} of ${all.length}`,
		[...new Set(known.map((name) => differences[name]))].join('; ')
	];
});
/** Case -> why it differs in Firefox; "" = it does not, other than in Chromium. @type {Record<string, string>} */
const inFirefox = JSON.parse(readFileSync(join(folder, 'differences-firefox.json'), 'utf8'));
const firefoxRows = [...new Set(Object.values(inFirefox).filter(Boolean))].sort().map((why) => [
	Object.keys(inFirefox)
		.filter((name) => inFirefox[name] === why)
		.map((name) => `\`${name}\``)
		.join(', '),
	why
]);
const { bindings } = facts();
const made = await ours();
const bindingRows = Object.keys(bindings)
	.sort()
	.map((name) => [
		`\`${name}\``,
		String(functionsOf(bindings[name])),
		made.has(name)
			? 'ours; what is missing says its name'
			: functionsOf(bindings[name]) === 0
				? 'constants'
				: 'not: every call says so'
	]);
const tests = nodeTests(process.argv[2]);
const testRows = Object.entries(tests).map(([module, [passed, all]]) => [
	module,
	`${passed} of ${all}`,
	`${Math.round((100 * passed) / all)} %`
]);
const { version } = JSON.parse(readFileSync(join(root, 'scripts/node-release.json'), 'utf8'));
writeFileSync(
	page,
	`<!-- Written by \`npm run compatibility\`. -->

# What of Node ${version} the host has

What is not there fails at once with its name: \`not supported in the browser: BINDING.NAME\`.

## Programs beside native Node

Small programs whose output, errors and exit code are compared whole with what the pinned native Node printed (\`npm run compare -- --all\`).

${table([['programs about', 'same', 'the others differ because'], ...caseRows])}

## In Firefox

The engine is another one, and so are the words of its errors and its stacks. Verdicts go by whether tests pass, so they are the same; the message
of a failing test, and what a program prints of an error, may read otherwise. A run that Chromium recorded says DRIFT for a step whose output
differs in such words. Measured in Firefox ESR 153 (\`npm run compare -- --browser firefox\`); these programs differ there and not in Chromium:

${table([['program', 'why'], ...firefoxRows])}

## Node's own tests

Files of \`test/parallel\` that native Node passes, and how many of them the host passes (\`npm run node-tests\`). A file that ran longer than its
limit counts as not passed: on a machine with much else to do these are lower bounds.

${table([['module', 'passed', ''], ...testRows])}

## Bindings

The C++ side of Node's library, by the names of \`internalBinding\`.

${table([['binding', 'functions and classes', 'in the host'], ...bindingRows])}
`
);
process.stdout.write(`${page} written\n`);
