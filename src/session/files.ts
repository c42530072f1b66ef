/** The repository's files at any moment of a run: the base tree with the patches up to then. */
import type { FileChange, Patch } from '#model/patch.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import { decodeTree } from '#sandbox/snapshot.ts';

export type FileState = 'same' | 'added' | 'changed' | 'deleted';
export type FileEntry = { path: string; state: FileState };
/** null = the file does not exist there. Text; bytes that are not UTF-8 are replaced. */
export type FileSides = { before: string | null; after: string | null };

const decoder = new TextDecoder();

/** The repository's own layers over one another, without what package managers install. */
export function baseTree(layers: readonly Layer[]): Tree {
	const repo = layers.filter(({ role }) => role === 'repo');
	return new Map(
		repo.flatMap(({ mountPoint, snapshot }) =>
			[...decodeTree(snapshot)].map(([path, file]) => [mountPoint ? `${mountPoint}/${path}` : path, file])
		)
	);
}

/** Every file of the base and of the changes, in path order. */
export function listFiles(base: Tree, changes: Patch): FileEntry[] {
	const states = new Map<string, FileState>([...base.keys()].map((path) => [path, 'same']));
	for (const { path, before, after } of changes)
		states.set(path, before === null ? 'added' : after === null ? 'deleted' : 'changed');
	return [...states].map(([path, state]) => ({ path, state })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One file before the run and now. */
export async function readSides(
	path: string,
	base: Tree,
	change: FileChange | undefined,
	blob: (id: BlobId) => Promise<Uint8Array>
): Promise<FileSides> {
	const file = base.get(path);
	const original = file && 'bytes' in file ? decoder.decode(file.bytes) : null;
	if (!change) return { before: original, after: original };
	const read = async (id: BlobId | null) => (id === null ? null : decoder.decode(await blob(id)));
	return { before: original ?? (await read(change.before)), after: await read(change.after) };
}

/** A mounted base -> the files of a moment of a run: `changes` is what differs there. */
export async function bringTo(
	sandbox: Sandbox,
	changes: Patch,
	blob: (id: BlobId) => Promise<Uint8Array>
): Promise<void> {
	for (const { path, after } of changes) if (after !== null) await sandbox.write(path, await blob(after));
	const gone = changes.filter(({ after }) => after === null).map(({ path }) => quoted(path));
	if (gone.length > 0) await sandbox.run(`rm -f ${gone.join(' ')}`);
}

/** One word of a shell command. */
export function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What a run changed as one unified diff, as `git diff` writes it. */
export async function diffOf(changes: Patch, read: (path: string) => Promise<FileSides>): Promise<string> {
	const { createTwoFilesPatch } = await import('diff');
	const parts: string[] = [];
	for (const { path } of changes) {
		const { before, after } = await read(path);
		const [from, to] = [
			before === null ? '/dev/null' : `a/${path}`,
			after === null ? '/dev/null' : `b/${path}`
		];
		const text = createTwoFilesPatch(from, to, before ?? '', after ?? '').replace(/^=+\n/, '');
		parts.push(`diff --git a/${path} b/${path}\n${text}`);
	}
	return parts.join('');
}
