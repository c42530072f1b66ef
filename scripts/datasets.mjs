/**
 * npm run datasets -- FILE|DIR... [--kind sft|verifier|preferences] [--rendering function-call|xml] [--cap N] [--agent NAME --share X]
 * [--results FILE.ndjson] [--genuine] [--seed N] --out FILE: rows to train models with, out of trajectories (*.jsonl: those of `npm run solve`, and
 * of `npm run eval -- --runs DIR`). --results says of an evaluation's runs which of them differ from the known fix beyond the tests; --genuine
 * leaves those out. A key in TABGYM_API_KEY gets into no row, whatever it looks like.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './packs/load.mjs';
import { knownTasks } from './task-arguments.mjs';

const usage =
	'Usage: npm run datasets -- FILE|DIR... [--kind sft|verifier|preferences] [--rendering function-call|xml] [--cap N] [--agent NAME --share X] [--results FILE.ndjson] [--genuine] [--seed N] --out FILE';
const packs = resolve(import.meta.dirname, '..', '.cache', 'packs');

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

/** What cannot be done is said and ends the command. @template T @param {() => T} action @returns {T} */
function orRefuse(action) {
	try {
		return action();
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

const text = /** @type {const} */ ({ type: 'string' });
const { values, positionals } = orRefuse(() =>
	parseArgs({
		allowPositionals: true,
		options: {
			kind: { type: 'string', default: 'sft' },
			rendering: { type: 'string', default: 'function-call' },
			...{ cap: text, agent: text, share: text, seed: text, results: text, out: text },
			genuine: { type: 'boolean', default: false }
		}
	})
);
if (positionals.length === 0) refuse(`There is no run to make rows of. ${usage}`);
const out = values.out ?? refuse(`Say with --out where the rows go. ${usage}`);
if (!['sft', 'verifier', 'preferences'].includes(values.kind))
	refuse(`There is no kind "${values.kind}". ${usage}`);
if (!['function-call', 'xml'].includes(values.rendering))
	refuse(`There is no rendering "${values.rendering}". ${usage}`);

/** @param {'cap' | 'seed' | 'share'} name @param {(value: number) => boolean} fits @param {string} what */
function number(name, fits, what) {
	const given = values[name];
	if (given === undefined || fits(Number(given))) return given === undefined ? undefined : Number(given);
	return refuse(`--${name} must be ${what}, not "${given}"`);
}
const cap = number('cap', (value) => Number.isInteger(value) && value >= 0, 'a whole number, 0 = all');
const seed = number('seed', Number.isInteger, 'a whole number');
const share = number('share', (value) => value >= 0 && value <= 1, 'a number from 0 to 1');

const { defaults, makeDataset } = await load('src/gym/datasets/datasets.ts');
const { parseEvaluation } = await load('src/gym/evaluation.ts');
const { readTrajectory } = await load('src/model/modernize.ts');
const { readWhole, standalone } = await load('src/store/lineage.ts');

/** @param {string} given */
function filesIn(given) {
	if (!existsSync(given)) refuse(`There is no file or folder ${given}`);
	if (!statSync(given).isDirectory()) return [given];
	return readdirSync(given)
		.filter((name) => name.endsWith('.jsonl'))
		.sort()
		.map((name) => join(given, name));
}

/** @param {string} file */
function trajectoryIn(file) {
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	const [head, ...events] = lines.map((line, index) =>
		orRefuse(() => {
			try {
				return JSON.parse(line);
			} catch {
				throw new Error(`Cannot read ${file}: line ${index + 1} is not JSON`);
			}
		})
	);
	return orRefuse(() => readTrajectory({ head, events }, file));
}

const trajectories = new Map(
	positionals.flatMap(filesIn).map((file) => {
		const trajectory = trajectoryIn(file);
		return [trajectory.head.id, trajectory];
	})
);
const known = new Set(knownTasks());
const { samples } = values.results
	? orRefuse(() => parseEvaluation(values.results ?? '', readFileSync(values.results ?? '', 'utf8')))
	: { samples: [] };
const genuine = new Map(samples.map((/** @type {any} */ { run, genuine }) => [run, genuine]));

/** @param {string} id */
async function read(id) {
	const found = trajectories.get(id);
	if (found) return found;
	throw new Error(`the run "${id}" that it was forked from is not among the files`);
}

const runs = [];
for (const [id, { head }] of trajectories) {
	if (!known.has(head.task)) {
		process.stderr.write(`Left out: run ${id}: there is no task "${head.task}"\n`);
		continue;
	}
	try {
		const { events, inherited } = await readWhole(id, read);
		const { task } = JSON.parse(readFileSync(join(packs, `${head.task}.json`), 'utf8'));
		runs.push({
			trajectory: standalone(head, events),
			task,
			copied: inherited,
			genuine: genuine.get(id) ?? null
		});
	} catch (error) {
		process.stderr.write(`Left out: run ${id}: ${error instanceof Error ? error.message : error}\n`);
	}
}
const made = orRefuse(() =>
	makeDataset(runs, {
		...defaults,
		...{ kind: values.kind, rendering: values.rendering, onlyGenuine: values.genuine },
		...(cap !== undefined && { cap }),
		...(seed !== undefined && { seed }),
		onPolicy: values.agent === undefined ? null : { agent: values.agent, share: share ?? 0.5 },
		secrets: [process.env.TABGYM_API_KEY ?? ''].filter(Boolean)
	})
);
writeFileSync(out, made.text);
for (const [reason, count] of Object.entries(made.left))
	process.stdout.write(`  ${count} left out: ${reason}\n`);
process.stdout.write(
	`${made.rows} rows of ${runs.length} runs, ${made.scrubbed} secrets taken out: ${out}\n`
);
