/** What the threads of a process have in common: memory that is made with the first of them, and process.env where one is shared. */
import type { StartMessage } from '../protocol/process.ts';
import { native } from './native.ts';
import { makeProcessMemory, shareDirectory } from './process-memory.ts';
import { followShared, makeSharedEnvironment } from './shared-env.ts';

type Variables = Record<string, string>;

export class Sharing {
	readonly #start: StartMessage;
	readonly #handler: ProxyHandler<Variables>;
	#memory: SharedArrayBuffer | null = null;
	#environment: SharedArrayBuffer | null = null;
	#variables: Variables | null = null;

	/** @param start of this thread, which the working directory is then read from @param handler of process.env */
	constructor(start: StartMessage, handler: ProxyHandler<Variables>) {
		this.#start = start;
		this.#handler = handler;
	}

	/** process.env; a thread begins with what its maker shares. */
	begin(): Variables {
		const { env, thread } = this.#start;
		if (thread) this.memory();
		if (thread?.env) this.environment(thread.env);
		this.#variables = new native.Proxy(env, this.#handler);
		return this.#variables;
	}

	/** Whether it is what begin() gave. */
	isEnvironment(value: object): boolean {
		return value === this.#variables;
	}

	/** That of process-memory.ts: given, or made now. */
	memory(): SharedArrayBuffer {
		if (this.#memory) return this.#memory;
		const given = this.#start.thread?.process;
		this.#memory = given ?? makeProcessMemory();
		shareDirectory(this.#start, this.#memory, !given);
		return this.#memory;
	}

	/** That of shared-env.ts, which process.env shows from here on: the one that is given, or one of its own. */
	environment(given?: SharedArrayBuffer): SharedArrayBuffer {
		if (this.#environment) return this.#environment;
		this.#environment = given ?? makeSharedEnvironment(this.#start.env);
		followShared(this.#handler, this.#start.env, this.#environment);
		return this.#environment;
	}
}
