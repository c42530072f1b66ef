/**
 * npm run train -- --inject [ID...] [--per N] [--seed N] --out DATA.ndjson: puts bugs into the fixed states of tasks, N into each, and writes what
 * the ranking of the repair agent learns from them. A bug is one that the warm checker sees twice over; nothing else is run.
 * npm run train -- --collect DIR|ID... --out DATA.ndjson: the same out of task folders (those that tasks:inject makes, for one); goes on where the file ends.
 * npm run train -- --pack DATA.ndjson... --out DATA.bin: the same as one small file (gym/training/packed.ts).
 * npm run train -- --data DATA [--method likelihood|reinforce] [--budget N] [--out WEIGHTS.json]: learns, judges what was learned on
 * packages that it was not learned from, prints that, and writes the weights of all.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { instancesOf } from './inject/bugs.mjs';
import { ensureNodeLibrary, nodeBinary } from './node-library.mjs';
import { assemble } from './packs/assemble.mjs';
import { load } from './packs/load.mjs';
import { foldersIn, knownTasks } from './task-arguments.mjs';

const usage = `Usage: npm run train -- --inject [ID...] [--per N] --out DATA.ndjson
       npm run train -- --pack DATA.ndjson... --out DATA.bin
       npm run train -- --collect DIR|ID... --out DATA.ndjson
       npm run train -- --data DATA.ndjson [--method likelihood|reinforce] [--budget N] [--out WEIGHTS.json]`;

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
	const bytes = packBugs({ about, date, bugs: [...all.values()] });
	writeFileSync(out, bytes);
	process.stdout.write(`${all.size} bugs, ${(bytes.length / 1000).toFixed(0)} kB: ${out}\n`);
}

async function learn() {
	const { defaults, handMade, train } = await load('src/gym/training/ranking.ts');
	const { experiment, experimentDefaults } = await load('src/gym/training/experiment.ts');
	const method = values.method;
	if (!(method in defaults)) refuse(`There is no method "${method}". ${usage}`);
	const budget = Number(values.budget);
	if (!(budget >= 1)) refuse(`--budget must be a number above 0, not "${values.budget}"`);
	const all = readData(values.data ?? refuse(usage));
	const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
	for (const [name, bugs] of /** @type {[string, any[]][]} */ ([
		['injected bugs', all.filter((/** @type {any} */ { injected }) => injected)],
		['real bugs', all.filter((/** @type {any} */ { injected }) => !injected)]
	])) {
		if (bugs.length === 0) continue;
		try {
			const found = experiment(bugs, { ...experimentDefaults, budget, training: defaults[method] });
			const { before, after, interval, relative, reachable, packages, seeds } = found;
			process.stdout.write(
				`${name}: ${bugs.length} of ${packages} packages, cross-validated by package, seeds ${seeds.join(', ')}\n` +
					`  known fix within ${budget} edits, hand-made order   ${percent(before)}\n` +
					`  known fix within ${budget} edits, learned order     ${percent(after)}\n` +
					`  difference                               ${percent(after - before)} (95 % ${percent(interval.low)} to ${percent(interval.high)})` +
					`${relative === null ? '' : `, ${relative >= 0 ? '+' : ''}${percent(relative)} relative`}\n` +
					`  known fix among the edits at all          ${percent(reachable)}\n`
			);
		} catch (error) {
			process.stdout.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
		}
	}
	process.stdout.write(
		`${method}; ${cpus()[0]?.model ?? 'unknown processor'}; ${new Date().toISOString().slice(0, 10)}\n`
	);
	if (values.out === undefined) return;
	let weights = handMade();
	for (const epoch of train(all, defaults[method])) ({ weights } = epoch);
	const learnedFrom = [...new Set(all.map((/** @type {any} */ { group }) => group))].sort();
	const about = `${method} on ${all.length} bugs of ${values.data}`;
	writeFileSync(values.out, writeWeights({ about, date: new Date().toISOString(), learnedFrom }, weights));
	process.stdout.write(`${values.out}\n`);
}

await (values.pack ? pack() : values.inject ? inject() : values.collect ? collect() : learn());
