/**
 * Does again what a recording did, through the same tools, and says where the result is another one. Only the
 * actions are taken from the recording: what they do is seen anew.
 */
import type { TrajectoryEvent } from '#model/event.ts';
import { steady } from '#model/steady.ts';
import type { Agent, AgentEvent, AgentEvents, AgentInput } from './agent.ts';
import { withEnding } from './ending.ts';
import { Workbench } from './workbench.ts';

export type RecordedAction = {
	/** Said before the action. */
	thought?: string;
	tool: string;
	input: Record<string, unknown>;
	/** What came back then; absent in a hand-written walk-through. */
	output?: string;
	exitCode?: number;
};

type Ended = Extract<AgentEvent, { type: 'run-ended' }>;

export function replayAgent(actions: readonly RecordedAction[], name = 'replay'): Agent {
	return { name, run: (input) => withEnding(input, (signal) => replay(actions, input, signal)) };
}

async function* replay(
	actions: readonly RecordedAction[],
	input: AgentInput,
	signal: AbortSignal
): AgentEvents<Ended> {
	const bench = new Workbench(input, signal);
	const drifted: number[] = [];
	for (const [step, recorded] of rest(actions, input.history).entries()) {
		if (step >= input.limits.steps)
			return {
				type: 'run-ended',
				reason: 'out-of-steps',
				message: `The limit is ${input.limits.steps} steps`
			};
		if (recorded.thought) yield { type: 'thought', step, text: recorded.thought };
		const result = yield* bench.call(step, { tool: recorded.tool, input: recorded.input });
		const drift = driftOf(recorded, result);
		if (drift) {
			drifted.push(step);
			yield { type: 'thought', step, text: `DRIFT: ${drift}` };
		}
		if (result.submitted) return ended('submitted', drifted);
	}
	return ended('stopped', drifted);
}

/** What is left to do where a run of these actions goes on from a fork: an action that a person changed is done. */
function rest(
	actions: readonly RecordedAction[],
	history: readonly TrajectoryEvent[]
): readonly RecordedAction[] {
	const done = recordedActions(history);
	const same = done[0]?.tool === actions[0]?.tool && isEqual(done[0]?.input, actions[0]?.input);
	return same ? actions.slice(done.length) : actions;
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function ended(reason: 'submitted' | 'stopped', drifted: readonly number[]): Ended {
	if (drifted.length === 0) return { type: 'run-ended', reason };
	return { type: 'run-ended', reason, message: `Other results than recorded at step ${drifted.join(', ')}` };
}

/** Says how the result differs from the recorded one, or nothing. Durations in the output do not count. */
function driftOf(recorded: RecordedAction, now: { output: string; exitCode: number }): string | undefined {
	if (recorded.exitCode !== undefined && recorded.exitCode !== now.exitCode)
		return `the exit code was ${recorded.exitCode} and is ${now.exitCode}`;
	if (recorded.output === undefined) return undefined;
	const [then, here] = [steady(recorded.output), steady(now.output)];
	if (then === here) return undefined;
	const [before, after] = [then.split('\n'), here.split('\n')];
	const line = before.findIndex((text, index) => text !== after[index]);
	const at = line < 0 ? before.length : line;
	return `line ${at + 1} of the output was ${JSON.stringify(before[at] ?? '')} and is ${JSON.stringify(after[at] ?? '')}`;
}

/** The actions of a recorded run, with the thought before each and what came back. */
export function recordedActions(events: readonly TrajectoryEvent[]): RecordedAction[] {
	const actions: RecordedAction[] = [];
	const byCall = new Map<string, RecordedAction>();
	let thoughts: string[] = [];
	for (const event of events) {
		if (event.type === 'thought' && !event.text.startsWith('DRIFT: ')) thoughts.push(event.text);
		if (event.type === 'tool-called') {
			const thought = thoughts.length > 0 ? { thought: thoughts.join('\n\n') } : {};
			const action: RecordedAction = { ...thought, tool: event.tool, input: event.input };
			thoughts = [];
			actions.push(action);
			byCall.set(event.callId, action);
		}
		if (event.type === 'tool-returned') {
			const action = byCall.get(event.callId);
			if (action) Object.assign(action, { output: event.output, exitCode: event.exitCode });
		}
	}
	return actions;
}
