/** One process: its worker, what it holds open, who waits for it. */
import type { Description, ExitStatus, Passed, Pid, ProcessEvents } from '../protocol/syscalls.ts';
import type { ExitReason } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Link } from '../wire/wire.ts';
import type { OpenThing } from './open.ts';
import type { Cargo } from './pipe.ts';
import type { Machine } from './workers.ts';

/** Everything open in the kernel, with how many hold it. */
export class Descriptions {
	readonly #open = new Map<Description, { thing: OpenThing; references: number }>();
	#lastId = 0;

	add(thing: OpenThing): Description {
		const id = ++this.#lastId as Description;
		this.#open.set(id, { thing, references: 0 });
		return id;
	}
	get(id: Description): OpenThing {
		const entry = this.#open.get(id);
		if (!entry) throw new CodedError('EBADF');
		return entry.thing;
	}
	retain(id: Description): void {
		const entry = this.#open.get(id);
		if (!entry) throw new CodedError('EBADF');
		entry.references++;
	}
	release(id: Description): void {
		const entry = this.#open.get(id);
		if (!entry || --entry.references > 0) return;
		this.#open.delete(id);
		entry.thing.close();
	}
}

export type Thread = { machine: Machine; link: Link<ProcessEvents> | null; end: () => void };

/** A description on its way from one process to another. */
export class Passenger implements Cargo {
	readonly #descriptions: Descriptions;
	readonly #passed: Passed;

	constructor(descriptions: Descriptions, passed: Passed) {
		this.#descriptions = descriptions;
		this.#passed = passed;
	}
	drop(): void {
		this.#descriptions.release(this.#passed.description);
	}
	arrive(process: Process): Passed {
		process.hold(this.#passed.description);
		this.drop();
		return this.#passed;
	}
}

export class Process {
	readonly pid: Pid;
	/** The host once its own has ended. */
	parent: Pid;
	/** The command of the host's that it belongs to, by the host's number for it: what a command started may outlive its first process. */
	readonly session: number;
	/** Who is signalled together: it and what it starts, but what starts detached. */
	readonly group: Pid;
	/** How many processes stand over it. */
	readonly depth: number;
	args: string[];
	machine: Machine;
	readonly caught = new Set<string>();
	readonly threads = new Map<number, Thread>();
	/** Watches of fs.watch, by the process's number for them. */
	readonly watches = new Map<number, () => void>();
	/** By descriptor number, as it was started; threads get the same. */
	stdio: (Description | null)[] = [];
	link: Link<ProcessEvents> | null = null;
	/** Stops answering its blocking calls. */
	unserve: (release: boolean) => void = () => {};
	/** -20 to 19; see ProcessCalls.setPriority. */
	priority = 0;
	reason: ExitReason = 'exited';
	status: ExitStatus | null = null;
	readonly #descriptions: Descriptions;
	readonly #held = new Map<Description, number>();
	/** By what they read from: reads up to this number are given up. */
	readonly #givenUp = new Map<Description, number>();
	readonly #waiting: ((status: ExitStatus) => void)[] = [];

	constructor(
		descriptions: Descriptions,
		identity: {
			pid: Pid;
			parent: Pid;
			session: number;
			group: Pid;
			depth: number;
			args: string[];
			machine: Machine;
		}
	) {
		this.#descriptions = descriptions;
		this.pid = identity.pid;
		this.parent = identity.parent;
		this.session = identity.session;
		this.group = identity.group;
		this.depth = identity.depth;
		this.args = identity.args;
		this.machine = identity.machine;
	}

	hold(id: Description): Description {
		this.#descriptions.retain(id);
		this.#held.set(id, (this.#held.get(id) ?? 0) + 1);
		return id;
	}
	letGo(id: Description): void {
		const count = this.#held.get(id) ?? 0;
		if (count === 0) return;
		if (count === 1) {
			this.#held.delete(id);
			this.#givenUp.delete(id);
			// Others may still hold it: this process takes nothing from them.
			this.#descriptions.get(id).forget?.(this);
		} else this.#held.set(id, count - 1);
		this.#descriptions.release(id);
	}

	givenUp(id: Description): number {
		return this.#givenUp.get(id) ?? 0;
	}
	giveUp(id: Description, turn: number): void {
		this.#givenUp.set(id, Math.max(turn, this.givenUp(id)));
	}

	/** One hold of its own goes along with bytes; nothing waits there for it any more. */
	pass(passed: Passed): Passenger {
		this.#descriptions.retain(passed.description);
		this.#descriptions.get(passed.description).forget?.(this);
		this.letGo(passed.description);
		return new Passenger(this.#descriptions, passed);
	}

	wait(): Promise<ExitStatus> {
		if (this.status) return Promise.resolve(this.status);
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	/** It goes on as another program: of what it holds, `stdio` alone stays. */
	become(machine: Machine, args: string[], stdio: (Description | null)[]): void {
		const held = [...this.#held];
		for (const id of stdio) if (id !== null) this.hold(id);
		[this.machine, this.args, this.stdio] = [machine, args, stdio];
		this.caught.clear();
		this.#stopWatching();
		for (const [id, count] of held) for (let i = 0; i < count; i++) this.letGo(id);
		// Reads of the program before are nobody's; the numbers of the next begin again.
		for (const id of this.#held.keys()) this.#descriptions.get(id).forget?.(this);
		this.#givenUp.clear();
	}

	#stopWatching(): void {
		for (const stop of this.watches.values()) stop();
		this.watches.clear();
	}

	/** Everything it held is let go; who waits hears of it. */
	end(status: ExitStatus): void {
		this.status = status;
		this.#stopWatching();
		for (const [id, count] of [...this.#held]) for (let i = 0; i < count; i++) this.letGo(id);
		for (const resolve of this.#waiting.splice(0)) resolve(status);
	}
}
