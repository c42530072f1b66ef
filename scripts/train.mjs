/**
 * npm run train -- --inject [ID...] [--per N] [--seed N] --out DATA.ndjson: puts bugs into the fixed states of tasks, N into each, and writes what
 * the ranking of the repair agent learns from them. A bug is one that the warm checker sees twice over; nothing else is run.
 * npm run train -- --collect DIR|ID... --out DATA.ndjson: the same out of task folders (those that tasks:inject makes, for one); goes on where the file ends.
 * npm run train -- --pack DATA.ndjson... --out DATA.bin: the same as one small file (gym/training/packed.ts).
 * npm run train -- --data DATA... [--method likelihood|reinforce] [--budget N] [--domain TAG] [--out WEIGHTS.json] [--figures FILE.json]: learns,
 * judges what was learned on packages that it was not learned from (of a domain: beside what was learned of all), and a verifier that chooses among
 * runs; prints that, and writes the weights of all. FILE gets the figures of all methods: what the training page shows is public/training/figures.json.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { instancesOf } from './inject/bugs.mjs';
import { ensureNodeLibrary, nodeBinary } from './node-library.mjs';
import { assemble } from './packs/assemble.mjs';
import { load } from './packs/load.mjs';
import { root } from './packs/sources.mjs';
import { foldersIn, knownTasks } from './task-arguments.mjs';

const usage = `Usage: npm run train -- --inject [ID...] [--per N] --out DATA.ndjson
       npm run train -- --pack DATA.ndjson... --out DATA.bin
       npm run train -- --collect DIR|ID... --out DATA.ndjson
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
		data: { type: 'string' },
		method: { type: 'string', default: 'likelihood' },
		budget: { type: 'string', default: '200' },
		domain: { type: 'string' },
		figures: { type: 'string' },
		out: { type: 'string' }
	}
});
const { readInstances, writeWeights } = await load('src/gym/training/weights.ts');
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

/** @param {string} folder */
async function instance(folder) {
	const { openNativeSandbox, inputOf, runSuite } = await load('src/verifier/authoring.testing.ts');
	const { instanceOf } = await load('src/gym/training/instance.ts');
	const assembled = await assemble(folder);
	const { base } = await inputOf(assembled);
	const { task, gold } = assembled;
	const decoder = new TextDecoder();
	const fixed = new Map(
		[...gold].flatMap(([path, file]) => ('bytes' in file ? [[path, decoder.decode(file.bytes)]] : []))
	);
	const sandbox = await openNativeSandbox();
	try {
		await sandbox.mount(base);
		const runTests = async () => {
			const result = await runSuite(task, sandbox);
			return { ...result, exitCode: Math.max(0, ...result.exitCodes) };
		};
		return await instanceOf({ task, sandbox, runTests, fixed, signal: new AbortController().signal });
	} finally {
		await sandbox.close();
	}
}

async function collect() {
	const out = values.out ?? refuse(usage);
	await ensureNodeLibrary();
	process.env.PATH = `${dirname(nodeBinary())}:${process.env.PATH}`;
	const known = knownTasks();
	const folders = positionals.flatMap((one) => (known.includes(one) ? [one] : foldersIn(one)));
	if (folders.length === 0) refuse(`There is no task in ${positionals.join(', ') || 'nothing'}. ${usage}`);
	const done = existsSync(out)
		? new Set(readData(out).map((/** @type {{id: string}} */ { id }) => id))
		: new Set();
	for (const folder of folders) {
		const id = folder.split('/').at(-1) ?? folder;
		if (done.has(id)) continue;
		try {
			const found = await instance(folder);
			if (found) appendFileSync(out, `${JSON.stringify(found)}\n`);
			process.stdout.write(
				found
					? `${id}: ${found.candidates.length} edits, the fix ${found.labels.length > 0 ? `is number ${found.labels[0] + 1}` : 'is not among them'}\n`
					: `${id}: nothing to go by\n`
			);
		} catch (error) {
			process.stdout.write(`${id}: ${error instanceof Error ? error.message : String(error)}\n`);
		}
	}
}

async function inject() {
	const out = values.out ?? refuse(usage);
	const [count, tries, seed, jobs] = /** @type {const} */ (['per', 'tries', 'seed', 'jobs']).map((name) => {
		if (!(Number(values[name]) >= 1)) refuse(`--${name} must be a number above 0, not "${values[name]}"`);
		return Number(values[name]);
	});
	const known = knownTasks();
	const unknown = positionals.find((id) => !known.includes(id));
	if (unknown !== undefined) refuse(`There is no task "${unknown}". Tasks: ${known.join(', ')}`);
	const done = new Set(
		existsSync(out) ? readData(out).map((/** @type {any} */ { id }) => id.replace(/-injected-.*$/, '')) : []
	);
	const waiting = (positionals.length > 0 ? positionals : known).filter(
		(/** @type {string} */ id) => !done.has(id)
	);
	const work = async () => {
		for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
			const started = performance.now();
			const lines = [];
			try {
				for await (const bug of instancesOf(id, { count: count ?? 1, tries: tries ?? 1, seed: seed ?? 1 }))
					lines.push(`${JSON.stringify(bug)}\n`);
				appendFileSync(out, lines.join(''));
				const seconds = ((performance.now() - started) / 1000).toFixed(1);
				process.stdout.write(`${id}: ${lines.length} bugs (${seconds} s)\n`);
			} catch (error) {
				process.stdout.write(`${id}: ${error instanceof Error ? error.message : String(error)}\n`);
			}
		}
	};
	await Promise.all(Array.from({ length: jobs ?? 1 }, work));
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
	const about =
		'Bugs put into the fixed states of the committed tasks by npm run train -- --inject, seed 1; the sources are those of the packages, fetched at build time';
	const bytes = packBugs({ about, date, bugs: [...all.values()].map(withTags) });
	writeFileSync(out, bytes);
	process.stdout.write(`${all.size} bugs, ${(bytes.length / 1000).toFixed(0)} kB: ${out}\n`);
}

/** Bugs by what they are: figures of injected ones and of real ones are never mixed. @param {any[]} all */
const byKind = (all) =>
	/** @type {const} */ (['injected', 'real']).flatMap((kind) => {
		const bugs = all.filter(({ injected }) => injected === (kind === 'injected'));
		return bugs.length > 0 ? [{ kind, bugs }] : [];
	});

/** What does not work out with so few bugs is said. @template T @param {string} what @param {() => T} action @returns {T | null} */
function orSay(what, action) {
	try {
		return action();
	} catch (error) {
		process.stdout.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`);
		return null;
	}
}

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
const between = (/** @type {{low: number, high: number}} */ { low, high }) =>
	`(95 % ${percent(low)} to ${percent(high)})`;

/** @param {string} name @param {any} found */
function printOutcome(
	name,
	{ bugs, packages, seeds, budget, before, after, interval, relative, reachable, general }
) {
	process.stdout.write(
		`${name}: ${bugs} of ${packages} packages, cross-validated by package, seeds ${seeds.join(', ')}\n` +
			`  known fix within ${budget} edits, hand-made order   ${percent(before)}\n` +
			(general ? `  known fix within ${budget} edits, order of all      ${percent(general.after)}\n` : '') +
			`  known fix within ${budget} edits, learned order     ${percent(after)}\n` +
			`  difference                               ${percent(after - before)} ${between(interval)}` +
			`${relative === null ? '' : `, ${relative >= 0 ? '+' : ''}${percent(relative)} relative`}\n` +
			(general
				? `  difference to the order of all           ${percent(general.difference)} ${between(general.interval)}\n`
				: '') +
			`  known fix among the edits at all          ${percent(reachable)}\n`
	);
}

/** @param {any} found */
function printBest({
	bugs,
	packages,
	samples,
	k,
	random,
	pass,
	best,
	difference,
	interval,
	brier,
	baseline
}) {
	process.stdout.write(
		`a verifier that chooses, learned from runs drawn on other packages: ${bugs} bugs of ${packages} packages, ${samples} runs each\n` +
			`  one run at random ${percent(random)}, the best of ${k} by the verifier ${percent(best)}, one of ${k} at all ${percent(pass)}\n` +
			`  best less random                         ${percent(difference)} ${between(interval)}\n` +
			`  Brier score ${brier.toFixed(3)}, of always saying the mean ${baseline.toFixed(3)}\n`
	);
}

async function learn() {
	const { defaults, handMade, train } = await load('src/gym/training/ranking.ts');
	const { experiment, experimentDefaults } = await load('src/gym/training/experiment.ts');
	const { bestOf, bestOfDefaults } = await load('src/gym/training/best-of.ts');
	const { method, domain = null } = values;
	if (!(method in defaults)) refuse(`There is no method "${method}". ${usage}`);
	const budget = Number(values.budget);
	if (!(budget >= 1)) refuse(`--budget must be a number above 0, not "${values.budget}"`);
	const all = [values.data ?? refuse(usage), ...positionals].flatMap(readData);
	/** @type {any[]} */
	const rows = [];
	for (const { kind, bugs } of byKind(all))
		for (const one of values.figures === undefined ? [method] : Object.keys(defaults)) {
			const options = { ...experimentDefaults, budget, domain, training: defaults[one] };
			const outcome = orSay(`${kind} bugs`, () => experiment(bugs, options));
			if (!outcome) continue;
			printOutcome(`${kind} bugs, ${one}`, outcome);
			rows.push({ kind, method: one, ...outcome });
		}
	const injected = all.filter((/** @type {any} */ bug) => bug.injected);
	const best =
		domain === null ? orSay('choosing', () => bestOf(injected, { ...bestOfDefaults, budget })) : null;
	if (best) printBest(best);
	const date = new Date().toISOString();
	const host = `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`;
	process.stdout.write(`${host}; ${date.slice(0, 10)}\n`);
	if (values.figures !== undefined)
		writeFileSync(values.figures, `${JSON.stringify({ date, host, experiments: rows, best }, null, '\t')}\n`);
	if (values.out === undefined) return;
	let weights = handMade();
	for (const epoch of train(all, defaults[method])) ({ weights } = epoch);
	const learnedFrom = [...new Set(all.map((/** @type {any} */ { group }) => group))].sort();
	const about = `${method} on ${all.length} bugs of ${[values.data, ...positionals].join(', ')}`;
	writeFileSync(values.out, writeWeights({ about, date, learnedFrom }, weights));
	process.stdout.write(`${values.out}\n`);
}

await (values.pack ? pack() : values.inject ? inject() : values.collect ? collect() : learn());
