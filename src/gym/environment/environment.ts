/**
 * A task as an environment with the semantics of Gymnasium: https://gymnasium.farama.org/api/env/. What an agent does are the tools of
 * the app's own agents; the reward is the verifier's.
 */
import type { Agent, RunTests } from '#agent/agent.ts';
import { Workbench } from '#agent/workbench.ts';
import { tools } from '#agent/tools/tools.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { Task } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { BlobId } from '#model/tree.ts';
import type { Verdict } from '#model/verdict.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import { judgePatch } from '#verifier/judge.ts';
import { randomOf, type Random } from '#model/random.ts';
import { actionSpace, observationSpace, type Space } from './spaces.ts';

/** A call of a tool. */
export type Action = { tool: string; input: Record<string, unknown> };

export type Observation = {
	/** The problem statement. Markdown. */
	issue: string;
	/** What the last call printed; empty after a reset. */
	output: string;
	exitCode: number;
};

export type Info = {
	task: string;
	/** Of the tests that the agent saw last; null = not run yet, or hidden. */
	f2p_passed: number | null;
	p2p_broken: number | null;
	f2p_total: number;
	steps: number;
	/** Where the episode ended by a submission. */
	verdict: Verdict | null;
};

export type StepResult = [
	observation: Observation,
	reward: number,
	/** The episode came to its end: submitted. */
	terminated: boolean,
	/** A limit of the task ended it. */
	truncated: boolean,
	info: Info
];

export interface Environment {
	readonly actionSpace: Space;
	readonly observationSpace: Space;
	/** Starts an episode. With a seed, what follows is the same every time; without, the sequence of the last seed goes on. */
	reset(options?: { seed?: number; options?: { task?: string } }): Promise<[Observation, Info]>;
	step(action: Action): Promise<StepResult>;
	close(): Promise<void>;
}

/** A task with what it takes to run and to judge it. */
export type EnvironmentTask = {
	task: Task;
	base: readonly Layer[];
	hiddenTests: Layer;
	deletedTests: readonly string[];
};

export type EnvironmentParts = {
	/** An episode is about one of them, by the seed. */
	tasks: readonly EnvironmentTask[];
	openSandbox: () => Promise<Sandbox>;
	/** How an agent runs the task's tests in a sandbox. */
	testsOf: (pack: EnvironmentTask, sandbox: Sandbox) => Promise<RunTests>;
	/** Of an episode that was submitted. Default: 1 where the verdict is full, else 0. */
	reward?: (verdict: Verdict, info: Info) => number;
};

/** @throws CodedError E_NO_TASKS */
export function makeEnvironment(parts: EnvironmentParts): Environment {
	if (parts.tasks.length === 0)
		throw new CodedError('E_NO_TASKS', 'Cannot make an environment of no tasks: give it at least one');
	return new SandboxEnvironment(parts);
}

type Episode = {
	pack: EnvironmentTask;
	sandbox: Sandbox;
	bench: Workbench;
	steps: number;
	tests: readonly TestResult[];
	over: boolean;
	startedAt: number;
};

class SandboxEnvironment implements Environment {
	readonly actionSpace = actionSpace(tools.map(({ spec }) => spec));
	readonly observationSpace = observationSpace;
	readonly #parts: EnvironmentParts;
	readonly #aborter = new AbortController();
	#random: Random = randomOf(0);
	#episode: Episode | null = null;

	constructor(parts: EnvironmentParts) {
		this.#parts = parts;
	}

	async reset({ seed, options }: { seed?: number; options?: { task?: string } } = {}): Promise<
		[Observation, Info]
	> {
		if (seed !== undefined) this.#random = randomOf(seed);
		const pack = this.#choose(options?.task);
		const { task } = pack;
		await this.#episode?.sandbox.close();
		this.#episode = null;
		const sandbox = await this.#parts.openSandbox();
		await sandbox.mount(pack.base);
		const runTests = task.tests === 'visible' ? await this.#parts.testsOf(pack, sandbox) : null;
		const input: Parameters<Agent['run']>[0] = {
			issue: task.problemStatement,
			sandbox,
			runTests,
			testCommands: runTests ? task.testCommands : [],
			limits: task.limits,
			seed: seed ?? 0,
			history: [],
			signal: this.#aborter.signal
		};
		const bench = new Workbench(input, this.#aborter.signal);
		this.#episode = { pack, sandbox, bench, steps: 0, tests: [], over: false, startedAt: performance.now() };
		return [this.#observe('', 0), this.#info(null)];
	}

	async step(action: Action): Promise<StepResult> {
		const episode = this.#episode;
		if (!episode || episode.over)
			throw new CodedError(
				'E_RESET_NEEDED',
				'Cannot step: there is no episode under way; call reset() first'
			);
		const events = episode.bench.call(episode.steps, action);
		episode.steps += 1;
		let next = await events.next();
		for (; !next.done; next = await events.next())
			if (next.value.type === 'tests-ran') episode.tests = next.value.tests;
		const { output, exitCode, submitted } = next.value;
		const { limits } = episode.pack.task;
		const verdict = submitted ? await this.#judge(episode) : null;
		const isLate = limits.time > 0 && performance.now() - episode.startedAt > limits.time;
		const truncated = !submitted && (episode.steps >= limits.steps || isLate);
		episode.over = submitted === true || truncated;
		const info = this.#info(verdict);
		const reward = verdict ? (this.#parts.reward ?? fullOrNothing)(verdict, info) : 0;
		return [this.#observe(output, exitCode), reward, submitted === true, truncated, info];
	}

	async close(): Promise<void> {
		this.#aborter.abort();
		await this.#episode?.sandbox.close();
		this.#episode = null;
	}

	#choose(id: string | undefined): EnvironmentTask {
		const { tasks } = this.#parts;
		if (id === undefined) return this.#random.of(tasks);
		const found = tasks.find(({ task }) => task.id === id);
		if (!found)
			throw new CodedError(
				'E_NO_TASK',
				`Cannot reset to task "${id}": the tasks are ${tasks.map(({ task }) => task.id).join(', ')}`
			);
		return found;
	}

	/** In a fresh sandbox, as every run. */
	async #judge({ pack, sandbox }: Episode): Promise<Verdict> {
		const patch: Patch = await sandbox.changes();
		const fresh = await this.#parts.openSandbox();
		const { signal } = this.#aborter;
		const blob = (id: BlobId) => sandbox.blob(id);
		return judgePatch({ ...pack, patch, blob, sandbox: fresh, signal }).finally(() => fresh.close());
	}

	#observe(output: string, exitCode: number): Observation {
		return { issue: this.#episode?.pack.task.problemStatement ?? '', output, exitCode };
	}

	#info(verdict: Verdict | null): Info {
		const { pack, tests, steps } = this.#episode as Episode;
		const { task } = pack;
		const passed = new Set(tests.flatMap(({ id, status }) => (status === 'passed' ? [id] : [])));
		const failed = new Set(
			tests.flatMap(({ id, status }) => (status === 'failed' || status === 'error' ? [id] : []))
		);
		return {
			task: task.id,
			f2p_passed: tests.length > 0 ? task.failToPass.filter((id) => passed.has(id)).length : null,
			p2p_broken: tests.length > 0 ? task.passToPass.filter((id) => failed.has(id)).length : null,
			f2p_total: task.failToPass.length,
			steps,
			verdict
		};
	}
}

const fullOrNothing = ({ resolution }: Verdict) => (resolution === 'full' ? 1 : 0);
