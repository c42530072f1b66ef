/** A run with what it was forked from: the parent's events up to the fork come first, and all are numbered through. */
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Trajectory, TrajectoryHead } from '#model/trajectory.ts';

export type Whole = {
	head: TrajectoryHead;
	events: readonly TrajectoryEvent[];
	/** How many of them are the parents'. */
	inherited: number;
};

/** `read` gives a run with its own events only, numbered from 0. */
export async function readWhole(
	id: string,
	read: (id: string) => Promise<Trajectory>,
	seen: readonly string[] = []
): Promise<Whole> {
	if (seen.includes(id)) throw new CodedError('E_LINEAGE', `Cannot open run "${id}": it is its own ancestor`);
	const { head, events } = await read(id);
	if (!head.parent) return { head, events, inherited: 0 };
	const { id: parentId, seq } = head.parent;
	const parent = await readWhole(parentId, read, [...seen, id]).catch((error: unknown) => {
		if (error instanceof CodedError && error.code === 'E_NO_RUN')
			throw new CodedError(
				'E_NO_PARENT',
				`Cannot open run "${id}": the run "${parentId}" that it was forked from is not in this browser`,
				{ cause: error }
			);
		throw error;
	});
	if (parent.events.length <= seq)
		throw new CodedError(
			'E_LINEAGE',
			`Cannot open run "${id}": it was forked after event ${seq} and its parent has only ${parent.events.length}`
		);
	const before = parent.events.slice(0, seq + 1);
	return { head, events: [...before, ...events.map(continuing(before))], inherited: before.length };
}

/** Numbers and times as they go on after `before`. */
export function continuing(before: readonly TrajectoryEvent[]): (event: TrajectoryEvent) => TrajectoryEvent {
	const at = before.at(-1)?.at ?? 0;
	return (event) => ({ ...event, seq: event.seq + before.length, at: event.at + at });
}

/** A run with what it inherited as its own: for readers who have not its parent. */
export function standalone(head: TrajectoryHead, events: readonly TrajectoryEvent[]): Trajectory {
	const { parent: _parent, ...own } = head;
	return { head: own, events };
}
