/**
 * npm run verify -- predictions.jsonl [--out DIR] [--tasks DIR] [--jobs N] [--junit FILE] [--sarif FILE]
 * npm run verify -- --task ID|DIR --patch FILE [--out DIR] [--junit FILE] [--sarif FILE]
 * npm run verify -- --task ID|DIR --branch REF [--base REF] [--repository DIR] [--out DIR] ...
 * npm run verify -- --assignment FILE SUBMISSION... [--out DIR]
 *
 * Judges patches in the host. Predictions are SWE-bench's; --out gets <id>/report.json and <id>/patch.diff of each, and report.json, the
 * summary of the run. A branch is what it changed since it left --base (main), in a checkout of the task's repository. With --assignment it grades what students handed in (files or folders of them), lessons too. Exits with 0 where every patch resolves its task, 1 where one does not, 2 where nothing could be judged.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';
import { load } from './packs/load.mjs';
import { gradeSubmissions } from './verify/submissions.mjs';
import { tasksOf } from './task-arguments.mjs';

const usage = `Usage: npm run verify -- predictions.jsonl [--out DIR] [--tasks DIR] [--jobs N] [--junit FILE] [--sarif FILE]
       npm run verify -- --task ID --patch FILE [--out DIR] [--junit FILE] [--sarif FILE]
       npm run verify -- --task ID --branch REF [--base REF] [--repository DIR] [--out DIR] [--junit FILE] [--sarif FILE]
       npm run verify -- --assignment FILE SUBMISSION... [--out DIR]`;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

function readArguments() {
	const text = /** @type {const} */ ({ type: 'string' });
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				task: text,
				assignment: text,
				patch: text,
				branch: text,
				base: { type: 'string', default: 'main' },
				repository: { type: 'string', default: '.' },
				tasks: text,
				out: text,
				junit: text,
				sarif: text,
				jobs: { type: 'string', default: '2' },
				host: { type: 'string', default: 'embedded' }
			}
		});
	} catch (error) {
		return refuse(`${error instanceof Error ? error.message : error}\n${usage}`);
	}
}

/** @param {string} file */
function read(file) {
	if (!existsSync(file)) refuse(`There is no file ${file}`);
	return readFileSync(file, 'utf8');
}

const { values, positionals } = readArguments();
if (values.assignment !== undefined) {
	const { out, host } = values;
	process.exit(
		await gradeSubmissions(values.assignment, positionals, { out, host }).catch((error) =>
			refuse(error.message)
		)
	);
}
const jobs = Number(values.jobs);
if (!(jobs >= 1)) refuse(`--jobs must be a number above 0, not "${values.jobs}"`);
const { parsePredictions } = await load('src/verifier/predictions.ts');
const { instanceReport, isResolved, runReport } = await load('src/verifier/report.ts');
const { junit, sarif } = await load('src/verifier/ci-formats.ts');

/** What it changed since it left the base, as git says it. @param {string} branch */
function diffOfBranch(branch) {
	const { base, repository } = values;
	const git = spawnSync(
		'git',
		[
			'-C',
			repository,
			'diff',
			'--no-color',
			'--no-ext-diff',
			'--no-textconv',
			'--no-relative',
			'--src-prefix=a/',
			'--dst-prefix=b/',
			'--no-renames',
			'--full-index',
			'--binary',
			`${base}...${branch}`,
			'--'
		],
		{ encoding: 'utf8', maxBuffer: 2 ** 28 }
	);
	if (git.status === 0) return git.stdout;
	return refuse(
		`Cannot take branch "${branch}" from base "${base}" in ${repository}: ${git.error?.message ?? git.stderr.trim()}`
	);
}

/** @returns {{instance_id: string, model_patch: string | null}[]} */
function predictions() {
	const [file, ...more] = positionals;
	if (
		values.task !== undefined &&
		values.branch !== undefined &&
		file === undefined &&
		values.patch === undefined
	)
		return [{ instance_id: values.task, model_patch: diffOfBranch(values.branch) }];
	if (values.branch !== undefined) refuse(usage);
	if (values.task !== undefined && values.patch !== undefined && file === undefined)
		return [{ instance_id: values.task, model_patch: read(values.patch) }];
	if (file === undefined || more.length > 0 || values.task !== undefined || values.patch !== undefined)
		refuse(usage);
	try {
		return parsePredictions(file, read(file));
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

const wanted = predictions();
const given = values.task !== undefined ? [values.task] : values.tasks !== undefined ? [values.tasks] : [];
const tasks = await tasksOf(given).catch((error) => refuse(error.message));
if (values.task !== undefined && wanted[0]) wanted[0].instance_id = tasks.ids[0] ?? values.task;
const unknown = wanted
	.filter(({ instance_id: id }) => !tasks.ids.includes(id))
	.map(({ instance_id: id }) => id);
const known = wanted.filter(({ instance_id: id }) => tasks.ids.includes(id));
for (const id of unknown) process.stderr.write(`There is no task "${id}": its prediction is not judged\n`);
if (known.length === 0) refuse('There is nothing to judge: no prediction names a task that is here');

const driver = await openDriver();
const packs = tasks.packs && driver.shareFolder(tasks.packs);

/** @param {{instance_id: string, model_patch: string | null}} prediction */
const judge = ({ instance_id: id, model_patch: diff }) =>
	driver.page
		.evaluate(
			([id, diff, host, packs]) => globalThis.tabgym.judge(id, diff, host, packs, () => {}),
			/** @type {[string, string, any, string | null]} */ ([id, diff ?? '', values.host, packs])
		)
		.catch((/** @type {Error} */ error) => ({
			id,
			hasPatch: true,
			problem: error.message,
			fuzz: null,
			verdict: null
		}));

/** @param {any} one */
function words(one) {
	const { hasPatch, problem, fuzz, verdict } = one;
	if (!hasPatch) return 'empty patch';
	if (!verdict) return `error: ${problem}`;
	if (verdict.infraFailure) return `could not be judged: ${verdict.infraFailure}`;
	const failed = verdict.integrity.find((/** @type {any} */ { ok }) => !ok);
	const missing = verdict.tests.filter((/** @type {any} */ { holds }) => !holds).length;
	const why = failed
		? ` (${failed.name}: ${failed.detail})`
		: missing > 0
			? ` (${missing} tests do not hold)`
			: '';
	return `${verdict.resolution === 'full' ? 'resolved' : 'not resolved'}${why}${fuzz > 0 ? `, applied with fuzz ${fuzz}` : ''}`;
}

/** @param {string} file @param {string} text */
function put(file, text) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, '\t')}\n`;

/** @type {any[]} */
const judged = [];
const waiting = [...known];
async function work() {
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const one = await judge(next);
		judged.push(one);
		process.stdout.write(`${one.id}: ${words(one)}\n`);
		if (values.out === undefined) continue;
		put(join(values.out, one.id, 'report.json'), json(instanceReport(one)));
		put(join(values.out, one.id, 'patch.diff'), next.model_patch ?? '');
	}
}

try {
	await Promise.all(Array.from({ length: jobs }, work));
} finally {
	await driver.close();
}
const order = known.map(({ instance_id: id }) => id);
judged.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
const errors = unknown.map((id) => ({
	id,
	hasPatch: true,
	problem: `There is no task "${id}"`,
	fuzz: null,
	verdict: null
}));
const summary = runReport(values.task === undefined ? tasks.ids : order, [...judged, ...errors]);
if (values.out !== undefined) put(join(values.out, 'report.json'), json(summary));
if (values.junit !== undefined) put(values.junit, junit([...judged, ...errors]));
if (values.sarif !== undefined) put(values.sarif, json(sarif([...judged, ...errors])));
process.stdout.write(`${summary.resolved_instances} of ${summary.submitted_instances} resolved\n`);
process.exitCode = judged.every(isResolved) && unknown.length === 0 ? 0 : 1;
