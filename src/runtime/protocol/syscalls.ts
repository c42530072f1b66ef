/**
 * What a process may ask of the kernel.
 *
 * Every method can be called blocking (`connectSync`, the caller sleeps on shared memory) or asynchronously
 * (`connect`, a promise). A refusal is a CodedError whose code is an errno name ("ENOENT"); the caller turns it
 * into Node's own error shape.
 *
 * Reading is not here: file contents, directories and metadata lie in shared memory and a process reads them
 * without a call, through FileView. Paths are absolute and need not be normalised; the kernel follows symlinks
 * as the named system call does. Times are milliseconds since the epoch.
 */
import type { Ino } from './file-view.ts';
import type { SystemPart } from './kernel.ts';
import type { Endpoint, NetworkCalls } from './network.ts';

declare const brand: unique symbol;
export type Pid = number & { [brand]: 'pid' };
/** An open file, pipe end, terminal or socket that the kernel holds, shared by every process that inherited it. */
export type Description = number & { [brand]: 'description' };

/** Linux's open(2) flags, as `fs.constants`. */
export const OPEN = {
	READ: 0,
	WRITE: 1,
	READ_WRITE: 2,
	ACCESS: 3,
	CREATE: 0o100,
	EXCLUSIVE: 0o200,
	TRUNCATE: 0o1000,
	APPEND: 0o2000,
	DIRECTORY: 0o200000,
	NO_FOLLOW: 0o400000
} as const;

export type ExitStatus = { code: number; signal: string | null };
/** What a process is told about a description it holds. */
export type DescriptionInfo = {
	kind: 'file' | 'pipe' | 'terminal' | 'null' | 'socket';
	/** The file's inode, for kind 'file'; else 0. */
	ino: Ino;
	/** Terminal size in characters, for kind 'terminal'. */
	columns?: number;
	rows?: number;
};

export type SpawnOptions = {
	/** A path, or a bare name looked up on `env.PATH`. */
	file: string;
	/** argv[0] and the rest. */
	args: string[];
	cwd: string;
	env: Record<string, string>;
	/** The child's descriptors 0, 1, 2, ...; null = closed, 'null' = /dev/null. The kernel takes its own reference to each. */
	stdio: (Description | 'null' | null)[];
	/** Present for `fork`: which of `stdio` is the IPC channel. */
	ipc?: number;
	/** It begins a group of its own. */
	detached?: boolean;
};

/** What a process becomes. */
export type ExecuteOptions = {
	/** A path. */
	file: string;
	args: string[];
	cwd: string;
	env: Record<string, string>;
	/** Its descriptors 0, 1 and 2; null = closed. All else that it holds is let go. */
	stdio: (Description | null)[];
	umask: number;
};

/** One blocking child, for spawnSync and execSync. */
export type SpawnSyncOptions = Omit<SpawnOptions, 'stdio'> & {
	/** 'collect' gathers what the child writes there; bytes are what the child reads there. */
	stdio: (Description | 'null' | 'collect' | Uint8Array | null)[];
	/** Milliseconds; 0 = none. */
	timeout: number;
	killSignal: string;
	/** Bytes per collected stream; 0 = no limit. Exceeding it kills the child and sets `error` to ENOBUFS. */
	maxBuffer: number;
};
export type SpawnSyncResult = {
	pid: Pid;
	code: number | null;
	signal: string | null;
	/** By descriptor; null where nothing was collected. */
	output: (Uint8Array | null)[];
	/** 'ETIMEDOUT' or 'ENOBUFS' when the kernel killed it. */
	error?: string;
};

export interface FileCalls {
	/** open(2) with CREATE or TRUNCATE on a file: makes or empties it and returns its inode. */
	create(path: string, flags: number, mode: number): Ino;
	/** Writes and returns how many bytes. position null = at the end (append). */
	writeAt(ino: Ino, position: number | null, bytes: Uint8Array): number;
	/** open, write everything, close, in one call. `flags` as open(2). */
	writeFile(path: string, bytes: Uint8Array, flags: number, mode: number): void;
	truncate(ino: Ino, length: number): void;
	/** Returns the first directory made when recursive, else null. */
	mkdir(path: string, mode: number, recursive: boolean): string | null;
	unlink(path: string): void;
	rmdir(path: string): void;
	/** Removes a whole tree, as rm -r. */
	removeTree(path: string): void;
	rename(from: string, to: string): void;
	link(existing: string, path: string): void;
	symlink(target: string, path: string): void;
	copyFile(from: string, to: string, exclusive: boolean): void;
	setMode(ino: Ino, mode: number): void;
	setOwner(ino: Ino, uid: number, gid: number): void;
	setTimes(ino: Ino, accessed: number, modified: number): void;
	/** Starts reporting changes at or below `path` through ProcessEvents.fileChanged. */
	watch(id: number, path: string, recursive: boolean): void;
	unwatch(id: number): void;
}

/** A socket that goes to another process. */
export type Passed = {
	kind: 'tcp' | 'pipe';
	description: Description;
	local: Endpoint | null;
	peer: Endpoint | null;
};

export interface StreamCalls {
	/** [read end, write end]. */
	pipe(): [Description, Description];
	/** Two connected two-way ends, as socketpair(2): Node's stdio pipes and IPC channels. */
	pair(): [Description, Description];
	/** An open file whose position is shared by all who hold it (redirects, inherited descriptors). */
	open(path: string, flags: number, mode: number): Description;
	/** The same for a file this process opened on its own. */
	share(ino: Ino, flags: number, position: number): Description;
	/** Waits until there is something; empty = end. At most `length` bytes. position null = the shared one. `turn`: a number for unread. */
	read(description: Description, length: number, position: number | null, turn?: number): Uint8Array;
	/**
	 * For who hands it on to another. Reads of this process up to number `turn` are given up: ECANCELED. If the last of them is answered
	 * already, its bytes are there again, and before them `unheard`, which were read earlier.
	 */
	unread(description: Description, turn: number, unheard: Uint8Array): void;
	/** One more hold of this process. */
	retain(description: Description): void;
	/** write to a channel between processes, with a socket that goes along, as SCM_RIGHTS of unix(7): one hold of this process on it does. */
	send(channel: Description, bytes: Uint8Array, passed: Passed): number;
	/** read from such a channel. */
	receive(channel: Description, length: number): { bytes: Uint8Array; passed: Passed | null };
	/** Waits while a pipe is full. Returns how many bytes were taken (always all). EPIPE when nobody reads. */
	write(description: Description, bytes: Uint8Array, position: number | null): number;
	/** Half-close: the other side reads the end. */
	shutdown(description: Description): void;
	close(description: Description): void;
	describe(description: Description): DescriptionInfo;
	/** Raw mode of a terminal: no echo, no line editing, Ctrl-C is a byte. */
	setRawMode(description: Description, raw: boolean): void;
}

export interface ProcessCalls {
	/** Starts a child. ENOENT, EACCES, ENOEXEC, ENOTDIR (cwd), EAGAIN (process limit). */
	spawn(options: SpawnOptions): Pid;
	/** Waits until a child of this process has ended. Asynchronously, or blocking. */
	wait(pid: Pid): ExitStatus;
	spawnSync(options: SpawnSyncOptions): SpawnSyncResult;
	/** As execve(2): this process goes on as another program, in another worker. ENOENT, EACCES, ENOEXEC. Returns only if it fails. */
	execute(options: ExecuteOptions): void;
	/** Fails as execute() would. */
	checkExecutable(options: ExecuteOptions): void;
	/** signal '0' only asks whether it lives. A negative number is a group of processes, 0 the caller's. ESRCH. */
	kill(pid: Pid, signal: string): void;
	/** As getpriority(2) of a process; 0 = the caller. ESRCH. */
	priority(pid: Pid): number;
	/** As setpriority(2): kept, and what it starts has the same; nobody runs it slower. ESRCH. */
	setPriority(pid: Pid, priority: number): void;
	/** Which signals reach ProcessEvents.signal instead of the default action. */
	catchSignal(signal: string, on: boolean): void;
	/** Ends this process. Returns only with `again` (a shell alone): nothing is left of it in its worker, which may become another. */
	exit(code: number, again?: boolean): void;
	/** Starts a worker thread of this process. Only asynchronously: a port moves. */
	startThread(options: ThreadOptions): number;
	stopThread(threadId: number): void;
	/** Whether a thread that was started is still there; 0 = the first. */
	hasThread(threadId: number): boolean;
	/** Lays a part of the system that is loaded when first needed where it belongs; does nothing where it is. E_NOT_LOADED. */
	provide(part: SystemPart): void;
	/** For `ps`. */
	processes(): { pid: Pid; parent: Pid; args: string[] }[];
}

export type ThreadOptions = {
	threadId: number;
	name: string;
	/** What all threads of the process share; see node/process-memory.ts. */
	process: SharedArrayBuffer;
	/** process.env of its maker, where they share one; else variables of its own. */
	env: SharedArrayBuffer | null;
	variables: Record<string, string>;
	/** node's options, and what process.execArgv shows. */
	options: string[];
	execArgv: string[];
	cwd: string;
	argv: string[];
	/** How long its loop has run and slept: 24 bytes, see node/loop-clock.ts. */
	clock: SharedArrayBuffer;
	/** What worker_threads.resourceLimits says; nobody holds a browser's worker to it. */
	limits: number[];
	/** The thread's end of its port to the parent; moves. */
	port: MessagePort;
};

export interface Syscalls extends FileCalls, StreamCalls, ProcessCalls, NetworkCalls {}

/** What the kernel tells a process without being asked. */
export interface ProcessEvents {
	/** Only signals asked for with catchSignal. */
	signal(name: string): void;
	fileChanged(watchId: number, type: 'rename' | 'change', name: string): void;
	terminalResized(columns: number, rows: number): void;
	threadExited(threadId: number, code: number, left: boolean): void;
	/** A thread of this process has ended, told to all others. */
	threadGone(threadId: number): void;
}
