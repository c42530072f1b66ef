/** What a person changes at a moment of a run before it goes on, and the facts that say so. */
import { CodedError } from '#model/coded-error.ts';
import type { Fact, TrajectoryEvent } from '#model/event.ts';

export type Action = { tool: string; input: Record<string, unknown> };

/** What is absent stays as it was. */
export type Change = {
	/** What the agent is asked to do. Markdown. */
	issue?: string;
	/** Files as they shall be; null = gone. */
	files?: readonly { path: string; text: string | null }[];
	/** What the agent said, in other words. */
	thought?: string;
	/** What it does next. */
	action?: Action;
	/** What it is told of what it did last. */
	observation?: string;
	/** Said to the agent. */
	message?: string;
};

export type ForkPoint = {
	/** The last event that the fork shares with its parent. */
	seq: number;
	/** The step that is changed or, where nothing of a step is, the last one. */
	step: number;
	/** What the fork begins with, in place of what its parent went on with. */
	facts: readonly Fact[];
};

/**
 * Where a run is left so that `change` is made at `step`. Message and action are changed before they are, an observation
 * where it came back, with what the action did to files and tests; everything else comes after the step.
 * @throws CodedError E_FORK where the step has nothing of the kind, or the changes exclude each other
 */
export function forkPoint(events: readonly TrajectoryEvent[], step: number, change: Change): ForkPoint {
	const last = events.findLastIndex((event) => 'step' in event && event.step === step);
	if (last < 0) throw new CodedError('E_FORK', `Cannot fork at step ${step + 1}: the run has no such step`);
	if (change.observation !== undefined) {
		if (change.thought !== undefined || change.action)
			throw new CodedError(
				'E_FORK',
				'Cannot fork with another observation and another message or action: what comes back follows from them'
			);
		return atObservation(events, step, change.observation);
	}
	if (change.thought === undefined && !change.action) return { seq: last, step, facts: [] };
	const first = events.findIndex(
		(event) =>
			'step' in event &&
			event.step === step &&
			(change.thought === undefined ? event.type === 'tool-called' : event.type !== 'model-replied')
	);
	if (first < 0) return { seq: last, step, facts: [] };
	return { seq: first - 1, step, facts: [] };
}

function atObservation(events: readonly TrajectoryEvent[], step: number, output: string): ForkPoint {
	const at = events.findLastIndex((event) => event.type === 'tool-returned' && event.step === step);
	const returned = events[at];
	if (returned?.type !== 'tool-returned')
		throw new CodedError('E_FORK', `Cannot change what came back in step ${step + 1}: nothing did`);
	const rest = events.slice(at + 1);
	const end = rest.findIndex((event) => event.type !== 'files-changed' && event.type !== 'tests-ran');
	const effects = rest.slice(0, end < 0 ? rest.length : end).map(withoutStamp);
	return {
		seq: at - 1,
		step,
		facts: [
			{ type: 'human-intervened', step, what: 'Changed what came back' },
			{ ...withoutStamp(returned), output } as Fact,
			...effects
		]
	};
}

function withoutStamp(event: TrajectoryEvent): Fact {
	const { seq: _seq, at: _at, ...fact } = event;
	return fact as Fact;
}
