/** What every agent is: something that works on an issue in a sandbox and says what it does. */
import type { Fact, TrajectoryEvent } from '#model/event.ts';
import type { TaskLimits } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Delta } from './models/model.ts';

/** Unstamped; the session's recorder adds seq and at. An agent never says what the session or a person says. */
export type AgentEvent = Exclude<
	Fact,
	{ type: 'run-started' | 'verdict-reached' | 'note-added' | 'run-named' }
>;

/**
 * What was recorded in place of the event that was yielded; nothing = the event as it was. A person may have changed an
 * action before it ran, or what came back: the agent goes on from the answer.
 */
export type Answer = AgentEvent | undefined;
export type AgentEvents<Result = void> = AsyncGenerator<AgentEvent, Result, Answer>;

/** How the task's own tests are run; injected, so that an agent knows no runner. */
export type RunTests = (options: {
	signal: AbortSignal;
	onOutput?: (text: string) => void;
	/** Only these test files; absent = all the agent may see. */
	files?: readonly string[];
}) => Promise<{ tests: readonly TestResult[]; output: string; exitCode: number; duration: number }>;

/** `line` of the base, from 1; `suspicion` above 0, up to 1. */
export type LineHeat = { path: string; line: number; suspicion: number };

export type AgentInput = {
	/** The problem statement. Markdown. */
	issue: string;
	sandbox: Sandbox;
	/** Absent where the task hides its tests. */
	runTests: RunTests | null;
	/** Test files and their commands as far as the agent may see them; empty where hidden. */
	testCommands: readonly string[];
	limits: TaskLimits;
	seed: number;
	/** What happened before, where the run goes on from a fork; else empty. Steps are counted from 0 either way. */
	history: readonly TrajectoryEvent[];
	/** Hears a model's reply as it comes. Not part of the record, which gets it whole. */
	onDelta?: (delta: Delta) => void;
	/** Hears which lines the agent found suspicious, the most suspicious first. Not part of the record: it can be computed. */
	onHeat?: (lines: readonly LineHeat[]) => void;
	signal: AbortSignal;
};

/** Ends with a 'run-ended' event, always. Aborting `signal` ends it with reason 'stopped'. */
export type Agent = {
	readonly name: string;
	run(input: AgentInput): AgentEvents;
};
