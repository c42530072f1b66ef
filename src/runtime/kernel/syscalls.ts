/** What the kernel does for one process: protocol/syscalls.ts over files, descriptions and the process table. */
import {
	OPEN,
	type Description,
	type ProcessCalls,
	type SpawnSyncOptions,
	type SpawnSyncResult,
	type StreamCalls,
	type Syscalls,
	type FileCalls
} from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers } from '../wire/wire.ts';
import type { Files } from './files.ts';
import { NullDevice, OpenFile, PipeEnd, Sink } from './open.ts';
import { networkCalls } from './network-calls.ts';
import { Pipe } from './pipe.ts';
import { Passenger, type Process } from './process.ts';
import type { Processes } from './processes.ts';
import { Terminal } from './terminal.ts';

export function syscallsOf(processes: Processes, process: Process): Handlers<Syscalls> {
	return {
		...fileCalls(processes.files, process),
		...streamCalls(processes, process),
		...processCalls(processes, process),
		...networkCalls(processes, process)
	};
}

function fileCalls(files: Files, process: Process): Handlers<FileCalls> {
	return {
		create: (path, flags, mode) => files.create(path, flags, mode),
		writeAt: (ino, position, bytes) => files.writeAt(ino, position, bytes),
		writeFile: (path, bytes, flags, mode) => files.writeFile(path, bytes, flags, mode),
		truncate: (ino, length) => files.truncate(ino, length),
		mkdir: (path, mode, recursive) => files.mkdir(path, mode, recursive),
		unlink: (path) => files.unlink(path),
		rmdir: (path) => files.rmdir(path),
		removeTree: (path) => files.removeTree(path),
		rename: (from, to) => files.rename(from, to),
		link: (existing, path) => files.link(existing, path),
		symlink: (target, path) => files.symlink(target, path),
		copyFile: (from, to, exclusive) => files.copyFile(from, to, exclusive),
		setMode: (ino, mode) => files.setMode(ino, mode),
		setOwner: (ino, uid, gid) => files.setOwner(ino, uid, gid),
		setTimes: (ino, accessed, modified) => files.setTimes(ino, accessed, modified),
		watch(id, path, recursive) {
			const stop = watchFiles(files, path, recursive, (type, name) =>
				process.link?.events.fileChanged(id, type, name)
			);
			process.watches.set(id, stop);
		},
		unwatch(id) {
			process.watches.get(id)?.();
			process.watches.delete(id);
		}
	};
}

/** Tells of changes in a directory, or of a file; names are relative to what is watched. */
export function watchFiles(
	files: Files,
	path: string,
	recursive: boolean,
	changed: (type: 'rename' | 'change', name: string) => void
): () => void {
	const root = files.realpath(path);
	const prefix = root === '/' ? '/' : `${root}/`;
	return files.listen((type, at) => {
		if (at === root) changed(type, root.slice(root.lastIndexOf('/') + 1));
		else if (at.startsWith(prefix)) {
			const name = at.slice(prefix.length);
			if (recursive || !name.includes('/')) changed(type, name);
		}
	});
}

/** The terminal that it, or whoever started it, was given. @throws ENXIO, tty(4) */
function terminalOf(processes: Processes, process: Process): Description {
	const { descriptions } = processes;
	const all = new Map(processes.list().map((each) => [each.pid, each]));
	for (let at: Process | undefined = process; at; at = all.get(at.parent))
		for (const id of at.stdio) if (id !== null && descriptions.get(id) instanceof Terminal) return id;
	throw new CodedError('ENXIO');
}

function streamCalls(processes: Processes, process: Process): Handlers<StreamCalls> {
	const { descriptions, files } = processes;
	const add = (thing: Parameters<typeof descriptions.add>[0]): Description =>
		process.hold(descriptions.add(thing));
	const channelAt = (id: Description): PipeEnd => {
		const thing = descriptions.get(id);
		if (!(thing instanceof PipeEnd)) throw new CodedError('EINVAL');
		return thing;
	};
	const openFile = (ino: Parameters<Files['stat']>[0], flags: number, position: number) => {
		const holder = files.holdForKernel(ino);
		return add(new OpenFile(files, ino, flags, position, holder));
	};
	return {
		pipe() {
			const pipe = new Pipe();
			return [add(new PipeEnd(pipe, null)), add(new PipeEnd(null, pipe))];
		},
		pair() {
			const [there, back] = [new Pipe(), new Pipe()];
			return [add(new PipeEnd(there, back)), add(new PipeEnd(back, there))];
		},
		open(path, flags, mode) {
			if (path === '/dev/tty') return process.hold(terminalOf(processes, process));
			if (path === '/dev/stdin') return process.hold(process.stdio[0] ?? add(new NullDevice()));
			if (path === '/dev/stdout') return process.hold(process.stdio[1] ?? add(new NullDevice()));
			if (path === '/dev/stderr') return process.hold(process.stdio[2] ?? add(new NullDevice()));
			if (files.realpathOr(path) === '/dev/null') return add(new NullDevice());
			const makes = (flags & (OPEN.CREATE | OPEN.TRUNCATE)) !== 0;
			return openFile(makes ? files.create(path, flags, mode) : files.lookup(path, true), flags, 0);
		},
		share: (ino, flags, position) => openFile(ino, flags, position),
		read(id, length, position, turn = 0) {
			// It may be overtaken by the blocking call that gives it up.
			if (turn > 0 && turn <= process.givenUp(id)) throw new CodedError('ECANCELED');
			return descriptions.get(id).read(length, position, process, turn);
		},
		unread(id, turn, unheard) {
			process.giveUp(id, turn);
			descriptions.get(id).forget?.(process, turn, unheard);
		},
		retain: (id) => void process.hold(id),
		send(channel, bytes, passed) {
			const end = channelAt(channel);
			return end.send(bytes, process.pass(passed));
		},
		async receive(channel, length) {
			const { bytes, cargo } = await channelAt(channel).receive(length, process);
			return { bytes, passed: cargo instanceof Passenger ? cargo.arrive(process) : null };
		},
		write: (id, bytes, position) => descriptions.get(id).write(bytes, position),
		shutdown: (id) => descriptions.get(id).shutdown(),
		close: (id) => process.letGo(id),
		describe: (id) => descriptions.get(id).info(),
		setRawMode(id, raw) {
			const thing = descriptions.get(id);
			if (thing instanceof Terminal) thing.setRaw(raw);
		}
	};
}

function processCalls(processes: Processes, process: Process): Handlers<ProcessCalls> {
	return {
		spawn: (options) => processes.spawn(options, process.pid).pid,
		async wait(pid) {
			const status = await processes.get(pid).wait();
			processes.reap(pid);
			return status;
		},
		spawnSync: (options) => spawnSync(processes, process, options),
		execute: (options) => processes.execute(process, options),
		checkExecutable: (options) => void processes.executable(options),
		kill: (pid, signal) => processes.signal(process, pid, signal),
		priority: (pid) => processes.living(pid || process.pid).priority,
		setPriority(pid, priority) {
			processes.living(pid || process.pid).priority = priority;
		},
		catchSignal(signal, on) {
			if (on) process.caught.add(signal);
			else process.caught.delete(signal);
		},
		exit: (code, again = false) => processes.end(process, { code, signal: null }, 'exited', again),
		startThread: (options) => processes.startThread(process, options),
		stopThread: (threadId) => process.threads.get(threadId)?.end(),
		hasThread: (threadId) => threadId === 0 || process.threads.has(threadId),
		provide: (part) => processes.systemParts.provide(part),
		processes: () => processes.list().map(({ pid, parent, args }) => ({ pid, parent, args }))
	};
}

/** Gathers what a child writes to one descriptor. */
class Collector {
	readonly chunks: Uint8Array[] = [];
	length = 0;
	readonly closed: Promise<void>;
	readonly sink: Sink;

	constructor(overflow: () => void, limit: number) {
		let close = () => {};
		this.closed = new Promise((resolve) => (close = resolve));
		this.sink = new Sink((bytes) => {
			if (!bytes) return close();
			// What came in with the byte that was too much is kept, as in libuv's spawnSync.
			if (limit === 0 || this.length <= limit) this.chunks.push(bytes);
			this.length += bytes.length;
			if (limit > 0 && this.length > limit) overflow();
		});
	}

	get bytes(): Uint8Array {
		const all = new Uint8Array(this.chunks.reduce((length, chunk) => length + chunk.length, 0));
		let at = 0;
		for (const chunk of this.chunks) {
			all.set(chunk, at);
			at += chunk.length;
		}
		return all;
	}
}

async function spawnSync(
	processes: Processes,
	parent: Process,
	options: SpawnSyncOptions
): Promise<SpawnSyncResult> {
	const { descriptions } = processes;
	let child: Process | null = null;
	let error: string | undefined;
	const stop = (reason: string) => {
		error ??= reason;
		if (child && !child.status) processes.killTree(child.pid, options.killSignal);
	};
	const collectors: (Collector | null)[] = [];
	const stdio = options.stdio.map((given, index) => {
		collectors[index] = null;
		if (given === 'collect') {
			const collector = (collectors[index] = new Collector(() => stop('ENOBUFS'), options.maxBuffer));
			return descriptions.add(collector.sink);
		}
		if (!(given instanceof Uint8Array)) return given;
		const pipe = new Pipe();
		void pipe.write(given);
		pipe.end();
		return descriptions.add(new PipeEnd(pipe, null));
	});
	child = processes.spawn({ ...options, stdio }, parent.pid);
	const timer = options.timeout > 0 ? setTimeout(() => stop('ETIMEDOUT'), options.timeout) : undefined;
	const { code, signal } = await child.wait();
	await Promise.all(collectors.map((collector) => collector?.closed));
	clearTimeout(timer);
	processes.reap(child.pid);
	return {
		pid: child.pid,
		code,
		signal,
		output: collectors.map((collector) => collector?.bytes ?? null),
		...(error ? { error } : {})
	};
}
