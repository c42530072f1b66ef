/**
 * A trajectory is the append-only record of one run of an agent on a task.
 *
 * It is the only state that is stored, shared and replayed. Everything the app shows about a run is a fold over a
 * prefix of it (run.ts).
 */
import type { TrajectoryEvent } from './event.ts';
import type { TaskLimits } from './task.ts';

/** Bump when an event changes shape, freeze the old type in versions/, and write the upgrade. */
export const TRAJECTORY_VERSION = 1;

/** A sandbox whose clock, chance, zone and language are fixed: two runs of one program print the same bytes. */
export type Dial = {
	seed: number;
	/** Where its clock begins, milliseconds since the epoch. */
	now: number;
};

/** The first line of a stored trajectory. */
export type TrajectoryHead = {
	version: typeof TRAJECTORY_VERSION;
	id: string;
	/** Task id. */
	task: string;
	/** SHA-256 over the task's packs and tests, hex: whether a re-run has the same ground. */
	taskDigest: string;
	/** Host and Node version, as HostInfo says them. */
	host: string;
	seed: number;
	/** How the sandbox was set; absent = time and chance were the machine's. */
	dial?: Dial;
	agent: string;
	limits: TaskLimits;
	/** Set when this run was forked: events `0..seq` of the parent come before ours. */
	parent?: { id: string; seq: number };
	/** Set when another tool made this run: what is known of it beside its events. */
	foreign?: {
		format: string;
		/** The final change as a unified diff; null = the file held none. */
		diff: string | null;
		/** Whether exit codes are those of the commands; else they are made up. */
		exitCodes: boolean;
		/** "owner/name@commit" of GitHub; null = the file did not say. */
		repository: string | null;
	};
	/** Wall-clock start, ISO 8601 UTC. Event times count from here. */
	startedAt: string;
};

export type Trajectory = { head: TrajectoryHead; events: readonly TrajectoryEvent[] };
