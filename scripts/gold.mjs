/** npm run gold -- [ID|DIR...] [--jobs N] [--host NAME]: judges the known fix of every task. An alarm of the verifier is a false one: exit code 1. */
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
	options: { jobs: { type: 'string', default: '2' }, host: { type: 'string', default: 'embedded' } }
});
const jobs = Number(values.jobs);
if (!(jobs >= 1)) refuse(`--jobs must be a number above 0, not "${values.jobs}"`);
const tasks = await tasksOf(positionals).catch((error) => refuse(error.message));
const driver = await openDriver();
const packs = tasks.packs && driver.shareFolder(tasks.packs);
const waiting = [...tasks.ids];
let alarms = 0;

async function work() {
	for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
		const verdict = await driver.page.evaluate(
			([id, host, packs]) => globalThis.tabgym.judgeGold(id, host, packs),
			/** @type {[string, any, string | null]} */ ([id, values.host, packs])
		);
		const wrong = verdict.integrity.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
		if (verdict.infraFailure) wrong.unshift(verdict.infraFailure);
		const isClean = verdict.resolution === 'full' && wrong.length === 0;
		if (!isClean) alarms += 1;
		process.stdout.write(
			`${isClean ? 'ok    ' : 'not ok'} ${id}: ${verdict.resolution}${wrong.map((one) => `\n       ${one}`).join('')}\n`
		);
	}
}

try {
	await Promise.all(Array.from({ length: jobs }, work));
} finally {
	await driver.close();
}
process.stdout.write(`${alarms} false alarms on the fixes of ${tasks.ids.length} tasks\n`);
process.exitCode = alarms === 0 ? 0 : 1;
