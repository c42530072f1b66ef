/** One run of an agent on a task, as an evaluation keeps it. */
import type { EndReason } from '#model/event.ts';
import { fold, type Run } from '#model/run.ts';
import type { Trajectory } from '#model/trajectory.ts';
import type { Resolution } from '#model/verdict.ts';

export type Sample = {
	/** "" = that of the evaluation. */
	agent: string;
	task: string;
	/** Counts from 1. */
	sample: number;
	seed: number;
	/** What the verifier says, with the hidden tests. null = it could not judge. */
	resolution: Resolution | null;
	/** All tests passed that the agent saw when it last ran them. */
	green: boolean;
	/** Nothing was changed. */
	empty: boolean;
	/** Beyond the tests it does what the known fix does, on at least 99 % of the inputs; null = not checked. */
	genuine: boolean | null;
	/** The same action in the last three turns (SWE-Gym's measure). */
	stuck: boolean;
	/** The task's bug was put in by a tool. */
	injected: boolean;
	end: EndReason | null;
	steps: number;
	/** Candidates that a search tried; null = no search. */
	candidates: number | null;
	inputTokens: number;
	outputTokens: number;
	/** US dollars. */
	cost: number;
	/** Of `seconds`, those in which candidates were tried; null = no search. */
	searched: number | null;
	/** From start to end of the run, without the judging. */
	seconds: number;
	/** Why there is no result, or what the run ended with. */
	problem: string | null;
	/** Of the trajectory; null = there is none. */
	run: string | null;
	/** What it changed, as a unified diff; null = not kept. */
	patch: string | null;
	/** What a verifier other than the tests thinks of it, to choose among samples by; null = nobody was asked. */
	score: number | null;
};

/** @param which task, number and seed of the sample @param problem what kept it from running */
export function sampleOf(
	trajectory: Trajectory | null,
	which: Pick<Sample, 'task' | 'sample' | 'seed'> & { agent?: string },
	problem: string | null
): Sample {
	const nothing: Sample = {
		agent: '',
		...which,
		resolution: null,
		green: false,
		empty: true,
		genuine: null,
		stuck: false,
		injected: false,
		end: null,
		steps: 0,
		candidates: null,
		searched: null,
		inputTokens: 0,
		outputTokens: 0,
		cost: 0,
		seconds: 0,
		problem,
		run: null,
		patch: null,
		score: null
	};
	if (!trajectory) return nothing;
	const { head, events } = trajectory;
	const run = fold(events);
	const tests = events.findLast((event) => event.type === 'tests-ran')?.tests ?? [];
	const search = events.findLast((event) => event.type === 'candidates-tried');
	const ended = events.findLast((event) => event.type === 'run-ended');
	const last = events.findLast((event) => 'step' in event);
	return {
		...nothing,
		resolution: run.verdict && !run.verdict.infraFailure ? run.verdict.resolution : null,
		green: tests.length > 0 && tests.every(({ status }) => status === 'passed' || status === 'skipped'),
		empty: run.changes.length === 0,
		stuck: isStuck(run),
		end: run.end?.reason ?? null,
		steps: last && 'step' in last ? last.step + 1 : 0,
		candidates: search?.tried ?? null,
		searched: search ? searchedIn(events) : null,
		...run.usage,
		seconds: (ended?.at ?? events.at(-1)?.at ?? 0) / 1000,
		problem: problem ?? run.verdict?.infraFailure ?? run.end?.message ?? null,
		run: head.id
	};
}

/** Each batch of candidates began when the event before it was recorded. Seconds. */
function searchedIn(events: Trajectory['events']): number {
	const batches = events.map(({ type, at }, index) =>
		type === 'candidates-tried' ? at - (events[index - 1]?.at ?? at) : 0
	);
	return batches.reduce((sum, time) => sum + time, 0) / 1000;
}

const TURNS = 3;

function isStuck({ steps, end }: Run): boolean {
	if (end?.reason === 'stuck') return true;
	const last = steps
		.slice(-TURNS)
		.map(({ calls }) => JSON.stringify(calls.map(({ tool, input }) => [tool, input])));
	return last.length === TURNS && last[0] !== '[]' && last.every((one) => one === last[0]);
}
