/** When the browser has no room: said plainly, and a run that is being recorded goes on in memory until there is some. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Trajectory, TrajectoryHead } from '#model/trajectory.ts';
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
	const waiting = new Waiting(store, onFull);
	const { trajectories, blobs } = store;
	return {
		trajectories: {
			create: (head) =>
				waiting.try(
					() => trajectories.create(head),
					() => (waiting.lateOf(head.id).head = head)
				),
			append: (id, events) =>
				waiting.try(
					async () => {
						await waiting.settle(id);
						await trajectories.append(id, events);
					},
					() => waiting.lateOf(id).events.push(...events)
				),
			read: (id) => waiting.read(id),
			list: () => trajectories.list(),
			async delete(id) {
				waiting.late.delete(id);
				await trajectories.delete(id);
			}
		},
		blobs: {
			async keep(id, read) {
				if (waiting.blobs.has(id)) return;
				const bytes = await read(id);
				await waiting.try(
					() => blobs.keep(id, async () => bytes),
					() => waiting.blobs.set(id, bytes)
				);
			},
			get: async (id) => waiting.blobs.get(id) ?? blobs.get(id)
		},
		clear: () => store.clear()
	};
}

/** What is not written yet. */
class Waiting {
	readonly late = new Map<string, Late>();
	readonly blobs = new Map<BlobId, Uint8Array>();
	readonly #store: Store;
	readonly #onFull: (id: string) => void;

	constructor(store: Store, onFull: (id: string) => void) {
		this.#store = store;
		this.#onFull = onFull;
	}

	/** With no room, remembers by `keep`. */
	async try(work: () => Promise<void>, keep: () => unknown): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (!isFull(error)) throw error;
			keep();
		}
	}

	lateOf(id: string): Late {
		const known = this.late.get(id);
		if (known) return known;
		const fresh: Late = { head: null, events: [] };
		this.late.set(id, fresh);
		this.#onFull(id);
		return fresh;
	}

	/** Writes what waits, in order; throws like the store where there is still no room. */
	async settle(id: string): Promise<void> {
		const { trajectories, blobs } = this.#store;
		for (const [blob, bytes] of this.blobs) {
			await blobs.keep(blob, async () => bytes);
			this.blobs.delete(blob);
		}
		const waiting = this.late.get(id);
		if (!waiting) return;
		if (waiting.head) await trajectories.create(waiting.head);
		waiting.head = null;
		const { events } = waiting;
		await trajectories.append(id, events);
		waiting.events = waiting.events.slice(events.length);
		if (waiting.events.length === 0) this.late.delete(id);
	}

	async read(id: string): Promise<Trajectory> {
		const waiting = this.late.get(id);
		if (waiting?.head) return { head: waiting.head, events: [...waiting.events] };
		const { head, events } = await this.#store.trajectories.read(id);
		return { head, events: [...events, ...(waiting?.events ?? [])] };
	}
}
