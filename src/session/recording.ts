/** The writer of a run of this browser, and a stored run opened again. */
import type { TrajectoryEvent } from '#model/event.ts';
import type { Run } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { continuing, readWhole } from '#store/lineage.ts';
import type { Parts } from './parts.ts';
import { isLive } from './presence.ts';
import { Recorder } from './recorder.ts';

export type Recording = {
	head: TrajectoryHead;
	/** Events that a fork inherited. */
	inherited: readonly TrajectoryEvent[];
	/** Where its own go on; null = they begin. */
	from: { seq: number; at: number } | null;
	/** Where the contents are that its events name; null = they are kept already. */
	sandbox: Sandbox | null;
	/** Hears each event once it is kept, numbered as in the whole run. */
	show: (event: TrajectoryEvent) => void;
};

export async function recorderFor(parts: Parts, recording: Recording): Promise<Recorder> {
	const { head, inherited, from, sandbox, show } = recording;
	const { trajectories, blobs } = await parts.store();
	const numbered = continuing(inherited);
	return new Recorder({
		now: parts.now,
		append: (event) => trajectories.append(head.id, [event]),
		async keep(ids) {
			if (sandbox) for (const id of ids) await blobs.keep(id, (wanted) => sandbox.blob(wanted));
		},
		show: (event) => show(numbered(event)),
		...(from && { from })
	});
}

/** A stored run with all its events, those of what it was forked from first, and how it is written on. */
export async function reopened(
	parts: Parts,
	id: string
): Promise<{ events: readonly TrajectoryEvent[] } & Omit<Recording, 'show'>> {
	const { trajectories } = await parts.store();
	const { head, events, inherited: count } = await readWhole(id, (one) => trajectories.read(one));
	const inherited = events.slice(0, count);
	const at = (events.at(-1)?.at ?? 0) - (inherited.at(-1)?.at ?? 0);
	return { head, events, inherited, from: { seq: events.length - count, at }, sandbox: null };
}

/** Whether another tab is living the run; one that nobody is and that has no end gets it here. */
export async function goesOnElsewhere(id: string, { status }: Run, recorder: Recorder): Promise<boolean> {
	if (status === 'ended') return false;
	if (await isLive(id)) return true;
	const message = 'The page was closed or reloaded during the run';
	await recorder.record({ type: 'run-ended', reason: 'interrupted', message });
	return false;
}
