/** What a working directory holds at one moment, by content, and how two moments differ. */
import type { Patch } from '#model/patch.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import type { Blobs } from './blobs.ts';

export type FileIds = ReadonlyMap<string, BlobId>;

/** Every regular file of `tree` by content. Symlinks are left out: a patch is about contents. */
export async function fileIds(tree: Tree, blobs: Blobs, keep: (path: string) => boolean): Promise<FileIds> {
	const ids = new Map<string, BlobId>();
	for (const [path, file] of tree)
		if ('bytes' in file && keep(path)) ids.set(path, await blobs.add(file.bytes));
	return ids;
}

export function difference(before: FileIds, after: FileIds): Patch {
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths.flatMap((path) => {
		const [from, to] = [before.get(path) ?? null, after.get(path) ?? null];
		return from === to ? [] : [{ path, before: from, after: to }];
	});
}
