/** What the app calls the things of a run, in one place. */
import type { EndReason } from '#model/event.ts';
import type { TestStatus } from '#model/test-result.ts';
import type { Resolution } from '#model/verdict.ts';
import type { AgentName } from '#session/parts.ts';
import type { Assignment } from '#session/student-work.svelte.ts';
import { plural } from './format.ts';

export type Tone = 'green' | 'red' | 'amber' | 'accent' | 'plain';

export const agentWords: Record<AgentName, { label: string; about: string }> = {
	repair: {
		label: 'Repair (no key needed)',
		about: 'Searches for a small edit that makes the failing tests pass. Runs in this tab; asks no model.'
	},
	replay: {
		label: 'Walk-through',
		about: 'Does again, live, what a recorded walk-through of this task did.'
	},
	model: {
		label: 'Model',
		about: 'A language model of your choice, called from this page with your own key.'
	},
	person: {
		label: 'You',
		about: 'You are the agent: edit, run commands and tests, submit. The same tools, limits and verifier.'
	}
};

export const endWords: Record<EndReason, { label: string; tone: Tone }> = {
	submitted: { label: 'Submitted', tone: 'accent' },
	stopped: { label: 'Stopped', tone: 'plain' },
	failed: { label: 'Failed', tone: 'red' },
	'out-of-steps': { label: 'Out of steps', tone: 'amber' },
	'out-of-time': { label: 'Out of time', tone: 'amber' },
	'out-of-tokens': { label: 'Out of tokens', tone: 'amber' },
	'out-of-money': { label: 'Spend limit reached', tone: 'amber' },
	stuck: { label: 'Stuck', tone: 'amber' },
	interrupted: { label: 'Interrupted', tone: 'amber' }
};

export const resolutionWords: Record<Resolution, { label: string; about: string; tone: Tone }> = {
	full: {
		label: 'Resolved: full',
		about: 'Every test that had to turn green did, and no other test broke.',
		tone: 'green'
	},
	partial: {
		label: 'Resolved: partial',
		about: 'Some of the tests that had to turn green did, and no other test broke.',
		tone: 'amber'
	},
	none: { label: 'Not resolved', about: 'The patch does not fix what the task asks for.', tone: 'red' }
};

export const statusWords: Record<TestStatus | 'missing', { label: string; tone: Tone }> = {
	passed: { label: 'passed', tone: 'green' },
	failed: { label: 'failed', tone: 'red' },
	error: { label: 'error', tone: 'red' },
	skipped: { label: 'skipped', tone: 'amber' },
	missing: { label: 'missing', tone: 'amber' }
};

export const runnerWords = {
	tape: 'tape',
	mocha: 'mocha',
	'node-test': 'node:test',
	nodeunit: 'nodeunit',
	plain: 'plain Node'
} as const;

/** What an assignment asks for, in a sentence or two. */
export function assignmentWords({ tasks, lessons, due, minutes, attempts, hints }: Assignment): string {
	const asked = [
		...(tasks.length > 0 ? [plural(tasks.length, 'task')] : []),
		...(lessons.length > 0 ? [plural(lessons.length, 'lesson')] : []),
		...(due ? [`due ${due}`] : []),
		...(minutes ? [`about ${minutes} minutes`] : []),
		...(attempts ? [`${plural(attempts, 'check')} of each task`] : [])
	];
	return `${asked.join(', ')}. ${hints ? 'Hints may be used; how many is told.' : 'Without hints.'}`;
}
