import type { FileEntry } from '#session/files.ts';

export type Folder = {
	/** "" = the root. */
	folder: string;
	entries: readonly (FileEntry & { name: string })[];
};

/** Files by the folder they are in, the root first. */
export function folders(files: readonly FileEntry[]): Folder[] {
	const found = new Map<string, (FileEntry & { name: string })[]>([['', []]]);
	for (const file of files) {
		const cut = file.path.lastIndexOf('/');
		const folder = file.path.slice(0, Math.max(cut, 0));
		const entries = found.get(folder) ?? [];
		entries.push({ ...file, name: file.path.slice(cut + 1) });
		found.set(folder, entries);
	}
	return [...found]
		.map(([folder, entries]) => ({ folder, entries }))
		.filter(({ entries }) => entries.length > 0)
		.sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
