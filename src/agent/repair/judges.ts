/** What says whether an edit works: the task's own tests, or, where these are hidden, the examples of the issue. */
import type { AgentEvents, AgentInput } from '#agent/agent.ts';
import type { Workbench } from '#agent/workbench.ts';
import type { TestResult } from '#model/test-result.ts';
import { reproductionsOf, type Reproduction } from './issue/reproduction.ts';

export type Judge = {
	/** What the tests are called in a sentence. */
	name: string;
	testFiles: readonly string[];
	/** Runs them with the tools: all of them, or those in some files. */
	run(step: number, files?: readonly string[]): AgentEvents<readonly TestResult[]>;
	/** Takes away what was written for it. */
	clear(step: number): AgentEvents;
};

export function testsAsJudge({ testCommands }: AgentInput, bench: Workbench): Judge {
	return {
		name: 'visible tests',
		testFiles: testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1)),
		async *run(step, files) {
			const { ran } = yield* bench.call(step, { tool: 'run_tests', input: files ? { files } : {} });
			return ran?.tests ?? [];
		},
		async *clear() {}
	};
}

/** null = the issue has no example that can be run. Writes them into the repository, until `clear`. */
export async function* examplesAsJudge(
	{ issue, sandbox }: AgentInput,
	bench: Workbench
): AgentEvents<Judge | null> {
	const found = await reproductionsOf(issue, sandbox, '');
	for (const { path, text: file_text } of found)
		yield* bench.call(0, { tool: 'str_replace_editor', input: { command: 'create', path, file_text } });
	if (found.length === 0) return null;
	return {
		name: 'examples of the issue that could be run',
		testFiles: found.map(({ path }) => path),
		run: (step, files) =>
			runScripts(files ? found.filter(({ path }) => files.includes(path)) : found, bench, step),
		async *clear(step) {
			const command = `rm -f ${found.map(({ path }) => path).join(' ')}`;
			yield* bench.call(step, { tool: 'bash', input: { command } });
		}
	};
}

async function* runScripts(
	found: readonly Reproduction[],
	bench: Workbench,
	step: number
): AgentEvents<TestResult[]> {
	const results: TestResult[] = [];
	for (const { path } of found) {
		const input = { command: `node ${path}`, timeout: SECONDS };
		const { exitCode, output } = yield* bench.call(step, { tool: 'bash', input });
		results.push({ id: path, status: exitCode === 0 ? 'passed' : 'failed', message: output.slice(0, 500) });
	}
	return results;
}

/** For one example. */
const SECONDS = 20;
