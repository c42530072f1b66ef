import { expect, test } from 'vitest';
import { CodedError } from '#model/coded-error.ts';
import { readTrajectory } from '#model/modernize.ts';
import type { Trajectory, TrajectoryHead } from '#model/trajectory.ts';
import { readWhole, standalone } from './lineage.ts';

const head = (id: string, parent?: TrajectoryHead['parent']): TrajectoryHead => ({
	version: 1,
	id,
	task: 't',
	taskDigest: 'd',
	host: 'h',
	seed: 1,
	agent: 'a',
	limits: { steps: 1, testTimeout: 1, time: 1 },
	startedAt: '2026-01-01T00:00:00Z',
	...(parent && { parent })
});
const notes = (...texts: string[]) =>
	texts.map((text, seq) => ({ seq, at: 10 * seq, type: 'note-added', text }) as const);
const runs = new Map<string, Trajectory>([
	['a', { head: head('a'), events: notes('a0', 'a1', 'a2') }],
	['b', { head: head('b', { id: 'a', seq: 1 }), events: notes('b0', 'b1') }],
	['c', { head: head('c', { id: 'b', seq: 2 }), events: notes('c0') }],
	['lost', { head: head('lost', { id: 'gone', seq: 0 }), events: [] }],
	['late', { head: head('late', { id: 'a', seq: 9 }), events: [] }],
	['round', { head: head('round', { id: 'round', seq: 0 }), events: [] }]
]);
const read = async (id: string) => {
	const run = runs.get(id);
	if (!run) throw new CodedError('E_NO_RUN', `Cannot open run "${id}"`);
	return run;
};

test("a fork of a fork has its ancestors' events first, numbered and timed through", async () => {
	const { events, inherited } = await readWhole('c', read);
	expect(events.map((event) => [event.seq, event.at, event.type === 'note-added' && event.text])).toEqual([
		[0, 0, 'a0'],
		[1, 10, 'a1'],
		[2, 10, 'b0'],
		[3, 10, 'c0']
	]);
	expect(inherited).toBe(3);
});

test('a fork whose parent is not there, too short or itself says so', async () => {
	await expect(readWhole('lost', read)).rejects.toThrow(
		'the run "gone" that it was forked from is not in this browser'
	);
	await expect(readWhole('late', read)).rejects.toThrow(
		'it was forked after event 9 and its parent has only 3'
	);
	await expect(readWhole('round', read)).rejects.toThrow('it is its own ancestor');
});

test('a fork that goes to somebody else takes along what it inherited', async () => {
	const { head: own, events } = await readWhole('c', read);
	const alone = standalone(own, events);
	expect(alone.head.parent).toBeUndefined();
	expect(readTrajectory(alone, 'c').events.length).toBe(4);
});
