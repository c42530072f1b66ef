/**
 * npm run npm-trees [-- NAME...]: installs projects with the pinned npm natively and in the host, and compares every file, link and place.
 * Each is installed twice: `npm install` without a lock file, and `npm ci` from the lock file that native npm made.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDriver, snapshotOf } from './driver.mjs';
import { nodeBinary } from './node-library.mjs';
import { fetchNpm, npmScript } from './npm-package.mjs';

const root = resolve(import.meta.dirname, '..');
/** @type {Record<string, object>} */
const projects = JSON.parse(readFileSync(join(root, 'scripts/npm-trees/projects.json'), 'utf8'));
const listScript = join(root, 'scripts/npm-trees/list.cjs');
/** As in the host (src/runtime/kernel/npmrc.ts); the last, whatever this machine's own configuration says of lock files. */
const options = [
	'--ignore-scripts',
	'--no-audit',
	'--no-fund',
	'--cpu=wasm32',
	'--loglevel=error',
	'--omit-lockfile-registry-resolved=false'
];

/** @typedef {{all: Record<string, string>, lock: unknown}} Listing */

/** @param {string} folder @param {string} command @returns {Listing} */
function native(folder, command) {
	const env = { ...process.env, NODE_ENV: '' };
	const done = spawnSync(nodeBinary(), [npmScript, command, ...options], {
		cwd: folder,
		encoding: 'utf8',
		env
	});
	if (done.status !== 0) throw new Error(`Native npm ${command} failed: ${done.stderr}`);
	const listed = spawnSync(nodeBinary(), ['list.cjs'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
	return JSON.parse(listed.stdout);
}

/** @param {import('./driver.mjs').DriverPage} driver @param {string} folder @param {string} command @returns {Promise<Listing>} */
async function inHost({ page, share }, folder, command) {
	const url = share(snapshotOf(folder));
	const line = `npm ${command} --loglevel=error && node list.cjs > listing.json; code=$?; cat listing.json; exit $code`;
	const { output, exitCode } = await page.evaluate(
		async ([url, line]) => {
			const { id } = await globalThis.tabgym.open('embedded');
			await globalThis.tabgym.mount(id, url);
			const { output, exitCode } = await globalThis.tabgym.run(id, line);
			await globalThis.tabgym.close(id);
			return { output, exitCode };
		},
		[url, line]
	);
	const at = output.indexOf('{"all"');
	if (exitCode !== 0 || at < 0)
		throw new Error(`npm ${command} in the host ended with ${exitCode}: ${output.slice(-600)}`);
	return JSON.parse(output.slice(at));
}

/** @param {Listing} one @param {Listing} other */
function differences(one, other) {
	const paths = new Set([...Object.keys(one.all), ...Object.keys(other.all)]);
	const found = [...paths].filter((path) => one.all[path] !== other.all[path]);
	if (JSON.stringify(one.lock) !== JSON.stringify(other.lock)) found.push('package-lock.json');
	return found;
}

await fetchNpm();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !projects[name]);
if (unknown.length > 0) {
	process.stderr.write(`Unknown project "${unknown[0]}": there are ${Object.keys(projects).join(', ')}\n`);
	process.exit(2);
}
const driver = await openDriver();
let failed = 0;
for (const [name, manifest] of Object.entries(projects)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const fresh = mkdtempSync(join(tmpdir(), 'tabgym-npm-'));
	writeFileSync(
		join(fresh, 'package.json'),
		JSON.stringify({ name: 'project', version: '1.0.0', ...manifest })
	);
	cpSync(listScript, join(fresh, 'list.cjs'));
	const installed = join(fresh, '../', `${fresh.split('/').at(-1)}-native`);
	mkdirSync(installed);
	cpSync(fresh, installed, { recursive: true });
	for (const command of ['install', 'ci']) {
		try {
			const expected = native(installed, command);
			if (command === 'ci') cpSync(join(installed, 'package-lock.json'), join(fresh, 'package-lock.json'));
			const started = performance.now();
			const found = await inHost(driver, fresh, command);
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			const different = differences(expected, found);
			const files = Object.keys(expected.all).length;
			if (different.length > 0) failed++;
			process.stdout.write(
				`${different.length === 0 ? 'same     ' : 'DIFFERENT'} ${name}: npm ${command}, ${files} files, ${seconds} s${different
					.slice(0, 8)
					.map((path) => `\n          ${path}`)
					.join('')}\n`
			);
		} catch (error) {
			failed++;
			process.stdout.write(
				`FAILED    ${name}: npm ${command}: ${error instanceof Error ? error.message : error}\n`
			);
		}
	}
	for (const folder of [fresh, installed]) rmSync(folder, { recursive: true });
}
await driver.close();
process.exitCode = failed > 0 ? 1 : 0;
