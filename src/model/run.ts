/** What a run looks like after some prefix of its events. Live view, replay and time travel are this one pure function. */
import type { EndReason, TrajectoryEvent } from './event.ts';
import type { FileChange, Patch } from './patch.ts';
import type { TestId, TestResult, TestStatus } from './test-result.ts';
import type { Verdict } from './verdict.ts';

/** One tool call. `output` and `exitCode` are null until it returned. */
export type Call = {
	id: string;
	tool: string;
	input: Record<string, unknown>;
	by: 'agent' | 'person';
	output: string | null;
	exitCode: number | null;
	/** Milliseconds since the run started. */
	calledAt: number;
	returnedAt: number | null;
};

/** The task's tests as they stood at one moment. */
export type TestsRun = {
	tests: readonly TestResult[];
	/** Milliseconds. */
	duration: number;
	/** Milliseconds since the run started. */
	at: number;
};

/** One turn of the agent: what it thought, what it ran, what changed. */
export type Step = {
	index: number;
	/** Milliseconds since the run started. */
	at: number;
	thought: string;
	calls: readonly Call[];
	patches: readonly Patch[];
	testRuns: readonly TestsRun[];
	/** How many candidates the search had tried by this step, and the best so far. */
	search: { tried: number; best: string } | null;
	/** What a person did in this step. */
	interventions: readonly string[];
};

/** One test over a run: as first seen, and as last seen. */
export type TestLine = { before: TestStatus; now: TestStatus; message: string | null };

/** Tokens; US dollars. */
export type Usage = { inputTokens: number; outputTokens: number; cost: number };

export type Run = {
	status: 'idle' | 'running' | 'ended';
	agent: string;
	issue: string;
	steps: readonly Step[];
	/** Everything that differs from the base, in path order. */
	changes: Patch;
	tests: ReadonlyMap<TestId, TestLine>;
	candidatesTried: number;
	/** What the model's replies used and cost. Tokens; US dollars. */
	usage: Usage;
	/** The same by step, where a model replied in it. */
	spent: readonly (Usage | undefined)[];
	verdict: Verdict | null;
	end: { reason: EndReason; message: string | null } | null;
	/** `on`: the step it is about; null = the run as a whole. */
	notes: readonly { text: string; on: number | null }[];
	/** What a person called it; "" = nothing. */
	name: string;
	/** Milliseconds from the start to the last event. */
	duration: number;
};

export const emptyRun: Run = {
	status: 'idle',
	agent: '',
	issue: '',
	steps: [],
	changes: [],
	tests: new Map(),
	candidatesTried: 0,
	usage: { inputTokens: 0, outputTokens: 0, cost: 0 },
	spent: [],
	verdict: null,
	end: null,
	notes: [],
	name: '',
	duration: 0
};

/** Folds one event into a run. Pure: the input is never changed. */
export function apply(run: Run, event: TrajectoryEvent): Run {
	return { ...applyFact(run, event), duration: event.at };
}

/** The run after `events`. */
export function fold(events: readonly TrajectoryEvent[], from: Run = emptyRun): Run {
	return events.reduce(apply, from);
}

function applyFact(run: Run, event: TrajectoryEvent): Run {
	switch (event.type) {
		case 'run-started':
			return { ...run, status: 'running', agent: event.agent, issue: event.issue, end: null, verdict: null };
		case 'thought':
		case 'tool-called':
		case 'tool-returned':
		case 'human-intervened':
			return withStep(run, event, (step) => applyToStep(step, event));
		case 'files-changed':
			return {
				...withStep(run, event, (step) => ({ ...step, patches: [...step.patches, event.patch] })),
				changes: mergePatches(run.changes, event.patch)
			};
		case 'tests-ran': {
			const { tests, duration, at } = event;
			const ran = { tests, duration, at };
			return {
				...withStep(run, event, (step) => ({ ...step, testRuns: [...step.testRuns, ran] })),
				tests: withResults(run.tests, tests)
			};
		}
		case 'candidates-tried': {
			const search = { tried: event.tried, best: event.best };
			return { ...withStep(run, event, (step) => ({ ...step, search })), candidatesTried: event.tried };
		}
		case 'model-replied': {
			const spent = run.spent.slice();
			spent[event.step] = added(spent[event.step] ?? emptyRun.usage, event);
			return { ...run, usage: added(run.usage, event), spent };
		}
		case 'history-condensed':
			return withStep(run, event, (step) => ({
				...step,
				interventions: [
					...step.interventions,
					`The model is no longer shown ${event.calls.length} older outputs (${event.characters} characters)`
				]
			}));
		case 'verdict-reached':
			return { ...run, verdict: event.verdict };
		case 'note-added':
			return { ...run, notes: [...run.notes, { text: event.text, on: event.on ?? null }] };
		case 'run-named':
			return { ...run, name: event.name };
		case 'run-ended':
			return { ...run, status: 'ended', end: { reason: event.reason, message: event.message ?? null } };
		default:
			return event satisfies never;
	}
}

function added(one: Usage, other: Usage): Usage {
	return {
		inputTokens: one.inputTokens + other.inputTokens,
		outputTokens: one.outputTokens + other.outputTokens,
		cost: one.cost + other.cost
	};
}

type StepEvent = Extract<
	TrajectoryEvent,
	{ type: 'thought' | 'tool-called' | 'tool-returned' | 'human-intervened' }
>;

function applyToStep(step: Step, event: StepEvent): Step {
	switch (event.type) {
		case 'thought':
			return { ...step, thought: step.thought ? `${step.thought}\n\n${event.text}` : event.text };
		case 'tool-called': {
			const { callId: id, tool, input, at: calledAt } = event;
			const by: Call['by'] = event.by ?? 'agent';
			const call = { id, tool, input, by, output: null, exitCode: null, calledAt, returnedAt: null };
			return { ...step, calls: [...step.calls, call] };
		}
		case 'tool-returned': {
			const { output, exitCode, at: returnedAt } = event;
			return {
				...step,
				calls: step.calls.map((call) =>
					call.id === event.callId ? { ...call, output, exitCode, returnedAt } : call
				)
			};
		}
		case 'human-intervened':
			return { ...step, interventions: [...step.interventions, event.what] };
		default:
			return event satisfies never;
	}
}

/** Steps are kept in the order of their index, whatever index an agent starts from. */
function withStep(
	run: Run,
	{ step: index, at }: { step: number; at: number },
	change: (step: Step) => Step
): Run {
	const steps = run.steps.slice();
	const position = steps.findLastIndex((step) => step.index < index) + 1;
	const step = steps[position];
	if (step?.index === index) steps[position] = change(step);
	else
		steps.splice(
			position,
			0,
			change({
				index,
				at,
				thought: '',
				calls: [],
				patches: [],
				testRuns: [],
				search: null,
				interventions: []
			})
		);
	return { ...run, steps };
}

function withResults(
	known: ReadonlyMap<TestId, TestLine>,
	results: readonly TestResult[]
): ReadonlyMap<TestId, TestLine> {
	const tests = new Map(known);
	for (const { id, status, message } of results)
		tests.set(id, {
			before: tests.get(id)?.before ?? status,
			now: status,
			message: message ?? null
		});
	return tests;
}

/** The two one after the other as one patch; a file that ends as it began is not part of it. */
export function mergePatches(first: Patch, then: Patch): Patch {
	const merged = new Map<string, FileChange>(first.map((change) => [change.path, change]));
	for (const { path, before, after } of then) {
		const earliest = merged.get(path)?.before;
		merged.set(path, { path, before: earliest === undefined ? before : earliest, after });
	}
	return [...merged.values()]
		.filter(({ before, after }) => before !== after)
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}
