/**
 * npm run tasks:validate [-- ID...] [--times N]: in the host, each task's base must fail exactly FAIL_TO_PASS and its gold
 * patch must pass everything, five times out of five. Exits with 1 and says what differs otherwise.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';

const root = resolve(import.meta.dirname ?? 'scripts', '..');
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { times: { type: 'string', default: '5' }, host: { type: 'string', default: 'embedded' } }
});

const built = spawnSync(process.execPath, [join(root, 'scripts', 'packs.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

/** @type {string[]} */
const known = JSON.parse(readFileSync(join(root, '.cache', 'packs', 'catalogue.json'), 'utf8')).tasks.map(
	(/** @type {{id: string}} */ { id }) => id
);
const ids = positionals.length > 0 ? positionals : known;
const unknown = ids.filter((id) => !known.includes(id));
const times = Number(values.times);
if (unknown.length > 0 || !(times >= 1)) {
	process.stderr.write(
		unknown.length > 0
			? `There is no task "${unknown[0]}". Tasks: ${known.join(', ')}\n`
			: `--times must be a number above 0, not "${values.times}"\n`
	);
	process.exit(2);
}

const driver = await openDriver();
driver.onOutput((text) => process.stderr.write(`${text}\n`));
let wrong = 0;
try {
	for (const id of ids) {
		const started = performance.now();
		const problems = await driver.page.evaluate(
			([task, rounds, host]) =>
				globalThis.tabgym
					.validate(task, rounds, host, globalThis.tabgymOutput)
					.catch((/** @type {Error} */ error) => [error.message]),
			/** @type {[string, number, any]} */ ([id, times, values.host])
		);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		process.stdout.write(
			problems.length === 0
				? `${id}: valid, ${times} of ${times} (${seconds} s)\n`
				: `${id}: NOT valid (${seconds} s)\n${problems.map((problem) => `  ${problem}\n`).join('')}`
		);
		if (problems.length > 0) wrong++;
	}
} finally {
	await driver.close();
}
process.exitCode = wrong === 0 ? 0 : 1;
