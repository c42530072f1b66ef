/**
 * Runs a task's test files one by one and brings back their results over files outside the repository, whose folder has
 * a random name: what the tests print is never read as a result.
 */
import type { Task } from '#model/task.ts';
import type { SuiteResult, TestResult } from '#model/test-result.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { parseResults } from './results.ts';
import { RESULTS_VARIABLE, SECRET_VARIABLE, runners } from './runners/runner.ts';
import { openSealed, type Seal } from './seal.ts';

/** Characters of output that a result keeps, from the end. */
const OUTPUT_LIMIT = 200_000;

export type SuiteOptions = {
	signal?: AbortSignal;
	/** Only these test files; all when absent. */
	files?: readonly string[];
	onProgress?: (text: string) => void;
	onOutput?: (text: string) => void;
	/** Files whose tests should all pass: what is ended by the limit there runs once more, with more time. None when absent. */
	mustPass?: readonly string[];
};

/** How many times its limit such a file gets: what a patch is, no slow machine decides. The first that hangs again ends the patience. */
const PATIENCE = 5;

export type CommandOutcome = {
	file: string;
	exitCode: number;
	timedOut: boolean;
	tests: readonly TestResult[];
	seal: Seal;
};

/** A suite's result with what each command gave. */
export type SuiteRun = SuiteResult & { commands: readonly CommandOutcome[] };

/** The test file of a test command: its last word. */
export function fileOf(command: string): string {
	return command.slice(command.lastIndexOf(' ') + 1);
}

/** The test files of tests. */
export function filesOf(task: Task, ids: readonly string[]): string[] {
	return task.testCommands
		.map(fileOf)
		.filter((file) => ids.some((id) => id === file || id.startsWith(`${file} > `)));
}

/** Test files with tests that fail before and must pass after. */
export function filesThatChange(task: Task): string[] {
	return filesOf(task, task.failToPass);
}

export async function runSuite(task: Task, sandbox: Sandbox, options: SuiteOptions = {}): Promise<SuiteRun> {
	const commands = task.testCommands.filter(
		(command) => !options.files || options.files.includes(fileOf(command))
	);
	const channel = await openChannel(task, sandbox, options);
	try {
		return await runCommands({ task, sandbox, options, channel, commands });
	} finally {
		await channel.close();
	}
}

/** Runs the two canary tests over the same channel; true where each did as it must. */
export async function canariesHold(
	task: Task,
	sandbox: Sandbox,
	options: SuiteOptions = {}
): Promise<{ passes: boolean; fails: boolean }> {
	const channel = await openChannel(task, sandbox, options);
	try {
		const adapter = runners[task.runner];
		const commands = (['passes', 'fails'] as const).map((outcome) =>
			adapter.commandFor(`${channel.folder}/canary-${outcome}.js`)
		);
		const { commands: outcomes } = await runCommands({
			task,
			sandbox,
			options: { ...options, mustPass: commands.map(fileOf), onOutput: () => {} },
			channel,
			commands
		});
		const [passing, failing] = outcomes;
		return {
			passes: passing?.tests.length === 1 && passing.tests[0]?.status === 'passed',
			fails: failing?.tests.length === 1 && failing.tests[0]?.status === 'failed'
		};
	} finally {
		await channel.close();
	}
}

/** The reporter's files in a folder, another for results; names and secrets are random. */
export type Channel = { folder: string; results: string; close: () => Promise<void> };

export async function openChannel(task: Task, sandbox: Sandbox, { signal }: SuiteOptions): Promise<Channel> {
	const adapter = runners[task.runner];
	const inside = `.tabgym-${randomName()}`;
	const folder = `/tmp/tabgym-${randomName()}`;
	const results = `/tmp/${randomName()}`;
	const files = {
		...adapter.files,
		'canary-passes.js': adapter.canary('passes'),
		'canary-fails.js': adapter.canary('fails')
	};
	for (const [name, text] of Object.entries(files)) await sandbox.write(`${inside}/${name}`, text);
	const made = await sandbox.run(
		`mkdir -p ${folder} ${results} && cp ${inside}/* ${folder}/ && rm -rf ${inside}`,
		signal ? { signal } : {}
	);
	if (made.exitCode !== 0) throw new Error(`Cannot place the reporter: ${made.output.trim()}`);
	return {
		folder,
		results,
		async close() {
			await sandbox.run(`rm -rf ${folder} ${results}`).catch(() => {}); // a closed sandbox has nothing to remove
		}
	};
}

export type Batch = {
	task: Task;
	sandbox: Sandbox;
	options: SuiteOptions;
	channel: Channel;
	commands: readonly string[];
};

/** A command that ended: the secret that seals its results, and the name of their file. */
type Ran = { file: string; exitCode: number; timedOut: boolean; secret: string; results: string };

export async function runCommands({ task, sandbox, options, channel, commands }: Batch): Promise<SuiteRun> {
	const started = performance.now();
	const ran: Ran[] = [];
	let output = '';
	const run = async (command: string, timeout: number): Promise<Ran> => {
		const [secret, results] = [randomName(), randomName()];
		const result = await sandbox.run(runners[task.runner].report(command, channel.folder), {
			timeout,
			env: { [RESULTS_VARIABLE]: `${channel.results}/${results}`, [SECRET_VARIABLE]: secret },
			...(options.signal && { signal: options.signal }),
			...(options.onOutput && { onOutput: options.onOutput })
		});
		output = (output + result.output).slice(-OUTPUT_LIMIT);
		const { exitCode, timedOut } = result;
		return { file: fileOf(command), exitCode, timedOut, secret, results };
	};
	const { testTimeout } = task.limits;
	const patientWith = new Set(options.mustPass);
	for (const [index, command] of commands.entries()) {
		options.onProgress?.(`${fileOf(command)} (${index + 1} of ${commands.length})`);
		let last = await run(command, testTimeout);
		if (last.timedOut && patientWith.has(last.file)) {
			last = await run(command, testTimeout * PATIENCE);
			if (last.timedOut) patientWith.clear();
		}
		ran.push(last);
	}
	const texts = await readBack(sandbox, channel, ran, options.signal);
	const outcomes = ran.map(({ secret, file, exitCode, timedOut }, index) => {
		const { text, seal } = openSealed(texts[index] ?? '', secret);
		return { file, exitCode, timedOut, tests: testsOf(task, { file, exitCode }, text), seal };
	});
	return {
		tests: outcomes.flatMap(({ tests }) => tests),
		exitCodes: ran.map(({ exitCode }) => exitCode),
		timedOut: ran.filter(({ timedOut }) => timedOut).map(({ file }) => file),
		output,
		duration: performance.now() - started,
		commands: outcomes
	};
}

function testsOf(task: Task, ran: { file: string; exitCode: number }, text: string): TestResult[] {
	if (task.runner !== 'plain') return parseResults(ran.file, text);
	return [{ id: ran.file, status: ran.exitCode === 0 ? 'passed' : 'failed' }];
}

/** As files, not as printed text: a pipe may be cut short when many processes end at once. */
async function readBack(
	sandbox: Sandbox,
	{ results }: Channel,
	ran: readonly Ran[],
	signal: AbortSignal | undefined
): Promise<string[]> {
	const inside = `.tabgym-${randomName()}`;
	const options = signal ? { signal } : {};
	await sandbox.run(`cp -r ${results} ${inside}`, options);
	const texts: string[] = [];
	for (const { results: name } of ran) {
		const bytes = await sandbox.read(`${inside}/${name}`).catch(() => new Uint8Array()); // ended before it began to report
		texts.push(new TextDecoder().decode(bytes));
	}
	await sandbox.run(`rm -rf ${inside}`, options);
	return texts;
}

export function randomName(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(12));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
