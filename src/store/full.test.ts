import { expect, test } from 'vitest';
import type { TrajectoryEvent } from '#model/event.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import { isFull, lossless, withRoom } from './full.ts';
import { memoryStore } from './memory.ts';
import type { Store } from './store.ts';

const head: TrajectoryHead = {
	version: 1,
	id: 'r',
	task: 't',
	taskDigest: 'd',
	host: 'h',
	seed: 1,
	agent: 'a',
	limits: { steps: 1, testTimeout: 1, time: 1 },
	startedAt: '2026-01-01T00:00:00Z'
};
const event = (seq: number): TrajectoryEvent => ({ seq, at: seq, type: 'note-added', text: `${seq}` });

/** A disk with room or without. */
function disk() {
	const store = memoryStore([], async () => new Uint8Array());
	const state = { full: false };
	const limited = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
		return async (...args: A): Promise<R> => {
			if (state.full) throw new DOMException('no room', 'QuotaExceededError');
			return work(...args);
		};
	};
	const { trajectories, blobs } = store;
	const real: Store = {
		...store,
		trajectories: {
			...trajectories,
			create: limited(trajectories.create),
			append: limited(trajectories.append)
		},
		blobs: { ...blobs, keep: limited(blobs.keep) }
	};
	return { state, real };
}

test('a run goes on in memory when the disk is full, and is written in order once there is room', async () => {
	const { state, real } = disk();
	const told: string[] = [];
	const { trajectories, blobs } = lossless(real, (id) => told.push(id));
	await trajectories.create(head);
	await trajectories.append('r', [event(0)]);
	state.full = true;
	await trajectories.append('r', [event(1)]);
	await blobs.keep('b', async () => Uint8Array.of(7));
	await trajectories.append('r', [event(2)]);
	expect(told).toEqual(['r']);
	expect((await trajectories.read('r')).events).toEqual([event(0), event(1), event(2)]);
	expect(await blobs.get('b')).toEqual(Uint8Array.of(7));
	expect((await real.trajectories.read('r')).events).toEqual([event(0)]);
	state.full = false;
	await trajectories.append('r', [event(3)]);
	expect((await real.trajectories.read('r')).events).toEqual([0, 1, 2, 3].map(event));
	expect(await real.blobs.get('b')).toEqual(Uint8Array.of(7));
});

test('a run that never had room can be read from memory', async () => {
	const { state, real } = disk();
	const { trajectories } = lossless(real, () => {});
	state.full = true;
	await trajectories.create(head);
	await trajectories.append('r', [event(0)]);
	expect(await trajectories.read('r')).toEqual({ head, events: [event(0)] });
	state.full = false;
	await trajectories.append('r', [event(1)]);
	expect((await real.trajectories.read('r')).events).toEqual([event(0), event(1)]);
});

test('other failures are failures, and a full disk is said with what to do', async () => {
	const { real } = disk();
	const broken = { ...real.trajectories, append: () => Promise.reject(new Error('broken')) };
	const { trajectories } = lossless({ ...real, trajectories: broken }, () => {});
	await expect(trajectories.append('r', [event(0)])).rejects.toThrow('broken');
	const full = Promise.reject(new DOMException('x', 'QuotaExceededError'));
	await expect(withRoom('the task', full)).rejects.toThrow(
		'Cannot save the task: this browser has no room left. Export it, or delete something'
	);
	expect(isFull(new Error('no'))).toBe(false);
});
