/**
 * How a process reads files: straight from memory that it shares with the kernel, without a call.
 *
 * The kernel is the only writer. A reader retries when the kernel wrote meanwhile (a sequence lock), so what it
 * returns is always one consistent state, and everything a finished system call changed is visible at once to
 * every process. See file-table.ts for the layout.
 */
declare const brand: unique symbol;
/** An inode number; 0 is never one. */
export type Ino = number & { [brand]: 'ino' };

export type FileKind = 'file' | 'directory' | 'symlink' | 'device';

/** Numbers as stat(2); times in milliseconds since the epoch, fractions allowed. */
export type Stat = {
	ino: Ino;
	kind: FileKind;
	/** Type and permission bits. */
	mode: number;
	links: number;
	uid: number;
	gid: number;
	/** Bytes. */
	size: number;
	accessed: number;
	modified: number;
	changed: number;
	born: number;
};

/** Errors are CodedError with an errno name: ENOENT, ENOTDIR, ELOOP, EINVAL, EISDIR. `path` is absolute. */
export interface FileView {
	/** The inode at `path`. `follow` = whether a final symlink is followed. */
	lookup(path: string, follow: boolean): Ino;
	/** As lookup, but 0 where there is none (ENOENT, ENOTDIR); for the module loader's many misses. */
	find(path: string, follow: boolean): Ino | 0;
	stat(ino: Ino): Stat;
	/** 0 = file, 1 = directory, -1 = neither there; as Node's internalModuleStat. Cheap. */
	kindAt(path: string): 0 | 1 | -1;
	/** A copy of the bytes in [position, position + length). Shorter at the end. */
	read(ino: Ino, position: number, length: number): Uint8Array;
	/** A whole file. */
	readFile(ino: Ino): Uint8Array;
	/** Names in code-unit order, with kinds. */
	list(ino: Ino): { name: string; kind: FileKind; ino: Ino }[];
	readlink(ino: Ino): string;
	/** The path with every symlink followed. */
	realpath(path: string): string;
	/** Keeps the inode readable after an unlink until released: an open file. EMFILE past the limit. */
	hold(ino: Ino): void;
	release(ino: Ino): void;
	/** Changes whenever any name or metadata changed; equal numbers = every earlier answer still holds. */
	version(): number;
}
