/**
 * npm run tasks:validate [-- ID|DIR...] [--times N] [--jobs N] [--native]: in the host, each task's base must fail exactly FAIL_TO_PASS
 * and its gold patch must pass everything, five times out of five. With --native each test must do what it does in the pinned native
 * Node. Exits with 1 and says what differs otherwise.
 */
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';
import { tasksOf } from './task-arguments.mjs';

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
		native: { type: 'boolean', default: false }
	}
});
const [times, jobs] = [Number(values.times), Number(values.jobs)];
for (const name of /** @type {const} */ (['times', 'jobs']))
	if (!(Number(values[name]) >= 1)) refuse(`--${name} must be a number above 0, not "${values[name]}"`);

const tasks = await tasksOf(positionals).catch((error) => refuse(error.message));
const driver = await openDriver();
driver.onOutput((text) => process.stderr.write(`${text}\n`));
const packs = tasks.packs && driver.shareFolder(tasks.packs);

/** @param {string} id @returns {Promise<string[]>} */
const validate = (id) =>
	driver.page.evaluate(
		([id, times, host, packs]) => globalThis.tabgym.validate(id, times, host, packs, globalThis.tabgymOutput),
		/** @type {[string, number, any, string | null]} */ ([id, times, values.host, packs])
	);

/** @param {string} id @returns {Promise<string[]>} */
async function compare(id) {
	const { nativeStatuses } = await import('./new-task/measure.mjs');
	const host = await driver.page.evaluate(
		([id, host, packs]) => globalThis.tabgym.statuses(id, host, packs),
		/** @type {[string, any, string | null]} */ ([id, values.host, packs])
	);
	const source = tasks.sources[tasks.ids.indexOf(id)] ?? id;
	return /** @type {const} */ (['base', 'gold']).reduce(
		async (before, side) => {
			const native = await nativeStatuses(source, side);
			const here = new Map(host[side]);
			const ids = [...new Set([...native.keys(), ...here.keys()])];
			const different = ids.filter((test) => native.get(test) !== here.get(test));
			return [
				...(await before),
				...different.map(
					(test) =>
						`${side}: "${test}" is ${here.get(test) ?? 'missing'}, in native Node ${native.get(test) ?? 'missing'}`
				)
			];
		},
		Promise.resolve(/** @type {string[]} */ ([]))
	);
}

let wrong = 0;
const waiting = [...tasks.ids];
async function work() {
	for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
		const started = performance.now();
		const problems = await (values.native ? compare(id) : validate(id)).catch(
			(/** @type {Error} */ error) => [error.message]
		);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		const right = values.native ? 'as in native Node' : `valid, ${times} of ${times}`;
		process.stdout.write(
			problems.length === 0
				? `${id}: ${right} (${seconds} s)\n`
				: `${id}: NOT valid (${seconds} s)\n${problems.map((problem) => `  ${problem}\n`).join('')}`
		);
		if (problems.length > 0) wrong++;
	}
}

try {
	await Promise.all(Array.from({ length: jobs }, work));
} finally {
	await driver.close();
}
process.stdout.write(
	`${tasks.ids.length - wrong} of ${tasks.ids.length} tasks are ${values.native ? 'as in native Node' : 'valid'}\n`
);
process.exitCode = wrong === 0 ? 0 : 1;
