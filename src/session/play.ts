/** Plays an agent to its end on a mounted sandbox: through the gate, and on with what a person changed on the way. */
import type { Agent, AgentEvent, AgentInput, RunTests } from '#agent/agent.ts';
import type { Action, Change } from '#debugger/change.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Run } from '#model/run.ts';
import type { Task } from '#model/task.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Conductor } from './conductor.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import { quoted } from './files.ts';
import type { Gate, Recorder } from './recorder.ts';

export type Play = {
	task: Task;
	issue: string;
	agent: Agent;
	sandbox: Sandbox;
	/** null where the task hides its tests. */
	runTests: RunTests | null;
	recorder: Recorder;
	conductor: Conductor;
	/** Recorded so far, with what a fork inherited. */
	events: () => readonly TrajectoryEvent[];
	/** The run after them. */
	run: () => Run;
	openAgent: (name: string) => Promise<Agent>;
	seed: number;
	signal: AbortSignal;
	/** Who is asked before the agent acts; absent = nobody. */
	desk?: Desk;
	/** Hears a model's reply as it comes. */
	onDelta?: AgentInput['onDelta'];
	/** Hears which lines the agent finds suspicious. */
	onHeat?: AgentInput['onHeat'];
	/** Whether there is something to go on from: a fork. */
	continues: boolean;
};

export async function play(given: Play): Promise<void> {
	const { recorder, conductor, events, run } = given;
	let { agent, issue, continues } = given;
	for (;;) {
		const history = continues ? [...events()] : [];
		const done = continues ? nextStep(run()) : 0;
		const steps = Math.max(1, given.task.limits.steps - done);
		const input = inputOf({ ...given, issue }, history, steps);
		const gate = shifted(asking(conductor.gate(run), given), done);
		if ((await recorder.follow(agent.run(input), gate)) !== null) return;
		const takeover = conductor.takeover();
		if (!takeover) return;
		if (takeover.agent !== null) agent = await given.openAgent(takeover.agent);
		issue = takeover.change.issue ?? issue;
		if (takeover.agent !== null || takeover.change.issue !== undefined)
			await recorder.record({ type: 'run-started', agent: agent.name, issue });
		const step = Math.max(0, nextStep(run()) - 1);
		if (await makeChange({ ...given, agent, issue }, takeover.change, step)) return;
		continues = true;
	}
}

/**
 * Does and records what a person changed, in `step`.
 * @returns whether that ended the run: the person submitted
 */
export async function makeChange(given: Play, change: Change, step: number): Promise<boolean> {
	const { recorder, sandbox } = given;
	const intervened = (what: string, message?: string): Promise<void> =>
		recorder.record({
			type: 'human-intervened',
			step,
			what,
			...(message === undefined ? {} : { message })
		});
	if (change.files && change.files.length > 0) {
		await intervened(`Edited ${change.files.map(({ path }) => path).join(', ')}`);
		const { stepPatch } = await import('#agent/workbench.ts');
		const before = await sandbox.changes();
		for (const { path, text } of change.files) {
			if (text === null) await sandbox.run(`rm -f ${quoted(path)}`);
			else await sandbox.write(path, text);
		}
		const patch = stepPatch(before, await sandbox.changes());
		if (patch.length > 0) await recorder.record({ type: 'files-changed', step, patch });
	}
	if (change.thought !== undefined) {
		await intervened('Wrote its message');
		await recorder.record({ type: 'thought', step, text: change.thought });
	}
	if (change.action) {
		await intervened('Chose the action');
		if (await actByHand(given, change.action, step)) return true;
	}
	if (change.message !== undefined) await intervened('Told the agent', change.message);
	return false;
}

async function actByHand(given: Play, action: Action, step: number): Promise<boolean> {
	const { Workbench } = await import('#agent/workbench.ts');
	const bench = new Workbench(inputOf(given, given.events(), 1), given.signal);
	const doing = bench.call(step, { ...action, by: 'person' });
	let next = await doing.next();
	while (!next.done) {
		await given.recorder.record(next.value);
		next = await doing.next();
	}
	if (!next.value.submitted) return false;
	await given.recorder.record({ type: 'run-ended', reason: 'submitted' });
	return true;
}

function inputOf(given: Play, history: readonly TrajectoryEvent[], steps: number): AgentInput {
	const { issue, sandbox, runTests, task, seed, signal, onDelta, onHeat } = given;
	return {
		issue,
		sandbox,
		runTests,
		testCommands: runTests ? task.testCommands : [],
		limits: { ...task.limits, steps },
		seed,
		history,
		...(onDelta && { onDelta }),
		...(onHeat && { onHeat }),
		signal
	};
}

/** A person is asked before what they want to be asked about, then the conductor. */
function asking(gate: Gate, { desk, signal }: Play): Gate {
	if (!desk) return gate;
	return { ...gate, before: async (fact) => gate.before(await desk.allow(fact, signal)) };
}

/** An agent counts its steps from 0, also where it goes on from a fork. */
function shifted(gate: Gate, by: number): Gate {
	const move = (fact: AgentEvent): AgentEvent => ('step' in fact ? { ...fact, step: fact.step + by } : fact);
	return { ...gate, before: (fact) => gate.before(move(fact)) };
}

export function nextStep(run: Run): number {
	return (run.steps.at(-1)?.index ?? -1) + 1;
}
