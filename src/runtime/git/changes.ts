/** What differs between two sets of files, with renames. */
import { compareBytes, type Id } from './objects.ts';
import type { Leaf, Leaves, Repository } from './repository.ts';
import { globSource } from './ignore.ts';

export type FileChange = {
	status: 'A' | 'M' | 'D' | 'R' | 'T';
	/** In the new files; in the old ones where it is gone. */
	path: string;
	/** Where it was, for a rename. */
	from: string;
	before: Leaf | null;
	after: Leaf | null;
	/** Per cent, for a rename. */
	similarity: number;
};

export type Contents = (leaf: Leaf, path: string) => Uint8Array;

/** Whether a path is wanted: below one of `paths`, or matched by one as a glob; no paths = all. */
export function pathFilter(paths: readonly string[]): (path: string) => boolean {
	if (paths.length === 0) return () => true;
	const tests = paths.map((wanted) => {
		if (wanted === '') return () => true;
		const below = `${wanted}/`;
		const pattern = /[*?[]/.test(wanted)
			? new RegExp(`^${globSource(wanted).replaceAll('[^/]*', '.*')}(?:/.*)?$`, 's')
			: null;
		return (path: string) => path === wanted || path.startsWith(below) || (pattern?.test(path) ?? false);
	});
	return (path) => tests.some((test) => test(path));
}

export function changesBetween(
	before: Leaves,
	after: Leaves,
	options: { paths?: readonly string[]; renames?: Contents | null } = {}
): FileChange[] {
	const wanted = pathFilter(options.paths ?? []);
	const changes: FileChange[] = [];
	for (const path of new Set([...before.keys(), ...after.keys()])) {
		if (!wanted(path)) continue;
		const [old, now] = [before.get(path) ?? null, after.get(path) ?? null];
		if (old && now && old.id === now.id && old.mode === now.mode) continue;
		const isType = old && now && old.mode.slice(0, 2) !== now.mode.slice(0, 2);
		const status = !old ? 'A' : !now ? 'D' : isType ? 'T' : 'M';
		changes.push({ status, path, from: path, before: old, after: now, similarity: 0 });
	}
	const found = options.renames ? withRenames(changes, options.renames) : changes;
	return found.sort((one, other) => compareBytes(one.path, other.path));
}

/** Per cent from which two files are one that moved. */
const SIMILAR = 50;

function withRenames(changes: FileChange[], contents: Contents): FileChange[] {
	const gone = changes.filter(({ status, before }) => status === 'D' && before?.mode.startsWith('100'));
	const come = changes.filter(({ status, after }) => status === 'A' && after?.mode.startsWith('100'));
	if (gone.length === 0 || come.length === 0) return changes;
	const pairs: { old: FileChange; now: FileChange; similarity: number }[] = [];
	for (const now of come)
		for (const old of gone) {
			if (!old.before || !now.after) continue;
			const isSame = old.before.id === now.after.id;
			const similarity = isSame
				? 100
				: similarityOf(contents(old.before, old.path), contents(now.after, now.path));
			if (similarity >= SIMILAR) pairs.push({ old, now, similarity });
		}
	const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);
	const sameName = ({ old, now }: (typeof pairs)[number]) =>
		Number(baseName(old.path) === baseName(now.path));
	pairs.sort((one, other) => other.similarity - one.similarity || sameName(other) - sameName(one));
	const used = new Set<FileChange>();
	const renamed: FileChange[] = [];
	for (const { old, now, similarity } of pairs) {
		if (used.has(old) || used.has(now)) continue;
		used.add(old).add(now);
		renamed.push({ ...now, status: 'R', from: old.path, before: old.before, similarity });
	}
	return [...changes.filter((change) => !used.has(change)), ...renamed];
}

/** Bytes of one span at most, as in git's diffcore-delta. */
const SPAN = 64;

/** How many bytes there are of each span: a line, or 64 bytes of one. */
function spansOf(bytes: Uint8Array): Map<string, number> {
	const spans = new Map<string, number>();
	for (let at = 0; at < bytes.length;) {
		let end = at;
		while (end < bytes.length && end - at < SPAN && bytes[end] !== 10) end++;
		if (bytes[end] === 10 && end - at < SPAN) end++;
		const key = String.fromCharCode(...bytes.subarray(at, end));
		spans.set(key, (spans.get(key) ?? 0) + (end - at));
		at = end;
	}
	return spans;
}

function similarityOf(before: Uint8Array, after: Uint8Array): number {
	const larger = Math.max(before.length, after.length);
	if (larger === 0 || Math.min(before.length, after.length) * 2 < larger) return 0;
	const spans = spansOf(after);
	let copied = 0;
	for (const [key, count] of spansOf(before)) copied += Math.min(count, spans.get(key) ?? 0);
	return Math.floor((copied * 100) / larger);
}

/** The working tree as leaves, of the paths that the index has; hashing what may have changed. */
export function worktreeLeaves(repository: Repository, index: Leaves, paths: readonly string[] = []): Leaves {
	const wanted = pathFilter(paths);
	const leaves: Leaves = new Map();
	for (const [path, leaf] of index) {
		if (!wanted(path)) leaves.set(path, leaf);
		else {
			const now = repository.worktreeLeaf(path);
			if (now) leaves.set(path, now);
		}
	}
	return leaves;
}

/** Contents by id, or of the working tree where no object has them yet. */
export function contentsIn(repository: Repository): Contents {
	return ({ id }: { id: Id }, path) =>
		repository.objects.has(id) ? repository.objects.blob(id) : repository.bytesOf(path);
}
