/** git, diff and patch: over an adapter of our files, in a chunk loaded when first needed. */
import type { GitContext, GitFiles, RunGit } from '../../protocol/git.ts';
import type { Command, CommandContext, System } from '../system.ts';

function filesOf({ files, sync }: System): GitFiles {
	const at = (path: string) => files.lookup(path, false);
	return {
		lstat(path) {
			const ino = files.find(path, false);
			if (!ino) return null;
			const { kind, mode, size, modified } = files.stat(ino);
			const known = kind === 'file' || kind === 'directory' || kind === 'symlink';
			return { kind: known ? kind : 'other', mode: mode & 0o7777, size, modified, ino };
		},
		read: (path) => files.readFile(files.lookup(path, true)),
		readlink: (path) => files.readlink(at(path)),
		list: (path) => files.list(files.lookup(path, true)).map(({ name }) => name),
		write(path, bytes, mode) {
			sync.writeFile(path, bytes, 0o1101, mode);
			const ino = at(path);
			if ((files.stat(ino).mode & 0o777) !== mode) sync.setMode(ino, mode);
		},
		symlink: (target, path) => sync.symlink(target, path),
		mkdir: (path) => void sync.mkdir(path, 0o755, true),
		unlink: (path) => sync.unlink(path),
		rmdir: (path) => sync.rmdir(path),
		rename: (from, to) => sync.rename(from, to),
		setMode: (path, mode) => sync.setMode(at(path), mode)
	};
}

/** The time zone is the one that TZ names, or UTC: the sandbox's clock has no other. Minutes east. */
function zoneOf({ env }: CommandContext): number {
	const zone = env['TZ'];
	if (!zone) return 0;
	try {
		const now = new Date();
		const local = new Date(now.toLocaleString('en-US', { timeZone: zone }));
		const utc = new Date(now.toLocaleString('en-US', { timeZone: 'UTC' }));
		return Math.round((local.getTime() - utc.getTime()) / 60_000);
	} catch {
		return 0; // no such zone: as the C library does
	}
}

let loading: Promise<{ runGit: RunGit }> | undefined;

export const git: Command = async (context) => {
	const url = context.system.chunks['git'];
	if (!url) throw new Error('Cannot run the command: the host gave no chunk "git"');
	loading ??= import(/* @vite-ignore */ url) as Promise<{ runGit: RunGit }>;
	const { runGit } = await loading;
	// The order of both streams is kept; what is written is small.
	let writing: Promise<void> = Promise.resolve();
	const given: GitContext = {
		files: filesOf(context.system),
		cwd: context.system.files.realpath(context.cwd),
		env: context.env,
		now: () => Date.now(),
		zone: () => zoneOf(context),
		input: () => context.input(),
		out: (text) => void (writing = writing.then(() => context.out(text))),
		err: (text) => void (writing = writing.then(() => context.err(text)))
	};
	const code = await runGit(context.name, context.args, given);
	await writing;
	return code;
};
