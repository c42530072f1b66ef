/** One agent's life on a task: a fresh sandbox with the files of the moment it begins at, a head, a recorder, and play to the end. */
import type { Agent, AgentInput } from '#agent/agent.ts';
import type { Delta } from '#agent/models/model.ts';
import type { Change, ForkPoint } from '#debugger/change.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Fact, TrajectoryEvent } from '#model/event.ts';
import { fold, type Run } from '#model/run.ts';
import { TRAJECTORY_VERSION, type TrajectoryHead } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Desk } from './desk.svelte.ts';
import { commitBase } from './base-commit.ts';
import type { Conductor } from './conductor.svelte.ts';
import { bringTo } from './files.ts';
import { overheard } from './live-output.svelte.ts';
import type { AgentName, HostName, Parts, TaskPack } from './parts.ts';
import { makeChange, play } from './play.ts';
import { markLive } from './presence.ts';
import type { Recorder } from './recorder.ts';

/** Where a run goes on from another one. */
export type Fork = {
	parent: TrajectoryHead;
	/** The parent's, up to `point.seq`. */
	events: readonly TrajectoryEvent[];
	point: ForkPoint;
	change: Change;
};

export type Life = {
	parts: Parts;
	pack: TaskPack;
	agent: Agent;
	sandbox: Sandbox;
	conductor: Conductor;
	seed: number;
	signal: AbortSignal;
	/** null = from the beginning. */
	fork: Fork | null;
	blob: (id: BlobId) => Promise<Uint8Array>;
	onOutput: (text: string) => void;
	/** The run exists from now on; `inherited` = the events before its own. Its writer is what is returned. */
	begin: (head: TrajectoryHead, inherited: readonly TrajectoryEvent[]) => Promise<Recorder>;
	events: () => readonly TrajectoryEvent[];
	run: () => Run;
	openAgent: (name: string) => Promise<Agent>;
	/** Who is asked before the agent acts. */
	desk: Desk;
	/** Hears a model's reply as it comes. */
	onDelta: (delta: Delta) => void;
	onHeat: NonNullable<AgentInput['onHeat']>;
	/** Everything is in place and recorded; the agent goes on now. */
	onReady: (id: string) => void;
};

/** How a person begins a run. */
export type Beginning = {
	agent: AgentName;
	host: HostName;
	onStart: (id: string) => void;
	seed?: number;
	fork: Fork | null;
};

export type Playing = Pick<Life, 'pack' | 'sandbox' | 'seed' | 'signal' | 'fork' | 'openAgent' | 'desk'> & {
	chosen: Agent;
	onStart: (id: string) => void;
};

export async function live(life: Life): Promise<void> {
	const { parts, pack, agent, signal, fork, conductor } = life;
	const { task } = pack;
	const inherited = fork?.events ?? [];
	await life.sandbox.mount(pack.base);
	await commitBase(life.sandbox);
	const facts = fork?.point.facts ?? [];
	if (fork) await bringTo(life.sandbox, changesAfter(inherited, facts), life.blob);
	const head = await headOf(life);
	const unmark = await markLive(head.id);
	try {
		const recorder = await life.begin(head, inherited);
		const issue = fork?.change.issue ?? lastIssue(inherited) ?? task.problemStatement;
		await recorder.record({ type: 'run-started', agent: agent.name, issue });
		for (const fact of facts) await recorder.record(fact);
		const sandbox = overheard(life.sandbox, life.onOutput);
		const runTests = task.tests === 'visible' ? await parts.testsOf(pack, sandbox) : null;
		const given = { ...life, task, issue, sandbox, runTests, recorder, conductor, continues: fork !== null };
		life.onReady(head.id);
		try {
			if (fork && (await makeChange(given, fork.change, fork.point.step))) return;
		} catch (error) {
			await recorder.record({ type: 'run-ended', reason: signal.aborted ? 'stopped' : 'failed' });
			throw error;
		}
		await play(given);
	} finally {
		conductor.reset();
		unmark();
	}
}

async function headOf({ parts, pack, agent, sandbox, seed, fork }: Life): Promise<TrajectoryHead> {
	if (fork && fork.parent.taskDigest !== pack.digest)
		throw new CodedError(
			'E_TASK_CHANGED',
			`Cannot fork run "${fork.parent.id}": its task "${pack.task.id}" was another version then, so its files cannot be restored. Run the task anew`
		);
	const dial = parts.dial?.() ?? null;
	return {
		version: TRAJECTORY_VERSION,
		id: parts.newId(),
		task: pack.task.id,
		taskDigest: pack.digest,
		host: await sandbox.describeHost(),
		seed,
		...(dial && { dial }),
		agent: agent.name,
		limits: pack.task.limits,
		...(fork && { parent: { id: fork.parent.id, seq: fork.point.seq } }),
		startedAt: parts.wallClock()
	};
}

function changesAfter(inherited: readonly TrajectoryEvent[], facts: readonly Fact[]): Run['changes'] {
	return fold([...inherited, ...facts.map((fact, index) => ({ ...fact, seq: index, at: 0 }))]).changes;
}

function lastIssue(events: readonly TrajectoryEvent[]): string | null {
	return events.findLast((event) => event.type === 'run-started')?.issue ?? null;
}
