/**
 * npm run runners [-- NAME...] [--suites=NAME,...] [--show]: test runners and tools with suites of our own, run by the pinned native Node and in the host; exit code,
 * counts, names and statuses (all that they print, but times and stacks) compared. The packages come from the registry, once, into the folder for temporary files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openDriver, snapshotOf } from './driver.mjs';
import { nodeBinary } from './node-library.mjs';
import { afterInstallScript, fetchNpm, npmScript } from './npm-package.mjs';
import { difference } from './runners/compare.mjs';
import { frameworks } from './runners/frameworks.mjs';
import { dialects, sourceOf, suites, together } from './runners/suites.mjs';

/**
 * @typedef {{packages: Record<string, string>, dialect: string, modes: Record<string, string>}} Runner
 * @typedef {{packages: Record<string, string>, files: Record<string, string>, commands: Record<string, string>}} Tool
 * @typedef {{name: string, mode: string, cells: Record<string, string | null>}} Row
 * @typedef {{name: string, mode: string, suite: string, command: string, sorted: boolean}} Trial
 */

const root = resolve(import.meta.dirname, '..');
/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(join(root, 'scripts/runners', file), 'utf8'));
/** @type {Record<string, Runner>} */
const runners = read('runners.json');
/** @type {Record<string, Tool>} */
const tools = { ...read('tools.json'), ...frameworks() };
const SIDES = /** @type {const} */ (['native', 'host']);
/** Milliseconds that one command may take; one that takes longer is told as exit 124. */
const LIMIT = 120_000;
/** Runners whose one mode runs several files side by side print in any order. */
const sideBySide = new Set(['parallel', 'workers', 'forks', 'threads']);

const names = Object.keys({ ...runners, ...tools });
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const show = process.argv.includes('--show');
/** Which suites; null = all. */
const chosen = process.argv
	.find((arg) => arg.startsWith('--suites='))
	?.slice('--suites='.length)
	.split(',');
const known = [
	...Object.keys(suites),
	'together',
	...Object.values(tools).flatMap((tool) => Object.keys(tool.commands))
];
const strange = chosen?.find((suite) => !known.includes(suite));
if (strange !== undefined) {
	process.stderr.write(`Unknown suite "${strange}": there are ${[...new Set(known)].join(', ')}\n`);
	process.exit(2);
}
const unknown = wanted.find((name) => !names.some((known) => known.startsWith(name)));
if (unknown !== undefined) {
	process.stderr.write(`Unknown runner "${unknown}": there are ${names.join(', ')}\n`);
	process.exit(2);
}

/**
 * A folder per side: natively with native builds, for the host with those for WebAssembly. Outside of this project, since runners look for
 * their settings in the folders above. @param {string} name
 */
function foldersOf(name) {
	const base = join(tmpdir(), 'tabgym-runners', name.replace(/[^\w.]+/g, '-'));
	return { native: join(base, 'native'), host: join(base, 'host') };
}

/** @param {string} name @param {Record<string, string>} packages @param {Record<string, string>} files */
function prepare(name, packages, files) {
	const manifest = JSON.stringify({
		name: 'suites',
		version: '1.0.0',
		private: true,
		dependencies: packages
	});
	for (const side of SIDES) {
		const folder = foldersOf(name)[side];
		const stamp = join(folder, '.made');
		if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== manifest) {
			rmSync(folder, { recursive: true, force: true });
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, 'package.json'), manifest);
			install(folder, side);
			writeFileSync(stamp, manifest);
		}
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
	}
}

/** @param {string} folder @param {'native' | 'host'} side */
function install(folder, side) {
	const platform = side === 'host' ? ['--cpu=wasm32', '--ignore-scripts'] : [];
	const args = [
		npmScript,
		'install',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
		'--prefer-offline',
		...platform
	];
	const done = spawnSync(nodeBinary(), args, { cwd: folder, encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`Cannot install into ${folder}: ${done.stderr}`);
	if (side === 'host')
		spawnSync(nodeBinary(), [afterInstallScript, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @param {string} folder @param {string} command @returns {import('./runners/compare.mjs').Run} */
function runNatively(folder, command) {
	const path = [join(folder, 'node_modules/.bin'), dirname(nodeBinary()), '/usr/bin', '/bin'].join(':');
	const env = { PATH: path, HOME: join(folder, '.home'), LANG: 'en_US.UTF-8', CI: '1' };
	const done = spawnSync('/bin/sh', ['-c', `${command} 2>&1`], {
		cwd: folder,
		env,
		encoding: 'utf8',
		timeout: LIMIT
	});
	return { output: done.stdout, exitCode: done.status ?? 124 };
}

/** @param {string} name @returns {Trial[]} */
function trialsOf(name) {
	const tool = tools[name];
	if (tool)
		return Object.entries(tool.commands).map(([suite, command]) => ({
			name,
			mode: '',
			suite,
			command,
			sorted: false
		}));
	const { dialect, modes } = /** @type {Runner} */ (runners[name]);
	const extension = dialects[dialect]?.extension ?? '';
	return Object.entries(modes).flatMap(([mode, command]) => {
		const group = sideBySide.has(mode) ? [...Object.keys(suites), 'together'] : Object.keys(suites);
		return group.map((suite) => {
			const files = suite === 'together' ? together : [suite];
			const line = command
				.replace('{files}', files.map((file) => `test/${file}${extension}`).join(' '))
				.replace('{patterns}', files.map((file) => `^${file}`).join(' '));
			return { name, mode, suite, command: line, sorted: suite === 'together' || mode === 'coverage' };
		});
	});
}

/** @param {string} name */
function filesOf(name) {
	const tool = tools[name];
	if (tool) return { packages: tool.packages, files: tool.files };
	const { packages, dialect: key } = /** @type {Runner} */ (runners[name]);
	const dialect = dialects[key];
	if (!dialect) throw new Error(`Cannot write suites for ${name}: there is no dialect "${key}"`);
	const files = Object.fromEntries(
		Object.keys(suites).map((suite) => [`test/${suite}${dialect.extension}`, sourceOf(dialect, suite)])
	);
	return { packages, files };
}

/** @param {import('./driver.mjs').DriverPage} driver @param {string} name @returns {Promise<Row[]>} */
async function runAll(driver, name) {
	const { packages, files } = filesOf(name);
	prepare(name, packages, files);
	const folders = foldersOf(name);
	const url = driver.share(snapshotOf(folders.host));
	const id = await driver.page.evaluate(async (url) => {
		const { id } = await globalThis.tabgym.open('embedded');
		await globalThis.tabgym.mount(id, url);
		return id;
	}, url);
	/** @type {Map<string, Row>} */
	const rows = new Map();
	for (const { mode, suite, command, sorted } of trialsOf(name)) {
		if (chosen && !chosen.includes(suite)) continue;
		const native = runNatively(folders.native, command);
		const line = `export CI=1 HOME=$PWD/.home PATH=$PWD/node_modules/.bin:$PATH; ${command} 2>&1`;
		const host = await driver.page.evaluate(async ([id, line, limit]) => {
			const { output, exitCode } = await globalThis.tabgym.run(id, line, () => {}, limit);
			return { output, exitCode };
		}, /** @type {const} */ ([id, line, LIMIT]));
		const found = difference(native, host, { native: folders.native, host: '/home/project' }, sorted);
		const row = rows.get(mode) ?? { name, mode, cells: {} };
		row.cells[suite] = found;
		rows.set(mode, row);
		if (found !== null) process.stdout.write(`  ${name} ${mode} ${suite}: ${found}\n`);
		if (found !== null && show)
			process.stdout.write(`--- natively\n${native.output}\n--- host\n${host.output}\n---\n`);
	}
	await driver.page.evaluate((id) => globalThis.tabgym.close(id), id);
	return [...rows.values()];
}

/** @param {Row} row */
function print({ name, mode, cells }) {
	const all = Object.entries(cells).map(([suite, found]) => `${found === null ? 'same' : 'DIFF'} ${suite}`);
	process.stdout.write(
		`${`${name}${mode ? ` (${mode})` : ''}`.padEnd(22)} ${all.map((cell) => cell.padEnd(13)).join('')}\n`
	);
}

await fetchNpm();
const driver = await openDriver();
/** @type {Row[]} */
const table = [];
const meant = wanted.flatMap((known) => names.filter((name) => name.startsWith(known)));
for (const name of meant.length > 0 ? new Set(meant) : names) {
	try {
		const rows = await runAll(driver, name);
		rows.forEach(print);
		table.push(...rows);
	} catch (error) {
		const failure = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		process.stdout.write(`${name.padEnd(22)} FAILED: ${failure}\n`);
		table.push({ name, mode: '', cells: { set: failure } });
	}
}
await driver.close();
const cells = table.flatMap((row) => Object.values(row.cells));
const same = cells.filter((cell) => cell === null).length;
process.stdout.write(`${same} of ${cells.length} as native\n`);
process.exitCode = same === cells.length ? 0 : 1;
