/**
 * npm run train -- --inject [ID...] [--per N] [--seed N] --out DATA.ndjson: puts bugs into the fixed states of tasks, N into each, and writes what
 * the ranking of the repair agent learns from them. A bug is one that the warm checker sees twice over; nothing else is run.
 * npm run train -- --collect [DIR|ID...] --out DATA.ndjson: the same out of task folders (those that tasks:inject makes, for one), without any of all
 * real tasks: there the edits are run, and one that is green is a fix where it agrees with the known one beyond the tests.
 * Both go on where they were ended, work at --jobs N tasks at a time, and at one for --seconds N at most.
 * npm run train -- --pack DATA.ndjson... --out DATA.bin: the same as one small file (gym/training/packed.ts).
 * npm run train -- --data DATA... [--method likelihood|reinforce] [--budget N] [--domain TAG] [--out WEIGHTS.json] [--figures FILE.json]: learns,
 * judges what was learned on packages that it was not learned from (of a domain: beside what was learned of all), and a verifier that chooses among
 * runs; prints that, and writes the weights of all. FILE gets the figures of all methods: what the training page shows is public/training/figures.json.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { instancesOf } from './inject/bugs.mjs';
import { ensureNodeLibrary, nodeBinary } from './node-library.mjs';
import { load } from './packs/load.mjs';
import { root } from './packs/sources.mjs';
import { foldersIn, knownTasks } from './task-arguments.mjs';
import { instanceOfTask } from './train/real.mjs';
import { packagesInTurns, workThrough } from './train/work.mjs';

const usage = `Usage: npm run train -- --inject [ID...] [--per N] [--jobs N] [--seconds N] --out DATA.ndjson
       npm run train -- --pack DATA.ndjson... --out DATA.bin
       npm run train -- --collect [DIR|ID...] [--jobs N] [--seconds N] --out DATA.ndjson
       npm run train -- --data DATA... [--method likelihood|reinforce] [--budget N] [--domain TAG] [--out WEIGHTS.json] [--figures FILE.json]`;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		collect: { type: 'boolean', default: false },
		inject: { type: 'boolean', default: false },
		pack: { type: 'boolean', default: false },
		per: { type: 'string', default: '20' },
		tries: { type: 'string', default: '300' },
		seed: { type: 'string', default: '1' },
		jobs: { type: 'string', default: '2' },
		seconds: { type: 'string', default: '600' },
		data: { type: 'string' },
		method: { type: 'string', default: 'likelihood' },
		budget: { type: 'string', default: '200' },
		domain: { type: 'string' },
		figures: { type: 'string' },
		out: { type: 'string' }
	}
});
const { readInstances } = await load('src/gym/training/weights.ts');
const { packBugs, unpackBugs } = await load('src/gym/training/packed.ts');

/** @param {string} file */
function readData(file) {
	if (!existsSync(file)) refuse(`There is no file ${file}`);
	try {
		return file.endsWith('.bin')
			? unpackBugs(file, readFileSync(file)).bugs
			: readInstances(file, readFileSync(file, 'utf8'));
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

/** @param {string} name */
function count(name) {
	if (!(Number(values[name]) >= 1)) refuse(`--${name} must be a number above 0, not "${values[name]}"`);
	return Number(values[name]);
}

async function collect() {
	const out = values.out ?? refuse(usage);
	await ensureNodeLibrary();
	process.env.PATH = `${dirname(nodeBinary())}:${process.env.PATH}`;
	const known = knownTasks({ real: positionals.length === 0 });
	const ids =
		positionals.length === 0
			? known
			: positionals.flatMap((one) => (known.includes(one) ? [one] : foldersIn(one)));
	if (ids.length === 0) refuse(`There is no task in ${positionals.join(', ') || 'nothing'}. ${usage}`);
	const work = async function* (/** @type {string} */ id, /** @type {AbortSignal} */ signal) {
		const found = await instanceOfTask(id, signal);
		if (!found) throw new Error('nothing to go by');
		const { candidates, labels } = found;
		const place =
			labels.length > 0
				? `fixes are number ${labels.map((/** @type {number} */ at) => at + 1).join(', ')}`
				: 'no fix is among them';
		process.stdout.write(`${found.id}: ${candidates.length} edits, ${place}\n`);
		yield found;
	};
	const order = packagesInTurns(ids);
	await workThrough({ ids: order, out, jobs: count('jobs'), seconds: count('seconds'), readData, work });
}

async function inject() {
	const out = values.out ?? refuse(usage);
	const known = knownTasks();
	const unknown = positionals.find((id) => !known.includes(id));
	if (unknown !== undefined) refuse(`There is no task "${unknown}". Tasks: ${known.join(', ')}`);
	const options = { count: count('per'), tries: count('tries'), seed: count('seed') };
	const work = (/** @type {string} */ id, /** @type {AbortSignal} */ signal) =>
		instancesOf(id, { ...options, signal });
	const ids = packagesInTurns(positionals.length > 0 ? positionals : known);
	await workThrough({ ids, out, jobs: count('jobs'), seconds: count('seconds'), readData, work });
}

/** What the task is about that a bug was put into, where the bug does not say. @param {any} one */
function withTags(one) {
	const file = join(root, 'tasks', one.bug?.task ?? '', 'task.yaml');
	const { tags } = !one.tags && one.bug && existsSync(file) ? parse(readFileSync(file, 'utf8')) : one;
	return tags ? { ...one, tags } : one;
}

/** Many files as the small one that goes with the page. */
function pack() {
	const out = values.out ?? refuse(usage);
	const all = new Map(
		positionals.flatMap((file) => readData(file).map((/** @type {any} */ bug) => [bug.id, bug]))
	);
	if (all.size === 0) refuse(`There is nothing to pack. ${usage}`);
	const date = new Date().toISOString();
	const kind = [...all.values()].some(({ injected }) => injected)
		? 'Bugs put into the fixed states of the committed tasks by npm run train -- --inject'
		: 'The bugs of the committed tasks, collected by npm run train -- --collect';
	const about = `${kind}, seed 1; the sources are those of the packages, fetched at build time`;
	const bytes = packBugs({ about, date, bugs: [...all.values()].map(withTags) });
	writeFileSync(out, bytes);
	process.stdout.write(`${all.size} bugs, ${(bytes.length / 1000).toFixed(0)} kB: ${out}\n`);
}

async function learn() {
	const { learnFrom } = await import('./train/learn.mjs');
	const files = [values.data ?? refuse(usage), ...positionals];
	const { method, domain = null, figures, out } = values;
	const budget = count('budget');
	await learnFrom({ bugs: files.flatMap(readData), files, method, domain, budget, figures, out }).catch(
		(error) => {
			if (error?.name !== 'CodedError') throw error;
			refuse(`${error.message}\n${usage}`);
		}
	);
}

await (values.pack ? pack() : values.inject ? inject() : values.collect ? collect() : learn());
