/**
 * Composition root for the commands (npm run exec, solve, eval, verify, bench, tasks:validate): the app's rooms without its screens.
 * The scripts open driver.html in a headless browser and call `tabgym`.
 */
import type { Sample } from '#gym/sample.ts';
import { CodedError } from '#model/coded-error.ts';
import { loadTaskPack } from '#repo/task-pack.ts';
import { commandsContract, filesContract } from '#sandbox/contract.ts';
import { openSandbox, type HostName, type OpenOptions } from '#sandbox/hosts.ts';
import type { CommandResult, Sandbox } from '#sandbox/sandbox.ts';
import type { Verdict } from '#model/verdict.ts';
import type { TaskLimits } from '#model/task.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { openModel, type ModelChoice } from '#session/open-agent.ts';
import type { AgentName, Parts } from '#session/parts.ts';
import { Grading, type Assignment, type Grade } from '#session/grading.svelte.ts';
import { judgeDiff, takeSample } from '#session/sampling.ts';
import { Session } from '#session/session.svelte.ts';
import { judgePatch } from '#verifier/judge.ts';
import type { Judged } from '#verifier/report.ts';
import { runSide, validateTask } from '#verifier/validate.ts';

import { parts } from './parts.ts';

/** A run from task to verdict; `verdict` is null where nothing was judged, and `problem` says why. */
export type Solved = { verdict: Verdict | null; problem: string | null; trajectory: Trajectory | null };

/** `packs` = URL of the packs of tasks that are not the site's. `seconds` = what a run may take at most; null = as the task says. */
export type SolveOptions = { host: HostName; packs: string | null; seed: number };

/** Who the agent "model" is, and what of a task's limits is another one for it. */
export type DriverModel = Omit<ModelChoice, 'person'> & { limits: Partial<TaskLimits> };

let model: DriverModel | null = null;

/** Open sandboxes, by the number the scripts know them by. */
const sandboxes = new Map<number, Sandbox>();
let lastId = 0;

const driver = {
	/** Opens a sandbox; `bootMs` is how long that took. */
	async open(
		host: HostName,
		settings: Pick<OpenOptions, 'dial' | 'limits'> = {}
	): Promise<{ id: number; bootMs: number }> {
		const started = performance.now();
		const sandbox = await openSandbox({ host, ...settings });
		const bootMs = performance.now() - started;
		sandboxes.set(++lastId, sandbox);
		return { id: lastId, bootMs };
	},

	async describeHost(host: HostName): Promise<string> {
		const sandbox = await openSandbox({ host });
		return sandbox.describeHost().finally(() => sandbox.close());
	},

	/** Mounts the snapshot at `url` in place of everything; returns milliseconds without the download. */
	async mount(id: number, url: string): Promise<number> {
		const snapshot = new Uint8Array(await (await fetch(url)).arrayBuffer());
		const started = performance.now();
		await sandboxOf(id).mount([{ id: url, mountPoint: '', snapshot, role: 'repo' }]);
		return performance.now() - started;
	},

	async run(
		id: number,
		command: string,
		onOutput: (text: string) => void = () => {},
		timeout = 0
	): Promise<CommandResult> {
		return sandboxOf(id).run(command, { onOutput, timeout });
	},

	/** From now on the agent "model" is this one. */
	useModel(given: DriverModel): void {
		model = given;
	},

	/** Runs an agent on a task, then the verifier; `onProgress` hears what is waited for and what happened. */
	async solve(
		task: string,
		agent: AgentName,
		{ host, packs, seed }: SolveOptions,
		onProgress: (text: string) => void
	): Promise<Solved> {
		const session = new Session(partsWith(packs));
		await session.openTask(task);
		let id = '';
		let last = '';
		const watching = setInterval(() => {
			const text = session.progress?.text ?? session.phase;
			if (text !== last) onProgress((last = text));
		}, 100);
		await session
			.start(agent, host, (started) => (id = started), seed)
			.finally(() => clearInterval(watching));
		const trajectory = id ? await (await parts.store()).trajectories.read(id) : null;
		const verdict = trajectory?.events.findLast((event) => event.type === 'verdict-reached')?.verdict ?? null;
		return { verdict, problem: session.problem?.message ?? null, trajectory };
	},

	/** The same, as an evaluation keeps it. */
	async sample(
		which: Pick<Sample, 'task' | 'sample'>,
		agent: AgentName,
		{ host, packs, seed, seconds }: SolveOptions & { seconds: number | null }
	): Promise<Sample> {
		const { signal } = new AbortController();
		const own = partsWith(packs);
		const limitsOf: Parts['limitsOf'] = (name, limits) => ({
			...own.limitsOf(name, limits),
			...(seconds !== null && { time: seconds * 1000 })
		});
		return takeSample({ ...own, limitsOf }, { ...which, agent, seed }, { host, signal });
	},

	/** A run of this page as JSON Lines: its head, then an event a line. */
	async trajectory(id: string): Promise<string> {
		const { head, events } = await (await parts.store()).trajectories.read(id);
		return [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
	},

	/** Runs one check of the sandbox contract in a fresh sandbox. */
	async check(promise: string, host: HostName): Promise<void> {
		const found = [...filesContract, ...commandsContract].find((check) => check.promise === promise);
		if (!found) throw new Error(`Cannot check "${promise}": the contract has no such promise`);
		const sandbox = await openSandbox({ host });
		try {
			await found.check(sandbox);
		} finally {
			await sandbox.close();
		}
	},

	/** Kills `for(;;);` after it ran for half a second: how long that took, and how often a 10 ms timer of the page ran meanwhile. */
	async killEndlessLoop(): Promise<{ killMs: number; ticks: number }> {
		const sandbox = await openSandbox({ host: 'embedded' });
		const aborter = new AbortController();
		let ticks = 0;
		const ticking = setInterval(() => ticks++, 10);
		let ended: Promise<unknown> = Promise.resolve();
		await new Promise<void>((loops) => {
			const options = { signal: aborter.signal, onOutput: () => loops() };
			ended = sandbox.run(`node -e "console.log('loops'); for (;;);"`, options).catch(() => undefined);
		});
		await new Promise((resolve) => setTimeout(resolve, 500));
		const killed = performance.now();
		aborter.abort();
		await ended;
		const killMs = performance.now() - killed;
		clearInterval(ticking);
		await sandbox.close();
		return { killMs, ticks };
	},

	/** Applies a unified diff to a task's repository and judges it; `onProgress` hears what is waited for. */
	async judge(
		id: string,
		diff: string,
		host: HostName,
		packs: string | null,
		onProgress: (text: string) => void
	): Promise<Judged> {
		const hasPatch = diff.trim() !== '';
		const options = { host, signal: new AbortController().signal, onProgress, beyond: false };
		const { problem, fuzz, verdict } = hasPatch
			? await judgeDiff(partsWith(packs), id, diff, options)
			: { problem: null, fuzz: null, verdict: null };
		return { id, hasPatch, problem: verdict ? null : problem, fuzz, verdict };
	},

	/** Grades what students handed in, as the classroom page does. */
	async grade(
		files: readonly { name: string; text: string }[],
		assignment: Assignment,
		host: HostName
	): Promise<readonly Grade[]> {
		const grading = new Grading(parts, assignment);
		await grading.grade(
			files.map(({ name, text }) => new File([text], name)),
			host
		);
		return grading.grades;
	},

	/** Judges the known fix of a task as if an agent had made it. */
	async judgeGold(id: string, host: HostName, packs: string | null): Promise<Verdict> {
		const pack = await partsWith(packs).loadTaskPack(id, {});
		const sandbox = await openSandbox({ host, offline: true });
		const { patch, blobs } = pack.gold;
		const blob = async (wanted: string) => blobs.get(wanted) ?? new Uint8Array();
		const { signal } = new AbortController();
		return judgePatch({ ...pack, patch, blob, sandbox, signal }).finally(() => sandbox.close());
	},

	/** What differs from what the task says, in words; see validateTask. */
	async validate(
		id: string,
		times: number,
		host: HostName,
		packs: string | null,
		onProgress: (text: string) => void
	): Promise<string[]> {
		const pack = await partsWith(packs).loadTaskPack(id, {});
		return validateTask(pack, { times, openSandbox: () => openPatiently({ host }), onProgress });
	},

	/** Status of every test on the base and with the gold patch; a file may take `patience` times its limit. */
	async statuses(
		id: string,
		host: HostName,
		packs: string | null,
		patience: number
	): Promise<Record<'base' | 'gold', [string, string][]>> {
		const loaded = await partsWith(packs).loadTaskPack(id, {});
		const limits = { ...loaded.task.limits, testTimeout: loaded.task.limits.testTimeout * patience };
		const pack = { ...loaded, task: { ...loaded.task, limits } };
		const statusesOn = async (side: 'base' | 'gold') => {
			const tests = await runSide(pack, side, { openSandbox: () => openPatiently({ host }) });
			return tests.map(({ id, status }): [string, string] => [id, status]);
		};
		return { base: await statusesOn('base'), gold: await statusesOn('gold') };
	},

	async close(id: number): Promise<void> {
		await sandboxOf(id).close();
		sandboxes.delete(id);
	}
};

/** Boots that are tried: what a task is and what an agent can, no slow machine decides. */
const BOOTS = 3;

async function openPatiently(options: OpenOptions, boots = BOOTS): Promise<Sandbox> {
	return openSandbox(options).catch((error: unknown) => {
		if (boots === 1 || !(error instanceof CodedError) || error.code !== 'E_BOOT_TIMEOUT') throw error;
		return openPatiently(options, boots - 1);
	});
}

/** `packs` = URL of the packs of tasks that are not the site's. */
function partsWith(packs: string | null): Parts {
	return {
		...parts,
		openSandbox: openPatiently,
		...(packs !== null && { loadTaskPack: (id, options) => loadTaskPack(id, { ...options, base: packs }) }),
		openAgent: (name, pack, person) =>
			name === 'model' && model ? openModel({ ...model, person }) : parts.openAgent(name, pack, person),
		limitsOf: (name, limits) => (name === 'model' ? { ...limits, ...model?.limits } : limits)
	};
}

function sandboxOf(id: number): Sandbox {
	const sandbox = sandboxes.get(id);
	if (!sandbox) throw new Error(`Cannot use sandbox ${id}: it is not open`);
	return sandbox;
}

export type Driver = typeof driver;

declare global {
	var tabgym: Driver;
}

globalThis.tabgym = driver;
