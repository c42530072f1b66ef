import type { Patch } from './patch.ts';
import type { TestResult } from './test-result.ts';
import type { Verdict } from './verdict.ts';

export const END_REASONS = [
	'submitted',
	'stopped',
	'failed',
	'out-of-steps',
	'out-of-time',
	'out-of-tokens',
	/** The spend limit. */
	'out-of-money',
	'stuck',
	'interrupted'
] as const;

export type EndReason = (typeof END_REASONS)[number];

/** One fact about a run, in the past tense. `step` counts the agent's turns from 0. */
export type Fact =
	/** A fork has a second one where it leaves its parent: another agent or another issue may go on from there. */
	| { type: 'run-started'; agent: string; issue: string }
	| {
			type: 'thought';
			step: number;
			text: string;
			/** What the model showed of its reasoning, not what it said. */ reasoning?: true;
	  }
	| {
			type: 'tool-called';
			step: number;
			callId: string;
			tool: string;
			input: Record<string, unknown>;
			/** A person did it, not the agent. */
			by?: 'person';
	  }
	| { type: 'tool-returned'; step: number; callId: string; output: string; exitCode: number }
	| { type: 'files-changed'; step: number; patch: Patch }
	| { type: 'tests-ran'; step: number; tests: readonly TestResult[]; /** Milliseconds. */ duration: number }
	/** The search tried some candidates; `tried` counts since the run began. */
	| { type: 'candidates-tried'; step: number; tried: number; best: string }
	| {
			type: 'model-replied';
			step: number;
			model: string;
			/** Those read from the provider's cache included. */
			inputTokens: number;
			/** Those of the reasoning included. */
			outputTokens: number;
			cachedTokens?: number;
			reasoningTokens?: number;
			/** US dollars; 0 where `unpriced`. */
			cost: number;
			/** Nobody knows what the model costs. */
			unpriced?: true;
	  }
	| {
			type: 'human-intervened';
			step: number;
			what: string;
			/** Said to the agent, in these words. */
			message?: string;
	  }
	/** The model is no longer shown what these calls gave: it would not fit. */
	| { type: 'history-condensed'; step: number; calls: readonly string[]; characters: number }
	| { type: 'verdict-reached'; verdict: Verdict }
	/** `on`: the step it is about; the run as a whole unless told. */
	| { type: 'note-added'; text: string; on?: number }
	| { type: 'run-named'; name: string }
	| {
			type: 'run-ended';
			reason: EndReason;
			message?: string;
			/** Of the refusal that ended it. */ code?: string;
	  };

export type Stamp = {
	/** Position in the trajectory, from 0, without gaps. */
	seq: number;
	/** Milliseconds since `startedAt`, from a monotonic clock. */
	at: number;
};

export type TrajectoryEvent = Stamp & Fact;
