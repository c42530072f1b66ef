import type { FileView } from '../../protocol/file-view.ts';

/** The first executable file of this name; null = none. */
export function findOnPath(files: FileView, name: string, path: string, cwd: string): string | null {
	if (name === '') return null;
	for (const folder of path.split(':')) {
		const candidate = `${folder.startsWith('/') ? folder : `${cwd}/${folder || '.'}`}/${name}`;
		const ino = files.find(candidate, true);
		if (!ino) continue;
		const { kind, mode } = files.stat(ino);
		if (kind === 'file' && (mode & 0o111) !== 0) return candidate;
	}
	return null;
}
