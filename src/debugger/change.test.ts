import { expect, test } from 'vitest';
import type { Fact, TrajectoryEvent } from '#model/event.ts';
import { forkPoint } from './change.ts';

const facts: Fact[] = [
	{ type: 'run-started', agent: 'a', issue: 'i' },
	{ type: 'model-replied', step: 0, model: 'm', inputTokens: 1, outputTokens: 1, cost: 0 },
	{ type: 'thought', step: 0, text: 'I edit.' },
	{ type: 'tool-called', step: 0, callId: 'c', tool: 'bash', input: { command: 'touch a' } },
	{ type: 'tool-returned', step: 0, callId: 'c', output: '', exitCode: 0 },
	{ type: 'files-changed', step: 0, patch: [{ path: 'a', before: null, after: '1' }] },
	{ type: 'thought', step: 1, text: 'Done.' },
	{ type: 'run-ended', reason: 'submitted' }
];
const events: TrajectoryEvent[] = facts.map((fact, seq) => ({ ...fact, seq, at: seq }));

test('a fork begins where what is changed has not happened yet', () => {
	const seqOf = (change: Parameters<typeof forkPoint>[2]) => forkPoint(events, 0, change).seq;
	expect(seqOf({ thought: 'No.' })).toBe(1);
	expect(seqOf({ action: { tool: 'bash', input: {} } })).toBe(2);
	expect(seqOf({ thought: 'No.', action: { tool: 'bash', input: {} } })).toBe(1);
	expect(seqOf({ message: 'Look at b.' })).toBe(5);
	expect(forkPoint(events, 1, {}).seq).toBe(6);
});

test('another observation keeps what the action did to the files', () => {
	expect(forkPoint(events, 0, { observation: 'no space left' })).toEqual({
		seq: 3,
		step: 0,
		facts: [
			{ type: 'human-intervened', step: 0, what: 'Changed what came back' },
			{ type: 'tool-returned', step: 0, callId: 'c', output: 'no space left', exitCode: 0 },
			facts[5]
		]
	});
});

test('what cannot be forked is said', () => {
	expect(() => forkPoint(events, 7, {})).toThrow('Cannot fork at step 8: the run has no such step');
	expect(() => forkPoint(events, 1, { observation: '' })).toThrow(
		'Cannot change what came back in step 2: nothing did'
	);
	expect(() => forkPoint(events, 0, { observation: '', thought: '' })).toThrow(
		'what comes back follows from them'
	);
});
