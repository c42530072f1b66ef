/** Where the bug of a task is, by its gold patch. */
import { linesOf, type Lines } from '#debugger/localisation.ts';
import type { FileEntry, FileSides } from './files.ts';
import type { TaskPack } from './parts.ts';

/** A version in package.json or a line of a change log is no place of a bug. */
const CODE = /\.[cm]?[jt]sx?$/;

/** `lengths`: lines of each file of the base. */
export type GoldLines = { gold: Lines; lengths: ReadonlyMap<string, number> };

export async function goldLines(shown: {
	pack: TaskPack | null;
	files: readonly FileEntry[];
	read: (path: string) => Promise<FileSides>;
}): Promise<GoldLines> {
	const decoder = new TextDecoder();
	const lengths = new Map<string, number>();
	for (const { path } of shown.files) {
		const { before } = await shown.read(path);
		if (before !== null) lengths.set(path, before.split('\n').length);
	}
	const gold = new Map<string, ReadonlySet<number>>();
	const patch = shown.pack?.gold.patch ?? [];
	const code = patch.filter(({ path }) => CODE.test(path));
	for (const { path, after } of code.length > 0 ? code : patch) {
		const { before } = await shown.read(path);
		const fixed = after === null ? '' : decoder.decode(shown.pack?.gold.blobs.get(after));
		gold.set(path, linesOf(path, before ?? '', fixed));
	}
	return { gold, lengths };
}
