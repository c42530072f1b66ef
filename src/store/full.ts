/** When the browser has no room: said plainly, and a run that is being recorded goes on in memory until there is some. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import type { Store } from './store.ts';

export const isFull = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && 'name' in error && error.name === 'QuotaExceededError';

/** @throws E_FULL in place of the browser's own error; `what` as in "the task" */
export async function withRoom<T>(what: string, work: Promise<T>): Promise<T> {
	return work.catch((error: unknown) => {
		if (!isFull(error)) throw error;
		throw new CodedError(
			'E_FULL',
			`Cannot save ${what}: this browser has no room left. Export it, or delete something under Settings, "What is kept"`,
			{ cause: error }
		);
	});
}

/** What a run still has to write. */
type Late = { head: TrajectoryHead | null; events: TrajectoryEvent[] };

/**
 * The same store, but what it has no room for stays in this page's memory: it can be read and exported, and is written as soon
 * as there is room. `onFull` hears each time a run begins to stay in memory, with its id.
 */
export function lossless(store: Store, onFull: (id: string) => void): Store {
	const late = new Map<string, Late>();
	const lateBlobs = new Map<BlobId, Uint8Array>();
	const { trajectories, blobs } = store;

	/** Writes what waits; throws like the store where there is still no room. */
	async function settle(id: string): Promise<void> {
		for (const [blob, bytes] of lateBlobs) {
			await blobs.keep(blob, async () => bytes);
			lateBlobs.delete(blob);
		}
		const waiting = late.get(id);
		if (!waiting) return;
		if (waiting.head) await trajectories.create(waiting.head);
		waiting.head = null;
		const { events } = waiting;
		await trajectories.append(id, events);
		waiting.events = waiting.events.slice(events.length);
		if (waiting.events.length === 0) late.delete(id);
	}

	/** Tries; with no room, remembers by `keep`. */
	async function tried(id: string | null, work: () => Promise<void>, keep: () => void): Promise<void> {
		try {
			if (id !== null) await settle(id);
			await work();
		} catch (error) {
			if (!isFull(error)) throw error;
			keep();
		}
	}
	const lateOf = (id: string): Late => {
		const known = late.get(id);
		if (known) return known;
		const fresh: Late = { head: null, events: [] };
		late.set(id, fresh);
		onFull(id);
		return fresh;
	};

	return {
		trajectories: {
			create: (head) =>
				tried(
					null,
					() => trajectories.create(head),
					() => void (lateOf(head.id).head = head)
				),
			append: (id, events) =>
				tried(
					id,
					() => trajectories.append(id, events),
					() => void lateOf(id).events.push(...events)
				),
			async read(id) {
				const waiting = late.get(id);
				if (!waiting) return trajectories.read(id);
				if (waiting.head) return { head: waiting.head, events: [...waiting.events] };
				const { head, events } = await trajectories.read(id);
				return { head, events: [...events, ...waiting.events] };
			},
			list: () => trajectories.list(),
			async delete(id) {
				late.delete(id);
				await trajectories.delete(id);
			}
		},
		blobs: {
			async keep(id, read) {
				if (lateBlobs.has(id)) return;
				const bytes = await read(id);
				await tried(
					null,
					() => blobs.keep(id, async () => bytes),
					() => void lateBlobs.set(id, bytes)
				);
			},
			get: async (id) => lateBlobs.get(id) ?? blobs.get(id)
		},
		clear: () => store.clear()
	};
}
