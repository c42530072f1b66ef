/** npm run solve -- TASK|DIR [--agent repair|replay|model] [--host embedded|webcontainers] [--json]: runs an agent on a task, then the verifier. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from './driver.mjs';
import { modelOf, modelOptions, modelUsage } from './model-arguments.mjs';
import { tasksOf } from './task-arguments.mjs';

const root = resolve(import.meta.dirname, '..');
const usage = `Usage: npm run solve -- TASK|DIR [--agent repair|replay|model] [--host embedded|webcontainers] [--json]\nA model: ${modelUsage}`;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				agent: { type: 'string', default: 'repair' },
				host: { type: 'string', default: 'embedded' },
				json: { type: 'boolean', default: false },
				...modelOptions
			}
		});
	} catch (error) {
		return refuse(`${error instanceof Error ? error.message : error}\n${usage}`);
	}
}

const { values, positionals } = readArguments();
const [given] = positionals;
if (given === undefined) refuse(usage);
if (!['repair', 'replay', 'model'].includes(values.agent))
	refuse(`There is no agent "${values.agent}". ${usage}`);
const model = await modelOf(values).catch((error) => refuse(error.message));
const tasks = await tasksOf([given]).catch((error) => refuse(error.message));
const [task] = tasks.ids;
if (task === undefined || tasks.ids.length > 1)
	refuse(`There are ${tasks.ids.length} tasks in ${given}: name one of them`);

const driver = await openDriver();
driver.onOutput((text) => process.stderr.write(`${text}\n`));
try {
	if (model) await driver.page.evaluate((given) => globalThis.tabgym.useModel(given), model);
	const { verdict, problem, trajectory } = await driver.page.evaluate(
		([task, agent, options]) => globalThis.tabgym.solve(task, agent, options, globalThis.tabgymOutput),
		/** @type {[string, any, {host: any, packs: string | null, seed: number}]} */ ([
			task,
			values.agent,
			{ host: values.host, packs: tasks.packs && driver.shareFolder(tasks.packs), seed: 1 }
		])
	);
	let file = null;
	if (trajectory) {
		const folder = join(root, '.cache', 'trajectories');
		mkdirSync(folder, { recursive: true });
		file = join(folder, `${trajectory.head.id}.jsonl`);
		writeFileSync(
			file,
			[trajectory.head, ...trajectory.events].map((line) => `${JSON.stringify(line)}\n`).join('')
		);
	}
	const tests = Object.fromEntries(
		(verdict?.tests ?? []).map(({ id, group, before, after, holds }) => [id, { group, before, after, holds }])
	);
	const resolution = verdict?.resolution ?? 'none';
	if (values.json)
		process.stdout.write(
			`${JSON.stringify({ task, agent: values.agent, resolution, tests, integrity: verdict?.integrity ?? [], trajectory: file, problem })}\n`
		);
	else {
		for (const [id, { group, before, after, holds }] of Object.entries(tests))
			if (!holds || group === 'FAIL_TO_PASS')
				process.stdout.write(`${holds ? 'ok    ' : 'not ok'} ${group}  ${id}: ${before} -> ${after}\n`);
		for (const { name, ok, detail } of verdict?.integrity ?? [])
			process.stdout.write(`${ok ? 'ok    ' : 'not ok'} ${name}: ${detail}\n`);
		if (problem) process.stdout.write(`${problem}\n`);
		process.stdout.write(`${task}: ${resolution}${file ? `  (${relative(process.cwd(), file)})` : ''}\n`);
	}
	process.exitCode = verdict && resolution === 'full' ? 0 : 1;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
} finally {
	await driver.close();
}
