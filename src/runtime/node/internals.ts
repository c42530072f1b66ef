/** What the core bindings share beyond Context: the parts of the process realm that only Node's own bootstrap touches. */
import type { StartMessage } from '../protocol/process.ts';
import type { AsyncContexts } from './async-contexts.ts';
import type { FatalEnhancers } from './fatal.ts';
import type { Library } from './library.ts';
import type { Loop } from './loop.ts';
import type { LoopHooks } from './loop-hooks.ts';
import type { ProxyDetails } from './proxies.ts';
import type { Sharing } from './sharing.ts';
import type { StackTraces } from './stack-traces.ts';

export type Internals = {
	library: Library;
	/** Blob URLs of bundles loaded on demand, by name. */
	chunks: Record<string, string>;
	loop: Loop;
	hooks: LoopHooks;
	contexts: AsyncContexts;
	/** Values of the command-line options, by name; replaced before the process starts. */
	optionValues: Record<string, unknown>;
	/** Compiles a built-in module to its function. */
	compile(id: string): (...args: unknown[]) => unknown;
	loaders: { internalBinding: (name: string) => unknown; requireBuiltin: (id: string) => unknown };
	rejections: { report: (type: number, promise: Promise<unknown>, reason: unknown) => void };
	stackTraces: StackTraces;
	/** What Node does to the stack of an error that ends the process. */
	enhancers: FatalEnhancers;
	/** Every Proxy made in this realm, with its target and handler. */
	proxies: WeakMap<object, ProxyDetails>;
	/** Every module namespace object. */
	namespaces: WeakSet<object>;
	/** Who this worker is; complete once it is started. */
	identity(): StartMessage;
	/** process.argv and process.execArgv, once parsed. */
	argv: { argv: string[]; execArgv: string[] };
	/** What the threads of this process have in common. */
	sharing: Sharing;
	primordials(): unknown;
	/** Node's own DOMException. */
	domException(): unknown;
	/** Set by the messaging binding. */
	ports: {
		/** `thread`: that its other end goes to. */
		wrap(port: MessagePort, thread?: number): object;
		/** Calls back once the other end closed `port`, or at once if it has; but not before what it sent was delivered. */
		whenClosed(port: object, callback: () => void): void;
		/** Calls back once ports whose other end was in that thread, which has ended, are closed. */
		whenTold(threadId: number, callback: () => void): void;
		/** Tells the other ends of all ports that this realm ends. */
		closeAll(): void;
	};
	/** An argument of an asynchronous call with what moves in it. */
	moved<T>(value: T, transfer: Transferable[]): T;
	/** 'FILE', 'PIPE', 'TTY', ... as libuv's uv_guess_handle. */
	handleType(fd: number): string;
};
