/** One run of an agent on a task, as an evaluation keeps it. */
import type { EndReason } from '#model/event.ts';
import { fold } from '#model/run.ts';
import type { Trajectory } from '#model/trajectory.ts';
import type { Resolution } from '#model/verdict.ts';

export type Sample = {
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
	end: EndReason | null;
	steps: number;
	/** Candidates that a search tried; null = no search. */
	candidates: number | null;
	/** From start to end of the run, without the judging. */
	seconds: number;
	/** Why there is no result, or what the run ended with. */
	problem: string | null;
	/** Of the trajectory; null = there is none. */
	run: string | null;
};

/** @param which task, number and seed of the sample @param problem what kept it from running */
export function sampleOf(
	trajectory: Trajectory | null,
	which: Pick<Sample, 'task' | 'sample' | 'seed'>,
	problem: string | null
): Sample {
	const nothing: Sample = {
		...which,
		resolution: null,
		green: false,
		empty: true,
		end: null,
		steps: 0,
		candidates: null,
		seconds: 0,
		problem,
		run: null
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
		end: run.end?.reason ?? null,
		steps: last && 'step' in last ? last.step + 1 : 0,
		candidates: search?.tried ?? null,
		seconds: (ended?.at ?? events.at(-1)?.at ?? 0) / 1000,
		problem: problem ?? run.verdict?.infraFailure ?? run.end?.message ?? null,
		run: head.id
	};
}
