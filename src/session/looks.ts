/** What can be asked of a run that is shown, beside the moment itself. */
import { blameLines, type Version } from '#debugger/blame.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Run } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { Written } from '#share/formats/write.ts';
import { diffOf, type FileSides } from './files.ts';
import type { Replay } from './replay.svelte.ts';

/** A session, as far as it is looked at. */
export type Shown = {
	readonly head: TrajectoryHead | null;
	readonly replay: Pick<Replay, 'run' | 'latest' | 'events' | 'runAfter'>;
	read: (path: string, run?: Run) => Promise<FileSides>;
};

/** A file after the step of that index and at the moment shown. */
export async function readSince({ replay, read }: Shown, path: string, step: number): Promise<FileSides> {
	const [then, now] = await Promise.all([read(path, replay.runAfter(step)), read(path, replay.run)]);
	return { before: then.after, after: now.after };
}

/** Which step wrote each line of a file at the moment shown; null = the base's. */
export async function blameOf({ replay, read }: Shown, path: string): Promise<(number | null)[]> {
	const { run } = replay;
	const versions: Version[] = [{ step: null, text: (await read(path, run)).before }];
	for (const { index, patches } of run.steps) {
		if (!patches.flat().some((change) => change.path === path)) continue;
		const then = index === run.steps.at(-1)?.index ? run : replay.runAfter(index);
		versions.push({ step: index, text: (await read(path, then)).after });
	}
	return blameLines(versions);
}

/** The run in another tool's format, and what that cannot hold. */
export async function exportAs(
	{ head, replay, read }: Shown,
	kind: 'atif' | 'mini' | 'traj'
): Promise<Written> {
	const { toAtif, toMini, toSweAgent } = await import('#share/formats/write.ts');
	if (!head) throw new CodedError('E_NO_RUN', 'Cannot save a run: none is shown');
	const { events, latest } = replay;
	const diff = await diffOf(latest.changes, (path) => read(path, latest));
	const inherited = head.parent ? head.parent.seq + 1 : 0;
	return { atif: toAtif, mini: toMini, traj: toSweAgent }[kind]({ head, events, diff, inherited });
}
