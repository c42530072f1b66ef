import { expect, it } from 'vitest';
import { compareRuns } from './compare.ts';
import { first, second, trajectory } from './sample.testing.ts';
import type { Fact, TrajectoryEvent } from '#model/event.ts';

const called: Fact = { type: 'tool-called', step: 0, callId: 'c', tool: 'bash', input: { command: 'x' } };
const returned: Fact = { type: 'tool-returned', step: 0, callId: 'c', output: 'done\n', exitCode: 0 };
const changed: Fact = {
	type: 'files-changed',
	step: 0,
	patch: [{ path: 'index.js', before: first, after: second }]
};
const thought: Fact = { type: 'thought', step: 1, text: 'Next.' };
const stamped = (facts: Fact[]): TrajectoryEvent[] => facts.map((fact, seq) => ({ ...fact, seq, at: seq }));
const recorded = {
	trajectory: { ...trajectory, events: stamped([called, returned, changed, thought]) },
	digests: new Map<string, string>()
};
const outcomeOf = (facts: Fact[], over = false) =>
	compareRuns(recorded, stamped(facts), over).steps[0]?.outcome;

it('calls no step drifted whose changes are not told yet', () => {
	expect(outcomeOf([called])).toBe('pending');
	expect(outcomeOf([called, returned])).toBe('pending');
	expect(outcomeOf([called, returned, changed])).toBe('match');
});

it('calls a step drifted that changed less once the run is over or went on', () => {
	const next: Fact = { ...called, step: 1, callId: 'd' } as Fact;
	expect(outcomeOf([called, returned], true)).toBe('drift');
	expect(outcomeOf([called, returned, next])).toBe('drift');
});
