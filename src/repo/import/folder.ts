/** A folder that was dropped or chosen, and files as the browser gives them. */
import type { Tree } from '#model/tree.ts';
import { TreeBuilder } from './limits.ts';

/** Names left out where they stand: history, and what a build makes. */
const skipped = new Set(['.git', '.DS_Store', 'coverage', '.nyc_output']);

export async function readFolder(files: readonly File[]): Promise<{ name: string; tree: Tree }> {
	const name = files[0]?.webkitRelativePath.split('/')[0] ?? 'folder';
	const builder = new TreeBuilder(`folder "${name}"`);
	for (const file of files) {
		const path = file.webkitRelativePath.split('/').slice(1).join('/');
		if (path.split('/').some((part) => skipped.has(part))) continue;
		builder.expect(path, file.size);
		builder.add(path, { bytes: new Uint8Array(await file.arrayBuffer()) });
	}
	return { name, tree: builder.finish() };
}

/** What was dropped, as files that know their path: https://wicg.github.io/entries-api/ */
export async function droppedFiles(items: DataTransferItemList): Promise<File[]> {
	const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	return (await Promise.all(entries.map((entry) => filesBelow(entry, '')))).flat();
}

async function filesBelow(entry: FileSystemEntry, above: string): Promise<File[]> {
	if (skipped.has(entry.name)) return [];
	const path = above ? `${above}/${entry.name}` : entry.name;
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject)
		);
		if (above) Object.defineProperty(file, 'webkitRelativePath', { value: path });
		return [file];
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const children: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject)
		);
		if (some.length === 0) break;
		children.push(...some);
	}
	return (await Promise.all(children.map((child) => filesBelow(child, path)))).flat();
}
