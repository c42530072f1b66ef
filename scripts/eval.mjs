/**
 * npm run eval -- [ID|DIR...] [--agent NAME] [--samples K] [--seed N] [--jobs N] [--seconds N] [--real] [--out FILE] [--resume]: runs an agent on tasks, each
 * sample with a seed of its own, and lets the verifier judge. Writes a line of NDJSON for each sample as it is done; --resume goes on
 * where the file ends. --seconds is what a run may take at most, --real leaves out the tasks that were written for this site. Prints a table. --shard I/N takes one part of N; --engine playwright runs each sample as a test of Playwright's, with
 * its workers and retries; --browser WS uses a browser server elsewhere (Playwright's launchServer or run-server), which reaches this machine's
 * loopback through that connection; --runs DIR keeps the trajectories. npm run eval -- --merge FILE... [--out FILE] puts shards together.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';
import { load } from './packs/load.mjs';
import { serve } from './site.mjs';
import { modelOf, modelOptions, modelUsage } from './model-arguments.mjs';
import { tasksOf } from './task-arguments.mjs';

const root = resolve(import.meta.dirname, '..');
const agents = ['repair', 'replay', 'model'];
const usage = `Usage: npm run eval -- [ID|DIR...] [--agent repair|replay|model] [--samples K] [--seed N] [--jobs N] [--seconds N] [--real] [--out FILE] [--resume] [--shard I/N] [--engine page|playwright] [--browser WS] [--runs DIR]\n       npm run eval -- --merge FILE... [--out FILE]\nA model: ${modelUsage}`;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

function readArguments() {
	/** @param {string} value */
	const text = (value) => /** @type {const} */ ({ type: 'string', default: value });
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				agent: text('repair'),
				samples: { type: 'string' },
				seed: { type: 'string' },
				jobs: text('2'),
				seconds: { type: 'string' },
				real: { type: 'boolean', default: false },
				host: text('embedded'),
				out: { type: 'string' },
				shard: text('1/1'),
				engine: text('page'),
				browser: { type: 'string' },
				runs: { type: 'string' },
				merge: { type: 'boolean', default: false },
				resume: { type: 'boolean', default: false },
				...modelOptions
			}
		});
	} catch (error) {
		return refuse(`${error instanceof Error ? error.message : error}\n${usage}`);
	}
}

const { values, positionals } = readArguments();
if (!agents.includes(values.agent)) refuse(`There is no agent "${values.agent}". ${usage}`);
const model = await modelOf(values).catch((error) => refuse(error.message));
/** Who it is in the results. */
const name = model ? model.connection.name : values.agent;
const [samples, seed, jobs, seconds] = /** @type {const} */ (['samples', 'seed', 'jobs', 'seconds']).map(
	(name) => {
		if (values[name] === undefined) return undefined;
		const number = Number(values[name]);
		if (!Number.isInteger(number) || number < 1)
			refuse(`--${name} must be a whole number above 0, not "${values[name]}"`);
		return number;
	}
);
if (values.resume && values.out === undefined) refuse('--resume needs --out FILE, the file to go on with');

const [, part, parts] = (/^(\d+)\/(\d+)$/.exec(values.shard) ?? []).map(Number);
if (!part || !parts || part > parts) refuse(`--shard must be like 1/4, not "${values.shard}"`);
if (!['page', 'playwright'].includes(values.engine))
	refuse(`There is no engine "${values.engine}". ${usage}`);
const { parseEvaluation, summarize } = await load('src/gym/evaluation.ts');
const { asNdjson } = await load('src/gym/export.ts');
const { mayGoOn, merge } = await load('src/gym/shards.ts');

/** What cannot be done is said and ends the command. @template T @param {() => T} action @returns {T} */
function orRefuse(action) {
	try {
		return action();
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

/** @param {string} name */
const read = (name) => orRefuse(() => parseEvaluation(name, readFileSync(name, 'utf8')));

/** Injected bugs have a table of their own: they are in no figure of the real ones. @param {any} head @param {any[]} samples */
function table(head, samples) {
	for (const injected of samples.some((one) => one.injected) ? [false, true] : [false]) {
		const some = samples.filter((one) => one.injected === injected);
		const tasks = new Set(
			injected || some.length < samples.length ? some.map((one) => one.task) : head.tasks
		);
		if (tasks.size === 0) continue;
		const kind = injected ? ', bugs that were injected' : '';
		process.stdout.write(
			`\nAgent ${head.agent} on ${tasks.size} ${tasks.size === 1 ? 'task' : 'tasks'}${kind}, ${head.samples} ${head.samples === 1 ? 'sample' : 'samples'} each, seeds from ${head.seed}${head.limit ? `, ${head.limit} seconds each` : ''}; ${head.host}; ${head.date.slice(0, 10)}. Rates with 95 % intervals.\n`
		);
		for (const [what, figure] of summarize(some)) process.stdout.write(`  ${what.padEnd(32)} ${figure}\n`);
	}
}

if (values.merge) {
	if (positionals.length === 0) refuse(`There is nothing to put together. ${usage}`);
	const { head, samples, missing } = orRefuse(() =>
		merge(positionals.map((name) => ({ name, ...read(name) })))
	);
	if (values.out) writeFileSync(values.out, asNdjson(head, samples));
	table(head, samples);
	if (missing.length > 0)
		process.stdout.write(
			`Not done: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}\n`
		);
	process.exit(missing.length > 0 ? 1 : 0);
}

const tasks = await tasksOf(positionals, { real: values.real }).catch((error) => refuse(error.message));
const date = new Date().toISOString();
const file =
	values.out ??
	join(
		root,
		'.cache',
		'evaluations',
		`${name.replaceAll(/[^\w.-]+/g, '-')}-${date.replaceAll(/[:.]/g, '-')}.ndjson`
	);

/** What the file holds already. @returns {{head: any, samples: any[]} | null} */
function before() {
	// A machine may have died before it wrote anything.
	if (!existsSync(file) || statSync(file).size === 0)
		return values.resume ? refuse(`There is no file ${file} to go on with`) : null;
	if (!values.resume) return refuse(`${file} is there already: name another file, or go on with --resume`);
	return read(file);
}

const earlier = before();
const driver = await openDriver({ browser: values.browser }).catch((error) => refuse(error.message));
const packs = tasks.packs && driver.shareFolder(tasks.packs);
const host = await driver.page.evaluate(
	(host) => globalThis.tabgym.describeHost(host),
	/** @type {any} */ (values.host)
);
if (earlier) {
	const given = positionals.length > 0 || values.real ? tasks.ids : undefined;
	orRefuse(() =>
		mayGoOn(
			{ name: file, head: earlier.head },
			{ agent: name, host, samples, seed, limit: seconds, tasks: given }
		)
	);
}
const head = earlier?.head ?? {
	type: 'evaluation',
	version: 1,
	agent: name,
	host,
	date,
	seed: seed ?? 1,
	samples: samples ?? 1,
	tasks: tasks.ids,
	...(seconds !== undefined && { limit: seconds })
};
mkdirSync(dirname(file), { recursive: true });
/** Whole again, should the last line have been cut short. */
writeFileSync(
	file,
	[head, ...(earlier?.samples ?? [])].map((value) => `${JSON.stringify(value)}\n`).join('')
);

const done = [...(earlier?.samples ?? [])];
const runs = values.runs === undefined ? null : resolve(values.runs);
if (runs !== null) mkdirSync(runs, { recursive: true });
const waiting = head.tasks
	.flatMap((/** @type {string} */ task) =>
		Array.from({ length: head.samples }, (_, index) => ({ task, sample: index + 1, seed: head.seed + index }))
	)
	.filter((/** @type {any} */ _, /** @type {number} */ index) => index % parts === part - 1)
	.filter(
		(/** @type {any} */ { task, sample }) => !done.some((one) => one.task === task && one.sample === sample)
	);
const all = done.length + waiting.length;

/** @param {any} page @param {any} which */
const run = (page, { task, sample, seed }) =>
	page
		.evaluate(
			(/** @type {[any, any, any]} */ [which, agent, options]) =>
				globalThis.tabgym.sample(which, agent, options),
			[{ task, sample }, values.agent, { host: values.host, packs, seed, seconds: head.limit ?? null }]
		)
		.catch((/** @type {Error} */ error) => refuse(`${task}: ${error.message}`));

/** @param {any} one */
function words({ resolution, green, empty, end, problem, seconds }) {
	const result =
		resolution === 'full'
			? 'resolved'
			: green
				? 'green, not resolved'
				: empty
					? 'empty patch'
					: 'not resolved';
	return `${result} (${end ?? 'no end'}, ${seconds.toFixed(1)} s)${resolution === null && problem ? `: ${problem}` : ''}`;
}

/** @param {any} page one for each job: what an agent thinks in one of them holds up nobody else */
async function work(page) {
	if (model) await page.evaluate((/** @type {any} */ given) => globalThis.tabgym.useModel(given), model);
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const one = await run(page, next);
		if (runs !== null && one.run !== null)
			writeFileSync(
				join(runs, `${one.run}.jsonl`),
				await page.evaluate((/** @type {string} */ id) => globalThis.tabgym.trajectory(id), one.run)
			);
		appendFileSync(file, `${JSON.stringify(one)}\n`);
		done.push(one);
		const number = head.samples > 1 ? ` #${one.sample}` : '';
		process.stdout.write(`[${done.length} of ${all}] ${one.task}${number}: ${words(one)}\n`);
	}
}

if (values.engine === 'playwright') {
	await driver.close();
	if (tasks.packs)
		refuse('--engine playwright runs the tasks of the site: task folders from elsewhere need --engine page');
	// The key stays in the environment.
	const plan = {
		agent: values.agent,
		model: model && { ...model, key: null },
		host: values.host,
		waiting,
		seconds: head.limit ?? null,
		file: resolve(file),
		runs,
		browser: values.browser ?? null
	};
	// A server of its own: two shards on one machine would end each other's.
	const site = await serve(0);
	const more = {
		TABGYM_EVAL: JSON.stringify(plan),
		TABGYM_EVAL_JOBS: String(jobs),
		TABGYM_EVAL_SITE: site.url
	};
	const child = spawn('npx', ['playwright', 'test', '-c', 'scripts/eval/playwright.config.ts'], {
		...{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
		env: { ...process.env, ...more }
	});
	const status = await new Promise((ended) => child.on('close', ended));
	await site.close();
	const { samples: all } = read(file);
	table(head, all);
	process.exit(status ?? 1);
}

try {
	const pages = await driver.pages(Math.max(1, Math.min(jobs ?? 1, waiting.length)));
	await Promise.all(pages.map(work));
} finally {
	await driver.close();
}
table(head, done);
process.stdout.write(`${relative(process.cwd(), file)}\n`);
