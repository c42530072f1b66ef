/** What every binding is given: the one object that ties a process's parts together. */
import type { FileView } from '../protocol/file-view.ts';
import type { StartMessage } from '../protocol/process.ts';
import type { ExecuteOptions, ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import type { Remote, Sync } from '../wire/wire.ts';
import type { AsyncResources } from './async-resources.ts';
import type { HandleKinds } from './messages/handles.ts';
import type { Native } from './native.ts';
import type { Permissions } from './permissions.ts';
import type { UvErrors } from './uv-errors.ts';

/**
 * Node's event loop: one callback per macrotask, so that native microtasks run between callbacks as in Node;
 * process.nextTick's queue is drained after each.
 */
export interface EventLoop {
	/** What still runs after the end, until the browser ends the worker, is not to be heard of. */
	readonly hasStopped: boolean;
	/**
	 * Runs `callback` in a turn of its own. The process lives at least until it ran.
	 * @param of in whose context, here and below: a resource's (AsyncResources), or without one that of the caller; null = in none
	 */
	enqueue(callback: () => void, of?: object | null): void;
	/** The same, but the process does not live for it: it runs if a round begins for something else. */
	enqueueUnreferenced(callback: () => void, of?: object | null): void;
	/** A callback of the system's for the next check phase, which nothing lives for. */
	enqueueCheck(callback: () => void): void;
	/** The same for the callback of a closed handle: it runs at the end of this round, the last closed first, as libuv has it. */
	enqueueClose(callback: () => void, of?: object): void;
	/** The process does not end until what is returned was called: work of the engine's, for which the loop itself does not live. */
	holdEnd(): () => void;
	/** Keeps the process alive until as many unref(). */
	ref(): void;
	unref(): void;
	/** Waits for an asynchronous kernel call, then runs `callback` in a turn of its own. `keepAlive` false = does not hold the process. */
	complete<T>(
		call: Promise<T>,
		callback: (error: Error | null, value?: T) => void,
		keepAlive?: boolean,
		of?: object | null
	): void;
}

/** `resourceName`: as Node's C++ names its kind. */
export type ActiveHandle = { hasRef(): boolean; readonly resourceName: string };

export interface Context extends UvErrors {
	readonly native: Native;
	readonly loop: EventLoop;
	readonly resources: AsyncResources;
	/** Blocking kernel calls. */
	readonly sync: Sync<Syscalls>;
	/** Asynchronous kernel calls. */
	readonly calls: Remote<Syscalls>;
	readonly files: FileView;
	/** Who this process is. `cwd` changes with process.chdir. */
	readonly start: StartMessage;
	/** Handlers of kernel events; bindings add theirs. */
	readonly events: { [E in keyof ProcessEvents]?: ProcessEvents[E] };
	/** Which handles go through messages, and how. */
	readonly handles: HandleKinds;
	internalBinding(name: string): Binding;
	/** Node's own require for its library: requireBuiltin('buffer'). */
	requireBuiltin(id: string): unknown;
	/** A text packed with the library: a WebAssembly module in base64. @throws where there is none */
	librarySource(id: string): string;
	/** The process object. */
	readonly process: Record<PropertyKey, unknown>;
	/** An absolute path from one relative to the process's cwd. */
	resolve(path: string): string;
	/** Writes to the process's stderr, now. */
	printError(text: string): void;
	/** Modules whose top-level await has not settled: a process that ends meanwhile ends with 13. */
	readonly topLevelAwaits: { pending: number };
	readonly permissions: Permissions;
	/** What process.getActiveResourcesInfo tells of: handles that are open, requests of fs that are under way. */
	readonly active: { handles: Set<ActiveHandle>; requests: Set<object> };
	/** Writes that the kernel has not taken yet: it must hear of them before it hears of the end. */
	readonly unsent: { count: number };
	/** Hands an uncaught error to Node (process._fatalException), and ends the process with 1, or as Node says. */
	fatal(error: unknown, fromPromise: boolean): void;
	exit(code: number): never;
	/** This process goes on as another program. */
	execute(options: ExecuteOptions): never;
	/** Ends the process by a signal. */
	abort(signal: 'SIGABRT' | 'SIGTRAP'): never;
}

export type Binding = Record<PropertyKey, unknown>;

/**
 * Makes one internalBinding. `shape` holds what the real binding of the pinned Node has: constants, typed arrays and
 * symbols ready to use, and for each function one that throws "not supported in the browser: fs.xyz" when called;
 * what the factory returns replaces those. One file per binding, named as Node names it.
 */
export type BindingFactory = (context: Context, shape: Binding) => Binding;
