/** A store that is gone with the page: runs that came by a link, and what is run to check them. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Trajectory, TrajectoryHead } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import type { Store } from './store.ts';

/** @param found where contents come from that nobody kept here */
export function memoryStore(given: readonly Trajectory[], found: (id: BlobId) => Promise<Uint8Array>): Store {
	const runs = new Map<string, { head: TrajectoryHead; events: TrajectoryEvent[] }>(
		given.map(({ head, events }) => [head.id, { head, events: [...events] }])
	);
	const kept = new Map<BlobId, Uint8Array>();
	const runOf = (id: string) => {
		const run = runs.get(id);
		if (!run) throw new CodedError('E_NO_RUN', `Cannot open run "${id}": it was not kept`);
		return run;
	};
	return {
		trajectories: {
			create: async (head) => void runs.set(head.id, { head, events: [] }),
			append: async (id, events) => void runOf(id).events.push(...events),
			read: async (id) => runOf(id),
			list: async () =>
				[...runs.values()].map(({ head, events }) => ({ id: head.id, head, tail: events.slice(-4) })),
			delete: async (id) => void runs.delete(id)
		},
		blobs: {
			async keep(id, read) {
				if (!kept.has(id)) kept.set(id, await read(id));
			},
			get: async (id) => kept.get(id) ?? found(id)
		},
		async clear() {
			runs.clear();
			kept.clear();
		}
	};
}
