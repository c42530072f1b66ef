/** What git, diff and patch (the chunk "git") stand on: files, time and streams; in the sandbox over the kernel, in their tests over a disk. */

export type FileFacts = {
	kind: 'file' | 'directory' | 'symlink' | 'other';
	/** Permission bits. */
	mode: number;
	size: number;
	/** Milliseconds since the epoch. */
	modified: number;
	ino: number;
};

/** Paths are absolute. */
export interface GitFiles {
	/** Without following a link; null = nothing is there. */
	lstat(path: string): FileFacts | null;
	/** @throws where there is none */
	read(path: string): Uint8Array;
	readlink(path: string): string;
	/** Names, in any order. */
	list(path: string): string[];
	write(path: string, bytes: Uint8Array, mode: number): void;
	symlink(target: string, path: string): void;
	/** With all that leads there. */
	mkdir(path: string): void;
	unlink(path: string): void;
	/** Only where it is empty. */
	rmdir(path: string): void;
	rename(from: string, to: string): void;
	setMode(path: string, mode: number): void;
}

/** One call of git. */
export type GitContext = {
	files: GitFiles;
	cwd: string;
	env: Record<string, string>;
	/** Milliseconds since the epoch. */
	now: () => number;
	/** Minutes east of UTC, of the time zone. */
	zone: () => number;
	/** All of stdin. */
	input: () => Promise<Uint8Array>;
	out: (text: string | Uint8Array) => void;
	err: (text: string) => void;
};

/** The chunk: the exit code of `git`, `diff` or `patch`. */
export type RunGit = (name: string, args: string[], context: GitContext) => Promise<number>;
