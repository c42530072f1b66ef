/**
 * npm run tasks:validate [-- ID|DIR...] [--times N] [--jobs N] [--resume] [--native | --vary] [--browser firefox]: in the host, each task's base must fail
 * exactly FAIL_TO_PASS and its gold patch must pass everything, five times out of five. With --native each test must do what it does in
 * the pinned native Node; with --vary the tests must not depend on the time zone, the clock or the order of their files (in native Node:
 * a browser cannot change its zone). --resume leaves out what this build was found valid on. Exits with 1 and says what differs otherwise.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';
import { root } from './packs/sources.mjs';
import { builtFrom } from './site.mjs';
import { tasksOf } from './task-arguments.mjs';
import { keeper, sizeOf } from './validate/kept.mjs';

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		times: { type: 'string', default: '5' },
		jobs: { type: 'string', default: '2' },
		host: { type: 'string', default: 'embedded' },
		browser: { type: 'string', default: 'chromium' },
		resume: { type: 'boolean', default: false },
		native: { type: 'boolean', default: false },
		vary: { type: 'boolean', default: false }
	}
});
const [times, jobs] = [Number(values.times), Number(values.jobs)];
for (const name of /** @type {const} */ (['times', 'jobs']))
	if (!(Number(values[name]) >= 1)) refuse(`--${name} must be a number above 0, not "${values[name]}"`);

const { browser } = values;
if (browser !== 'chromium' && browser !== 'firefox')
	refuse(`--browser must be chromium or firefox, not "${browser}"`);

const tasks = await tasksOf(positionals).catch((error) => refuse(error.message));
const driver = values.vary
	? null
	: await openDriver({ engine: browser }).catch((error) => refuse(error.message));
driver?.onOutput((text) => process.stderr.write(`${text}\n`));
const packs = driver && tasks.packs && driver.shareFolder(tasks.packs);

/** What the command is asked to find out, and the words for a task that is as it should be. */
const [question, right] = values.vary
	? [vary, 'the same in every zone, at every time, in either order']
	: values.native
		? [compare, 'as in native Node']
		: [validate, `valid, ${times} of ${times}`];

/** The opened browser. */
function page() {
	if (!driver) throw new Error('There is no browser: nothing was asked of the host');
	return driver.page;
}

/** Its id in tasks/, or its folder. @param {string} id */
const sourceOf = (id) => tasks.sources[tasks.ids.indexOf(id)] ?? id;

/** @param {string} id @returns {Promise<string[]>} */
async function vary(id) {
	const { variations } = await import('./new-task/vary.mjs');
	return variations(sourceOf(id));
}

/** @param {string} id @returns {Promise<string[]>} */
function validate(id) {
	return page().evaluate(
		([id, times, host, packs]) => globalThis.tabgym.validate(id, times, host, packs, globalThis.tabgymOutput),
		/** @type {[string, number, any, string | null]} */ ([id, times, values.host, packs])
	);
}

/** How many times its limit a file gets in the host where a test did something else: a slow machine may have ended it. */
const PATIENCE = 5;

/** @param {string} id @returns {Promise<string[]>} */
async function compare(id) {
	const { nativeStatuses } = await import('./new-task/measure.mjs');
	const sides = /** @type {const} */ (['base', 'gold']);
	/** @type {Record<string, Map<string, string>>} */
	const native = {};
	for (const side of sides) native[side] = await nativeStatuses(sourceOf(id), side);
	/** @param {number} patience */
	const differences = async (patience) => {
		const host = await page().evaluate(
			([id, host, packs, patience]) => globalThis.tabgym.statuses(id, host, packs, patience),
			/** @type {[string, any, string | null, number]} */ ([id, values.host, packs, patience])
		);
		return sides.flatMap((side) => {
			const [there, here] = [native[side] ?? new Map(), new Map(host[side])];
			const tests = [...new Set([...there.keys(), ...here.keys()])];
			return tests
				.filter((test) => there.get(test) !== here.get(test))
				.map(
					(test) =>
						`${side}: "${test}" is ${here.get(test) ?? 'missing'}, in native Node ${there.get(test) ?? 'missing'}`
				);
		});
	};
	return (await differences(1)).length === 0 ? [] : differences(PATIENCE);
}

const started = performance.now();
const sizes = new Map(tasks.ids.map((id) => [id, sizeOf(tasks.packs ?? join(root, '.cache', 'packs'), id)]));
/** @param {string} id */
const sizeIn = (id) => sizes.get(id) ?? { digest: '', work: 0 };
const kept = keeper(driver ? `${builtFrom()}${browser === 'firefox' ? ' in Firefox' : ''}` : '', right);
const known = tasks.ids.filter((id) => values.resume && kept.has(id, sizeIn(id).digest));
// What takes long begins first, so that the jobs end together.
const waiting = tasks.ids
	.filter((id) => !known.includes(id))
	.sort((one, other) => sizeIn(other).work - sizeIn(one).work);
if (known.length > 0) process.stdout.write(`${known.length} tasks were ${right} before\n`);

let [wrong, done] = [0, 0];
async function work() {
	for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
		const started = performance.now();
		const problems = await question(id).catch((/** @type {Error} */ error) => [error.message]);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		const count = `${known.length + ++done} of ${tasks.ids.length}`;
		process.stdout.write(
			problems.length === 0
				? `${count} ${id}: ${right} (${seconds} s)\n`
				: `${count} ${id}: NOT valid (${seconds} s)\n${problems.map((problem) => `  ${problem}\n`).join('')}`
		);
		if (problems.length > 0) wrong++;
		else kept.add(id, sizeIn(id).digest);
	}
}

try {
	await Promise.all(Array.from({ length: jobs }, work));
} finally {
	await driver?.close();
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
process.stdout.write(
	`${tasks.ids.length - wrong} of ${tasks.ids.length} tasks are ${values.vary || values.native ? right : 'valid'} (${minutes} minutes)\n`
);
process.exitCode = wrong === 0 ? 0 : 1;
