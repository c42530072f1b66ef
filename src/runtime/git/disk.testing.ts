/** Git over a real disk, so that it runs beside the machine's own git. */
import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmdirSync,
	symlinkSync,
	unlinkSync,
	writeFileSync
} from 'node:fs';
import type { GitContext, GitFiles } from '../protocol/git.ts';
import { runGit } from './main.ts';

const files: GitFiles = {
	lstat(path) {
		const stat = lstatSync(path, { throwIfNoEntry: false });
		if (!stat) return null;
		const kind = stat.isFile()
			? 'file'
			: stat.isDirectory()
				? 'directory'
				: stat.isSymbolicLink()
					? 'symlink'
					: 'other';
		return { kind, mode: stat.mode & 0o7777, size: stat.size, modified: stat.mtimeMs, ino: stat.ino };
	},
	read: (path) => new Uint8Array(readFileSync(path)),
	readlink: (path) => readlinkSync(path),
	list: (path) => readdirSync(path),
	write(path, bytes, mode) {
		writeFileSync(path, bytes, { mode });
		chmodSync(path, mode);
	},
	symlink: (target, path) => symlinkSync(target, path),
	mkdir: (path) => void mkdirSync(path, { recursive: true }),
	unlink: (path) => unlinkSync(path),
	rmdir: (path) => rmdirSync(path),
	rename: (from, to) => renameSync(from, to),
	setMode: (path, mode) => chmodSync(path, mode)
};

export type Told = { code: number; out: string; err: string };

/** Our own git, diff or patch in a folder of the disk. */
export async function runOurs(
	name: string,
	args: string[],
	cwd: string,
	env: Record<string, string>,
	input = ''
): Promise<Told> {
	const told: Told = { code: 0, out: '', err: '' };
	const context: GitContext = {
		files,
		cwd,
		env,
		now: () => Date.now(),
		zone: () => 0,
		input: () => Promise.resolve(new TextEncoder().encode(input)),
		out: (text) => void (told.out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
		err: (text) => void (told.err += text)
	};
	told.code = await runGit(name, args, context);
	return told;
}
