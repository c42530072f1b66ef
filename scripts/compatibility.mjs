/**
 * npm run compatibility [-- RESULTS]: writes docs/compatibility.md, what of Node the host has, from what was measured: the cases of
 * src/runtime/compare and where they are known to differ, each built-in module by the programs that use it, the bindings of the pinned Node
 * beside those that we make with what they lack, and Node's own test suite. RESULTS = the file that `npm run node-tests -- DIR --json RESULTS` wrote; without it the counts of the last time are kept.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
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
	const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');
	return [head, head.map(() => '---'), ...rest]
		.map((cells) => `| ${cells.map(cell).join(' | ')} |`)
		.join('\n');
}

/** Names of the functions and classes that a binding has. @param {unknown} shape */
const functionsOf = (shape) =>
	Object.entries(/** @type {{v?: Record<string, {$?: string}>}} */ (shape).v ?? {})
		.filter(([, value]) => value?.$ === 'f' || value?.$ === 'c')
		.map(([name]) => name);

/**
 * Says of a name of a binding whether the host's Node makes it: it is a word of its sources, or ends as a name that they make of
 * parts (`${encoding}Slice`), and is not refused.
 */
function makerOfNames() {
	const folder = join(root, 'src/runtime/node');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const text = files
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');
	const words = new Set(text.match(/[A-Za-z_$][\w$]*/g));
	const endings = [...text.matchAll(/\$\{\w+\}([A-Z][a-z]+)`/g)].map(([, ending = '']) => ending);
	const refused = new Set([...text.matchAll(/\b(\w+): refused\(/g)].map(([, name]) => name));
	return (/** @type {string} */ name) =>
		!refused.has(name) && (words.has(name) || endings.some((ending) => name.endsWith(ending)));
}

/** How many names of what is missing are told. */
const TOLD = 8;

/** @param {string[]} names */
function someOf(names) {
	const shown = names.slice(0, TOLD).map((name) => `\`${name}\``);
	return shown.join(', ') + (names.length > TOLD ? ` and ${names.length - TOLD} more` : '');
}

/** Modules that stand on a binding of their own. @type {Record<string, string>} */
const standsOn = {
	dgram: 'udp_wrap',
	http2: 'http2',
	inspector: 'inspector',
	'inspector/promises': 'inspector',
	sqlite: 'sqlite',
	wasi: 'wasi'
};

/** The built-in modules that a program uses. @param {string} name a case @param {string[]} modules */
function usedBy(name, modules) {
	const text = readFileSync(join(folder, name), 'utf8');
	return modules.filter((module) => new RegExp(`['"](node:)?${module}['"]`).test(text));
}

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
const isMade = makerOfNames();
/** @param {string} name of a binding @returns {[state: string, what: string]} */
function stateOf(name) {
	const functions = functionsOf(bindings[name]);
	if (functions.length === 0) return ['works', 'constants'];
	if (!made.has(name)) return ['not', 'every call says so'];
	const missing = functions.filter((one) => !isMade(one));
	if (missing.length === functions.length) return ['not', `not ${someOf(missing)}`];
	return missing.length === 0 ? ['works', ''] : ['partly', `not ${someOf(missing)}`];
}
const modules = builtinModules
	.filter((name) => !name.startsWith('_'))
	.map((name) => name.replace('node:', ''));
const uses = new Map(cases.map((name) => [name, usedBy(name, modules)]));
const moduleRows = [...new Set(modules)].sort().map((module) => {
	const programs = cases.filter((name) => uses.get(name)?.includes(module));
	const differing = programs.filter((name) => name in differences);
	const [base, lack] = standsOn[module] ? stateOf(standsOn[module]) : ['works', ''];
	const reasons = [...new Set(differing.map((name) => differences[name]))];
	if (lack) reasons.push(lack);
	const compared =
		programs.length === 0 ? 'no program' : `${programs.length - differing.length} of ${programs.length}`;
	const state =
		base === 'not' ? base : reasons.length > 0 ? 'partly' : programs.length > 0 ? 'works' : 'not compared';
	return [`\`${module}\``, state, compared, reasons.join('; ')];
});
const bindingRows = Object.keys(bindings)
	.sort()
	.map((name) => [`\`${name}\``, String(functionsOf(bindings[name]).length), ...stateOf(name)]);
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

## Built-in modules

Each with the programs above that use it, and why those differ that do. A reason may lie in another module of the same program.

${table([['module', 'state', 'programs as in Node', 'what differs'], ...moduleRows])}

## Node's own tests

Files of \`test/parallel\` that native Node passes, and how many of them the host passes (\`npm run node-tests\`). A file that ran longer than its
limit counts as not passed: on a machine with much else to do these are lower bounds.

${table([['module', 'passed', ''], ...testRows])}

## Bindings

The C++ side of Node's library, by the names of \`internalBinding\`.

What is missing says its name when it is called.

${table([['binding', 'functions and classes', 'state', 'what'], ...bindingRows])}
`
);
process.stdout.write(`${page} written\n`);
