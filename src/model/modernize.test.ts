import { expect, test } from 'vitest';
import { readHead, readTrajectory } from './modernize.ts';

const head = {
	version: 1,
	id: 'r1',
	task: 'demo',
	taskDigest: 'ab',
	host: 'embedded v22.0.0',
	seed: 1,
	agent: 'repair',
	limits: { steps: 10, testTimeout: 1000, time: 60_000 },
	startedAt: '2026-01-02T03:04:05.000Z'
};
const thought = { seq: 0, at: 5, type: 'thought', step: 0, text: 'Look.' };

test('a stored trajectory of this version reads back as it was written', () => {
	expect(readTrajectory({ head, events: [thought] }, 'r1')).toEqual({ head, events: [thought] });
});

test.each([
	[
		'a newer version is refused by name',
		{ head: { ...head, version: 7 }, events: [] },
		'Cannot open run "r1": it was written in version 7 of the format and this page knows up to version 1. Nothing was changed; open it with a newer Tabgym'
	],
	[
		'a gap in the events is named',
		{ head, events: [thought, { ...thought, seq: 2 }] },
		'Cannot read run "r1": event 1 is missing; the next stored one is 2'
	],
	[
		'a wrong field is named with its event',
		{ head, events: [{ ...thought, text: 3 }] },
		'Cannot read event 0 of run "r1": field "text": Invalid type: Expected string but received 3'
	]
])('%s', (_, stored, message) => {
	expect(() => readTrajectory(stored, 'r1')).toThrow(message);
});

test('what is no trajectory at all is refused', () => {
	expect(() => readHead('hello', 'x')).toThrow(/^Cannot read the head of run "x": /);
});
