/**
 * How a process worker is started. One worker runs one process (or one thread of one), then it is ended; only a shell, which runs no code but
 * ours, can become another process afterwards (ProcessCalls.exit).
 */
import type { Dial } from './dial.ts';
import type { Pid, Description, ThreadOptions } from './syscalls.ts';

/** The bundles a worker can be: Node, or the shell with the Unix commands, npm and git. */
export type Program = 'node' | 'shell';

/** The one message to a new worker: everything that does not depend on what it will run, so that it can warm up. */
export type WarmMessage = {
	/** The file system; see file-table.ts. */
	memory: WebAssembly.Memory;
	/** Byte offset in `memory` of this worker's table of held inodes; see files.ts. */
	holds: number;
	/** This worker's slot for blocking calls; see wire/sync.ts. */
	slot: SharedArrayBuffer;
	/** Rung to wake the kernel. */
	doorbell: SharedArrayBuffer;
	/** Node's JavaScript library for program 'node' (see node/library.ts); absent for 'shell'. */
	library?: PackedLibrary;
	/** Of a sandbox whose runs are to be alike; see dial.ts. */
	dial?: Dial;
	/** Blob URLs of bundles loaded on demand, by name. */
	chunks: Record<string, string>;
	/** The worker will be a thread of a process (worker_threads), which Node boots otherwise. */
	thread: boolean;
	/** Asynchronous calls and events of the first process (serve/connect of wire.ts): Syscalls one way, ProcessEvents the other. */
	port: MessagePort;
	/** Brings a StartMessage, some time later: without a way over the page's thread, which may be busy. */
	starts: MessagePort;
};

/** The two parts that scripts/node-library.mjs packs. The memory of the rest is there from the start; Syscalls.provide fills it. */
export type PackedLibrary = { core: SharedArrayBuffer; rest: SharedArrayBuffer };

/** Become this process. */
export type StartMessage = {
	pid: Pid;
	parent: Pid;
	/** argv[0] and the rest: ["node", "-e", "0"], ["sh", "-c", "..."], ["ls"]. */
	args: string[];
	/** The resolved path of the executable: /usr/local/bin/node, /usr/bin/ls. */
	path: string;
	cwd: string;
	env: Record<string, string>;
	/** By descriptor number; null = closed. */
	stdio: (Description | null)[];
	/** Descriptor number of the IPC channel, if forked. */
	ipc?: number;
	umask: number;
	thread?: Omit<ThreadOptions, 'cwd' | 'argv' | 'variables'>;
	/** In place of the warm message's, in a worker that was another process before. */
	port?: MessagePort;
	limits: { /** Workers of this kind at once, as os.availableParallelism. */ parallelism: number };
};

/**
 * What the kernel asks of the frame, whose window makes the workers: a Firefox with its developer tools open, or driven by a test,
 * lets a worker that makes workers wait for ever (the new worker, idle, takes the one wake-up that was for its maker).
 */
export type FrameRequest =
	/** `url` = a bundle's; the worker gets `warm` with its two ports. */
	| { type: 'make-worker'; id: number; url: string; name: Program; warm: WarmMessage }
	| { type: 'end-worker'; id: number };

/** An error that nobody in worker `id` caught. */
export type WorkerFailure = { id: number; message: string; filename: string; lineno: number };
