/** The process table: starting, signalling, ending. */
import type { BrokerCalls } from '../protocol/broker.ts';
import type { ExitReason } from '../protocol/kernel.ts';
import type { StartMessage } from '../protocol/process.ts';
import type {
	Description,
	ExecuteOptions,
	ExitStatus,
	Pid,
	ProcessEvents,
	SpawnOptions,
	Syscalls,
	ThreadOptions
} from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { SyncServer } from '../wire/sync.ts';
import { link, type Handlers, type Link, type Remote } from '../wire/wire.ts';
import type { Files } from './files.ts';
import type { LimitGuard } from './limits.ts';
import type { Network } from './network.ts';
import type { SystemParts } from './system-parts.ts';
import { NullDevice } from './open.ts';
import { Descriptions, Process, type Thread } from './process.ts';
import { resolveProgram, type Resolved } from './programs.ts';
import { ignoredByDefault, signalNumbers, uncatchable } from './signals.ts';
import { start, Workers, type Machine } from './workers.ts';

/** The host's own pid, parent of what it starts. */
export const INIT = 1 as Pid;
const UMASK = 0o022;

type MakeHandlers = (process: Process) => Handlers<Syscalls>;

export class Processes {
	readonly descriptions = new Descriptions();
	readonly files: Files;
	readonly network: Network;
	readonly systemParts: SystemParts;
	/** The way out, once the host is connected. */
	readonly broker: () => Remote<BrokerCalls>;
	readonly #workers: Workers;
	readonly #server: SyncServer;
	readonly #limits: LimitGuard;
	readonly #handlersOf: MakeHandlers;
	readonly #table = new Map<Pid, Process>();
	#lastPid = 1;

	constructor(parts: {
		files: Files;
		workers: Workers;
		server: SyncServer;
		limits: LimitGuard;
		network: Network;
		systemParts: SystemParts;
		broker: () => Remote<BrokerCalls>;
		handlersOf: MakeHandlers;
	}) {
		this.files = parts.files;
		this.network = parts.network;
		this.systemParts = parts.systemParts;
		this.broker = parts.broker;
		this.#workers = parts.workers;
		this.#server = parts.server;
		this.#limits = parts.limits;
		this.#handlersOf = parts.handlersOf;
	}

	get(pid: Pid): Process {
		const process = this.#table.get(pid);
		if (!process) throw new CodedError('ESRCH');
		return process;
	}
	/** @throws ESRCH of one that has ended, too */
	living(pid: Pid): Process {
		const process = this.get(pid);
		if (process.status) throw new CodedError('ESRCH');
		return process;
	}
	list(): Process[] {
		return [...this.#table.values()].filter(({ status }) => !status);
	}

	/** @param session of a command of the host's; what a process starts belongs to its own */
	spawn(options: SpawnOptions, parent: Pid, session = this.#table.get(parent)?.session ?? 0): Process {
		const { file, args, cwd, env, ipc } = options;
		this.#admitWorker();
		const above = this.#table.get(parent);
		const depth = (above?.depth ?? 0) + 1;
		this.#limits.assert('depth', depth, 'EAGAIN');
		const folder = this.files.lookup(cwd, true);
		if (this.files.stat(folder).kind !== 'directory') throw new CodedError('ENOTDIR');
		const resolved = resolveProgram(this.files, { file, args, cwd, env });
		const machine = this.#workers.take(resolved.program);
		const pid = ++this.#lastPid as Pid;
		const process = new Process(this.descriptions, {
			pid,
			parent,
			session,
			group: options.detached ? pid : (above?.group ?? pid),
			depth,
			args: resolved.args,
			machine
		});
		process.priority = above?.priority ?? 0;
		this.#table.set(pid, process);
		const stdio = options.stdio.map((given) =>
			given === null ? null : process.hold(given === 'null' ? this.#null() : given)
		);
		process.stdio = stdio;
		this.#begin(process, resolved, {
			cwd: this.files.realpath(cwd),
			umask: UMASK,
			...(ipc === undefined ? {} : { ipc })
		});
		return process;
	}

	/** Its worker is told what to be. */
	#begin(process: Process, { path, env }: Resolved, own: Pick<StartMessage, 'cwd' | 'umask' | 'ipc'>): void {
		const { pid, parent, args, stdio, machine } = process;
		this.#attach(process, machine, (code) => this.end(process, { code, signal: null }, 'worker-crashed'));
		const limits = { parallelism: this.#workers.parallelism };
		start(machine, { pid, parent, args, path, env, stdio, limits, ...own });
	}

	/** Where execve(2) finds the program. */
	executable({ file, args, cwd, env }: ExecuteOptions): Resolved {
		const path = file.startsWith('/') ? file : `${cwd}/${file}`;
		return resolveProgram(this.files, { file: path, args, cwd, env, strict: true });
	}

	/** execve(2) */
	execute(process: Process, options: ExecuteOptions): void {
		const resolved = this.executable(options);
		this.#leaveWorker(process, true);
		process.become(this.#workers.take(resolved.program), resolved.args, options.stdio);
		const { cwd, umask } = options;
		this.#begin(process, resolved, { cwd, umask });
	}

	#leaveWorker(process: Process, release: boolean, again = false): void {
		// A browser takes two seconds to end a worker that sleeps: one that asked for its end is woken, and unwinds.
		process.unserve(release);
		for (const { end } of [...process.threads.values()]) end();
		if (again) this.#workers.giveBack(process.machine);
		else this.#workers.end(process.machine);
		process.link?.close(new CodedError('ESRCH'));
	}

	/** One more worker may live. @throws EAGAIN */
	#admitWorker(): void {
		const alive = this.list().reduce((count, { threads }) => count + 1 + threads.size, 0);
		this.#limits.assert('processes', alive + 1, 'EAGAIN');
	}

	#null(): Description {
		return this.descriptions.add(new NullDevice());
	}

	/** Answers the calls of one worker: the process's own, or a thread's. */
	#attach(process: Process, machine: Machine, crashed: (code: number) => void): void {
		const handlers = this.#handlersOf(process);
		const unserve = this.#server.serve<Syscalls>(machine.slot, handlers);
		const connected = link<ProcessEvents, Syscalls>(machine.port, handlers);
		machine.onFailed = ({ message, filename, lineno }) => {
			this.#complain(process, `worker failed: ${message} (${filename}:${lineno})\n`);
			crashed(70);
		};
		if (machine !== process.machine) return;
		process.link = connected;
		process.unserve = unserve;
	}

	#complain(process: Process, text: string): void {
		const stderr = process.stdio[2];
		if (stderr) void this.descriptions.get(stderr).write(new TextEncoder().encode(text), null);
	}

	/** @param starter hears of its end; absent = the process's first thread */
	startThread(process: Process, options: ThreadOptions, starter?: () => Link<ProcessEvents>): number {
		const { threadId, cwd, argv, variables, ...rest } = options;
		this.#admitWorker();
		const machine = this.#workers.makeThread();
		const own = new Set<number>();
		const end = (code: number, left: boolean) => {
			if (!process.threads.delete(threadId)) return;
			for (const id of own) process.threads.get(id)?.end();
			this.#workers.end(machine);
			const others = [...process.threads.values()].map(({ link }) => link);
			for (const link of [process.link, ...others]) link?.events.threadGone(threadId);
			(starter?.() ?? process.link)?.events.threadExited(threadId, code, left);
		};
		const thread: Thread = { machine, link: null, end: () => end(1, false) };
		process.threads.set(threadId, thread);
		const handlers: Handlers<Syscalls> = {
			...this.#handlersOf(process),
			exit: (code: number) => end(code, true),
			startThread: (options) => {
				own.add(options.threadId);
				return this.startThread(process, options, () => connected);
			}
		};
		this.#server.serve<Syscalls>(machine.slot, handlers);
		const connected = link<ProcessEvents, Syscalls>(machine.port, handlers);
		thread.link = connected;
		machine.onFailed = () => end(1, false);
		start(machine, {
			pid: process.pid,
			parent: process.parent,
			args: argv,
			path: '/usr/local/bin/node',
			cwd,
			env: variables,
			stdio: process.stdio,
			umask: UMASK,
			limits: { parallelism: this.#workers.parallelism },
			thread: { threadId, ...rest }
		});
		return threadId;
	}

	/** `signal` '0' only asks. */
	kill(pid: Pid, signal: string): void {
		const process = this.living(pid);
		if (signal === '0') return;
		if (process.caught.has(signal) && !uncatchable.has(signal)) process.link?.events.signal(signal);
		else if (!ignoredByDefault.has(signal))
			this.end(process, { code: 128 + (signalNumbers[signal] ?? 0), signal }, 'killed');
	}

	/** kill(2): a negative number is a group, 0 the caller's. */
	signal(caller: Process, pid: Pid, signal: string): void {
		if (pid > 0) return this.kill(pid, signal);
		const group = pid === 0 ? caller.group : -pid;
		if (!this.killAll((process) => process.group === group, signal)) throw new CodedError('ESRCH');
	}

	/** Those that are meant, the youngest first; whether there was one. */
	killAll(isMeant: (process: Process) => boolean, signal: string): boolean {
		const meant = this.list().filter(isMeant).reverse();
		for (const { pid } of meant) this.kill(pid, signal);
		return meant.length > 0;
	}

	/** A process and all that it started, the youngest first. */
	killTree(pid: Pid, signal: string): void {
		for (const child of this.list()) if (child.parent === pid) this.killTree(child.pid, signal);
		const process = this.#table.get(pid);
		if (process && !process.status) this.kill(pid, signal);
	}

	/** @param again whether its worker says that it can be another process */
	end(process: Process, status: ExitStatus, reason: ExitReason, again = false): void {
		if (process.status) return;
		process.reason = reason;
		this.#leaveWorker(process, reason === 'exited', again);
		process.end(status);
		// Nobody can wait for it once its parent is gone.
		if (process.parent === INIT || this.#table.get(process.parent)?.status !== null)
			this.#table.delete(process.pid);
		for (const child of [...this.#table.values()])
			if (child.parent === process.pid) {
				child.parent = INIT;
				if (child.status) this.#table.delete(child.pid);
			}
	}

	/** Waited for: its number may be forgotten. */
	reap(pid: Pid): void {
		if (this.#table.get(pid)?.status) this.#table.delete(pid);
	}

	close(): void {
		for (const process of this.list()) this.end(process, { code: 137, signal: 'SIGKILL' }, 'killed');
		this.#workers.close();
		this.#server.close();
	}
}
