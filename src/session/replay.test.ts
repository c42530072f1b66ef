import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { TrajectoryEvent } from '#model/event.ts';
import { fold, type Run } from '#model/run.ts';
import { Replay } from './replay.svelte.ts';

/** Four events to a step. */
function sampleEvents(count: number): TrajectoryEvent[] {
	return Array.from({ length: count }, (_, seq): TrajectoryEvent => {
		const step = Math.floor(seq / 4);
		const stamp = { seq, at: seq * 10, step };
		const callId = `c${step}`;
		if (seq % 4 === 0) return { ...stamp, type: 'thought', text: `think ${seq}` };
		if (seq % 4 === 1)
			return { ...stamp, type: 'tool-called', callId, tool: 'bash', input: { command: 'ls' } };
		if (seq % 4 === 2) return { ...stamp, type: 'tool-returned', callId, output: 'a.js', exitCode: 0 };
		return { ...stamp, type: 'files-changed', patch: [{ path: 'a.js', before: null, after: `${seq}` }] };
	});
}

function replayOf(count: number): Replay {
	const replay = new Replay();
	for (const event of sampleEvents(count)) replay.append(event);
	return replay;
}

test('the run at any position is the fold of that prefix', () => {
	fc.assert(
		fc.property(fc.nat(300), fc.nat(300), (count, position) => {
			const replay = replayOf(count);
			replay.seek(position);
			expect(replay.run).toEqual(fold(sampleEvents(count).slice(0, position)));
		})
	);
});

test('a pinned view does not move when events arrive, and follow() catches up', () => {
	const replay = replayOf(8);
	replay.seek(4);
	replay.append({ seq: 8, at: 80, type: 'thought', step: 2, text: 'late' });
	expect([replay.run.steps.length, replay.latest.steps.length]).toEqual([1, 3]);
	replay.follow();
	expect(replay.run.steps.length).toBe(3);
});

test('stepping goes to the ends of steps and back to the end', () => {
	const replay = replayOf(10);
	const positions: number[] = [];
	for (const direction of [-1, -1, -1, 1, 1, 1] as const) {
		replay.stepBy(direction);
		positions.push(replay.position);
	}
	expect(positions).toEqual([8, 4, 0, 4, 8, 10]);
	expect(replay.follows).toBe(true);
});

test('a run opened at once is the same as one that was appended to', () => {
	const [opened, appended] = [new Replay(), replayOf(300)];
	opened.open(sampleEvents(300));
	for (const position of [0, 63, 64, 65, 200, 300]) {
		opened.seek(position);
		appended.seek(position);
		expect(opened.run).toEqual(appended.run);
	}
	expect(opened.runAfter(3)).toEqual(fold(sampleEvents(300).slice(0, 16)));
});

test('an event out of order is refused', () => {
	expect(() => replayOf(2).append({ seq: 3, at: 0, type: 'note-added', text: '' })).toThrow(
		'Cannot append event 3: the next seq is 2'
	);
});

test('costly views see a single move at once, and of a gesture only some, always the last', async () => {
	vi.useFakeTimers();
	try {
		const replay = replayOf(40);
		replay.seek(4);
		expect(replay.calm).toEqual(replay.run);
		const seen = new Set<Run>();
		for (let position = 5; position <= 36; position++) {
			await vi.advanceTimersByTimeAsync(16);
			replay.seek(position);
			seen.add(replay.calm);
		}
		expect(seen.size).toBeLessThan(8);
		await vi.advanceTimersByTimeAsync(200);
		expect(replay.calm).toEqual(replay.run);
		replay.follow();
		expect(replay.calm).toBe(replay.latest);
	} finally {
		vi.useRealTimers();
	}
});
