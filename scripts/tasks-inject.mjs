/**
 * npm run tasks:inject -- [ID...] [--count N] [--per N] [--seed N] [--out DIR] [--data FILE.ndjson] [--jobs N]: puts bugs into the fixed states of tasks,
 * by Stryker's operators and by templates of real bugs, and keeps what turns some tests red and not all, twice over on the pinned
 * native Node. Each is a task folder, marked as injected, in .cache/injected unless DIR says otherwise. FILE gets what
 * npm run train learns from.
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import { bugsOf, statementOf } from './inject/bugs.mjs';
import { knownTasks } from './task-arguments.mjs';
import { root } from './packs/sources.mjs';

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		count: { type: 'string', default: '500' },
		per: { type: 'string', default: '12' },
		tries: { type: 'string', default: '150' },
		seed: { type: 'string', default: '1' },
		jobs: { type: 'string', default: '2' },
		data: { type: 'string' },
		out: { type: 'string', default: join(root, '.cache', 'injected') }
	}
});
const number = (/** @type {'count' | 'per' | 'tries' | 'seed' | 'jobs'} */ name) => {
	if (!(Number(values[name]) >= 1)) refuse(`--${name} must be a number above 0, not "${values[name]}"`);
	return Number(values[name]);
};
const [count, per, tries, seed, jobs] = /** @type {const} */ ([
	number('count'),
	number('per'),
	number('tries'),
	number('seed'),
	number('jobs')
]);
const out = resolve(values.out);
const known = knownTasks();
const unknown = positionals.find((id) => !known.includes(id));
if (unknown !== undefined) refuse(`There is no task "${unknown}". Tasks: ${known.join(', ')}`);

/** @param {string} parent @param {number} index @param {Awaited<ReturnType<typeof bugsOf>>['bugs'][number]} bug */
function write(parent, index, bug, /** @type {any} */ yaml) {
	const id = `${parent}-injected-${seed}-${index}`;
	const folder = join(out, id);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const put = (/** @type {string} */ name, /** @type {string} */ text) =>
		writeFileSync(join(folder, name), text);
	const { path, operator } = bug.mutant;
	const [first] = bug.failToPass;
	put(
		'task.yaml',
		stringify({ ...yaml, id, title: `Injected: ${first} fails`, injected: operator }, { lineWidth: 0 })
	);
	put('bug.patch', createTwoFilesPatch(`a/${path}`, `b/${path}`, bug.before, bug.text).replace(/^=+\n/, ''));
	put('problem_statement.md', statementOf(bug.failToPass));
	const tests = { FAIL_TO_PASS: bug.failToPass, PASS_TO_PASS: bug.passToPass, flaky: [] };
	put('tests.json', `${JSON.stringify(tests, null, '\t')}\n`);
	if (values.data !== undefined && bug.instance)
		appendFileSync(values.data, `${JSON.stringify({ ...bug.instance, id })}\n`);
}

let found = 0;
const waiting = positionals.length > 0 ? [...positionals] : known;
async function work() {
	for (let id = waiting.shift(); id !== undefined && found < count; id = waiting.shift()) {
		const started = performance.now();
		try {
			const { bugs, yaml, tried } = await bugsOf(id, {
				count: per,
				tries,
				seed,
				withData: values.data !== undefined
			});
			for (const [index, bug] of bugs.entries()) if (found++ < count) write(id, index + 1, bug, yaml);
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			process.stdout.write(`${id}: ${bugs.length} bugs of ${tried} mutants (${seconds} s)\n`);
		} catch (error) {
			process.stdout.write(`${id}: ${error instanceof Error ? error.message : String(error)}\n`);
		}
	}
}
await Promise.all(Array.from({ length: jobs }, work));
process.stdout.write(`${Math.min(found, count)} injected bugs in ${relative('.', out) || '.'}\n`);
process.exitCode = found > 0 ? 0 : 1;
