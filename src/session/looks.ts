/** What can be asked of a run that is shown, beside the moment itself. */
import { blameLines, type Version } from '#debugger/blame.ts';
import { carryLines } from '#debugger/carry.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Run } from '#model/run.ts';
import type { TrajectoryHead } from '#model/trajectory.ts';
import type { Written } from '#share/formats/write.ts';
import { diffOf, type FileEntry, type FileSides } from './files.ts';
import type { LineHeat } from './parts.ts';
import type { Replay } from './replay.svelte.ts';

/** A session, as far as it is looked at. */
export type Shown = {
	readonly head: TrajectoryHead | null;
	readonly replay: Pick<Replay, 'run' | 'calm' | 'latest' | 'events' | 'runAfter'>;
	read: (path: string, run?: Run) => Promise<FileSides>;
};

/** A file after the step of that index and at the moment shown. */
export async function readSince({ replay, read }: Shown, path: string, step: number): Promise<FileSides> {
	const [then, now] = await Promise.all([read(path, replay.runAfter(step)), read(path, replay.calm)]);
	return { before: then.after, after: now.after };
}

/** Which step wrote each line of a file at the moment shown; null = the base's. */
export async function blameOf({ replay, read }: Shown, path: string): Promise<(number | null)[]> {
	const run = replay.calm;
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

/** How suspicious the lines of a file are as it stands at the moment shown, from those of the base. */
export async function heatIn(
	{ read, replay }: Shown,
	path: string,
	heat: readonly LineHeat[]
): Promise<ReadonlyMap<number, number>> {
	const { before, after } = await read(path, replay.calm);
	const carried = carryLines(before ?? '', after ?? before ?? '');
	return new Map(
		heat.flatMap((one) => {
			const line = one.path === path ? carried.get(one.line) : undefined;
			return line === undefined ? [] : [[line, one.suspicion] as const];
		})
	);
}

/** Files with lines at least half as suspicious as the most suspicious one. */
export function suspiciousFiles(heat: readonly LineHeat[]): string[] {
	const most = heat[0]?.suspicion ?? 0;
	return [...new Set(heat.filter(({ suspicion }) => suspicion >= most / 2).map(({ path }) => path))];
}

/** Scripts and JSON of the repository after `run`, by path. */
export async function textsOf(
	{ files, read }: Pick<Shown, 'read'> & { readonly files: readonly FileEntry[] },
	run: Run
): Promise<Map<string, string>> {
	const paths = new Set([...files.map(({ path }) => path), ...run.changes.map(({ path }) => path)]);
	const texts = new Map<string, string>();
	for (const path of paths) {
		if (!/\.([cm]?[jt]s|json)$/.test(path)) continue;
		const { after } = await read(path, run);
		if (after !== null) texts.set(path, after);
	}
	return texts;
}
