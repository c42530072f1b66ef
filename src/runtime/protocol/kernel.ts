/** What the host page asks of the kernel worker; the body of the @webcontainer/api instance, without Comlink. */
import type { BrokerCalls } from './broker.ts';
import type { Dial } from './dial.ts';
import type { WorkerFailure } from './process.ts';
import type { Pid } from './syscalls.ts';

/**
 * What the frame tells the kernel worker it started, in this order (failures of workers any time). Files can be mounted while the supplies are still on their way; a
 * process waits for them.
 */
export type KernelMessage =
	/** KernelCalls one way, HostCalls the other (wire.ts `link`). */
	| { type: 'start'; port: MessagePort }
	| ({ type: 'supplies' } & KernelSupplies)
	| ({ type: 'worker-failed' } & WorkerFailure)
	/** The supplies could not be loaded: no process will start. */
	| { type: 'failed'; message: string };

/** What processes are made of. */
export type KernelSupplies = {
	/** Blob URLs: the process bundles, and chunks loaded on demand, by name. */
	bundles: Record<'node' | 'shell', string>;
	chunks: Record<string, string>;
	/** The first part of Node's library, as packed by scripts/node-library.mjs. */
	library: Blob;
};

export type KernelOptions = {
	/** Directory below /home, and the default cwd. */
	workdirName: string;
	limits: Limits;
	/** The npm registry that the broker lets through; ends with "/". Becomes npm's global configuration, /usr/local/etc/npmrc. */
	registry: string;
};

/**
 * What a sandbox may use. 0 = no limit. Whoever passes one is told which: a command that is ended by a line of its output, a process that is
 * refused something by the errno, and the host page each time by KernelEvents.limitReached.
 */
export type Limits = {
	/** Processes and threads that live at once. A start is refused with EAGAIN. */
	processes: number;
	/** How deep processes may start one another. A start is refused with EAGAIN. */
	depth: number;
	/** Bytes that one command of the host's may write, with all that it starts. It is ended. */
	output: number;
	/** Milliseconds that one command of the host's may live. It is ended. */
	time: number;
	/** Bytes in files that were written or copied. A write is refused with ENOSPC. */
	bytes: number;
	/** Files, folders and links. Making one is refused with ENOSPC. */
	files: number;
};

export type RunOptions = {
	command: string;
	args: string[];
	cwd: string;
	env: Record<string, string>;
	terminal?: { columns: number; rows: number };
};

/** Why a process ended, beside its code. */
export type ExitReason = 'exited' | 'killed' | 'output-limit' | 'time-limit' | 'worker-crashed';

export interface KernelCalls {
	boot(options: KernelOptions): { workdir: string; path: string };
	/** Changes limits; the others stay. */
	setLimits(limits: Partial<Limits>): void;
	/** Processes that start from now on have the dial's time and chance. */
	setDial(dial: Dial): void;
	/** `tree` is the msgpack or JSON form of a snapshot (@webcontainer/snapshot). */
	mount(tree: Uint8Array, mountPoint: string): void;
	export(
		path: string,
		options: { format: 'json' | 'binary' | 'zip'; includes: string[]; excludes: string[] }
	): Uint8Array;
	readFile(path: string): Uint8Array;
	writeFile(path: string, bytes: Uint8Array): void;
	readdir(path: string): { name: string; kind: 'file' | 'directory' | 'symlink' }[];
	mkdir(path: string, recursive: boolean): string | null;
	remove(path: string, options: { recursive: boolean; force: boolean }): void;
	rename(from: string, to: string): void;
	watch(id: number, path: string, recursive: boolean): void;
	unwatch(id: number): void;
	/** Starts a process; its output and end arrive as events. */
	run(id: number, options: RunOptions): Pid;
	input(id: number, bytes: Uint8Array): void;
	resize(id: number, columns: number, rows: number): void;
	/** SIGKILL to the process and its descendants. */
	kill(id: number): void;
	/** A connection of the host's to a port of the machine, under a number of its own. ECONNREFUSED. */
	connectPort(id: number, port: number): void;
	send(id: number, bytes: Uint8Array): void;
	/** Waits for what comes; empty = the end. ECONNRESET. */
	receive(id: number): Uint8Array;
	hangUp(id: number): void;
	teardown(): void;
}

export interface KernelEvents {
	/** One chunk, as the process wrote it. null = the stream is closed. */
	output(id: number, stream: 'stdout' | 'stderr', bytes: Uint8Array | null): void;
	exited(id: number, code: number, reason: ExitReason): void;
	/** Somebody passed a limit; told once a second at most for each. */
	limitReached(limit: keyof Limits, message: string): void;
	fileChanged(watchId: number, type: 'rename' | 'change', name: string): void;
	/** The first socket listens on a port; or the last has gone. */
	port(port: number, open: boolean): void;
	/** A fault of the kernel itself, or an uncaught error that no process owns. */
	error(message: string): void;
}

/** Parts of the system that few need: each is loaded when it is first asked for. The second is a part of Node's library. */
export type SystemPart = 'npm' | 'node-library-rest';

export interface SupplyCalls {
	/** Of npm a snapshot of what it adds to /usr/local/lib/node_modules. E_NOT_LOADED when it cannot be fetched. */
	supply(part: SystemPart): Uint8Array;
}

/** All that the kernel says to the host page, or asks of it. */
export interface HostCalls extends KernelEvents, BrokerCalls, SupplyCalls {}
