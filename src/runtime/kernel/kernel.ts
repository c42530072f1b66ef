/** What the host page asks of the kernel: protocol/kernel.ts. */
import { makeMemory } from '../protocol/file-table.ts';
import type { HostCalls, KernelCalls, KernelOptions, Limits, RunOptions } from '../protocol/kernel.ts';
import { FixedClock, type Dial } from '../protocol/dial.ts';
import { DEFAULT_PATH } from '../protocol/commands.ts';
import type { WorkerFailure } from '../protocol/process.ts';
import type { Description, Pid } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import { SyncServer } from '../wire/sync.ts';
import type { Handlers, Link } from '../wire/wire.ts';
import { Files } from './files.ts';
import { HostSockets } from './host-sockets.ts';
import { Network } from './network.ts';
import { LimitGuard } from './limits.ts';
import { npmrc } from './npmrc.ts';
import { PipeEnd, Sink } from './open.ts';
import { Pipe } from './pipe.ts';
import { INIT, Processes } from './processes.ts';
import { installPrograms } from './programs.ts';
import { exportTree, mount } from './snapshots.ts';
import { syscallsOf, watchFiles } from './syscalls.ts';
import { SystemParts } from './system-parts.ts';
import { Terminal } from './terminal.ts';
import { Workers, type Frame, type Supplies } from './workers.ts';

const encoder = new TextEncoder();
const WRITE_NEW = 0o1101;
/** Bytes that the host reads at once from a port. */
const READ_SIZE = 262_144;
const systemFiles = {
	'/etc/passwd':
		'root:x:0:0:root:/home:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
	'/etc/group': 'root:x:0:\nnogroup:x:65534:\n',
	'/etc/hosts': '127.0.0.1 localhost\n',
	'/etc/hostname': 'tabgym\n',
	'/proc/sys/kernel/hostname': 'tabgym\n'
};
/** Where npm lies. */
const MODULES = '/usr/local/lib/node_modules';

/** One command of the host's: where its input goes, and its process. */
type Run = {
	pid: Pid;
	terminal: Terminal | null;
	input: Pipe | null;
	/** Bytes written, against the limit. */
	written: number;
	clock: ReturnType<typeof setTimeout> | undefined;
};

export class Kernel implements Handlers<KernelCalls> {
	readonly #files = new Files(makeMemory());
	readonly #workers: Workers;
	readonly #server = new SyncServer();
	readonly #host: () => Link<HostCalls>;
	readonly #runs = new Map<number, Run>();
	readonly #watches = new Map<number, () => void>();
	readonly #guard: LimitGuard;
	readonly #processes: Processes;
	readonly #sockets: HostSockets;
	#workdir = '/home/project';

	/** Settled once there is something to make processes of, or once that is known to fail. */
	readonly #supplied: Promise<void>;

	constructor(supplies: Promise<Supplies>, frame: Frame, host: () => Link<HostCalls>) {
		this.#host = host;
		this.#guard = new LimitGuard((limit, message) => host().events.limitReached(limit, message));
		this.#files.format();
		this.#workers = new Workers(this.#files, this.#server.doorbell, frame);
		this.#supplied = supplies.then((arrived) => this.#workers.supply(arrived));
		this.#supplied.catch(() => {});
		const network = new Network(this.#files, (port, open) => this.#host().events.port(port, open));
		this.#sockets = new HostSockets(network);
		this.#processes = new Processes({
			files: this.#files,
			workers: this.#workers,
			server: this.#server,
			limits: this.#guard,
			network,
			systemParts: this.#systemParts(),
			broker: () => host().calls,
			handlersOf: (process) => syscallsOf(this.#processes, process)
		});
		this.#makeTree();
	}

	#systemParts(): SystemParts {
		const install = {
			npm: (snapshot: Uint8Array) => {
				this.#files.mkdir(MODULES, 0o755, true);
				mount(this.#files, snapshot, MODULES);
			},
			'node-library-rest': (bytes: Uint8Array) => this.#workers.supplyRest(bytes)
		};
		return new SystemParts(install, (part) => this.#host().calls.supply(part));
	}

	#makeTree(): void {
		for (const path of [
			'/bin',
			'/dev',
			'/etc',
			'/home',
			'/proc/sys/kernel',
			'/tmp',
			'/usr/bin',
			'/usr/local/bin',
			MODULES
		])
			this.#files.mkdir(path, 0o755, true);
		this.#files.setMode(this.#files.lookup('/tmp', true), 0o1777);
		for (const name of ['null', 'tty', 'stdin', 'stdout', 'stderr']) this.#files.device(`/dev/${name}`);
		for (const [path, text] of Object.entries(systemFiles))
			this.#files.writeFile(path, encoder.encode(text), WRITE_NEW, 0o644);
		installPrograms(this.#files);
	}

	/** Of the frame. */
	workerFailed(failure: WorkerFailure): void {
		this.#workers.failed(failure);
	}

	boot({ workdirName, limits, registry }: KernelOptions) {
		this.setLimits(limits);
		this.#workdir = `/home/${workdirName}`;
		this.#files.mkdir(this.#workdir, 0o755, true);
		this.#processes.network.outside = { registry: new URL(registry), broker: () => this.#host().calls };
		this.#files.mkdir('/usr/local/etc', 0o755, true);
		this.writeFile('/usr/local/etc/npmrc', encoder.encode(npmrc(registry)));
		return { workdir: this.#workdir, path: DEFAULT_PATH };
	}

	setLimits(limits: Partial<Limits>): void {
		Object.assign(this.#guard.limits, limits);
		this.#files.hasRoom = (kind, used) => !this.#guard.isPassed(kind, used);
		this.#files.admit = (kind, used) => this.#guard.assert(kind, used, 'ENOSPC');
	}

	setDial(dial: Dial): void {
		this.#workers.setDial(dial);
		const clock = new FixedClock();
		this.#files.clock = () => dial.now + clock.read();
	}

	mount(tree: Uint8Array, mountPoint: string): void {
		mount(this.#files, tree, mountPoint);
	}
	export(path: string, options: Parameters<KernelCalls['export']>[1]): Uint8Array {
		return exportTree(this.#files, path, options);
	}

	readFile(path: string): Uint8Array {
		return this.#files.readFile(this.#files.lookup(path, true));
	}
	writeFile(path: string, bytes: Uint8Array): void {
		this.#files.writeFile(path, bytes, WRITE_NEW, 0o644);
	}
	readdir(path: string) {
		return this.#files
			.list(this.#files.lookup(path, true))
			.map(({ name, kind }) => ({ name, kind: kind === 'device' ? ('file' as const) : kind }));
	}
	mkdir(path: string, recursive: boolean): string | null {
		return this.#files.mkdir(path, 0o755, recursive);
	}
	remove(path: string, { recursive, force }: { recursive: boolean; force: boolean }): void {
		const ino = this.#files.find(path, false);
		if (!ino && force) return;
		if (ino && this.#files.stat(ino).kind === 'directory' && !recursive) throw new CodedError('EISDIR');
		this.#files.removeTree(path);
	}
	rename(from: string, to: string): void {
		this.#files.rename(from, to);
	}
	watch(id: number, path: string, recursive: boolean): void {
		this.#watches.set(
			id,
			watchFiles(this.#files, path, recursive, (type, name) =>
				this.#host().events.fileChanged(id, type, name)
			)
		);
	}
	unwatch(id: number): void {
		this.#watches.get(id)?.();
		this.#watches.delete(id);
	}

	async run(id: number, { command, args, cwd, env, terminal: size }: RunOptions): Promise<Pid> {
		await this.#supplied;
		const { descriptions } = this.#processes;
		const out = (stream: 'stdout' | 'stderr') => (bytes: Uint8Array | null) =>
			this.#output(id, stream, bytes);
		let stdio: Description[];
		const run: Run = { pid: 0 as Pid, terminal: null, input: null, written: 0, clock: undefined };
		if (size) {
			run.terminal = new Terminal(size, out('stdout'), () => this.#interrupt(run.pid));
			const both = descriptions.add(run.terminal);
			stdio = [both, both, both];
		} else {
			run.input = new Pipe();
			stdio = [
				descriptions.add(new PipeEnd(run.input, null)),
				descriptions.add(new Sink(out('stdout'))),
				descriptions.add(new Sink(out('stderr')))
			];
		}
		const defaults = {
			PATH: DEFAULT_PATH,
			HOME: '/home',
			SHELL: '/bin/sh',
			USER: 'root',
			LANG: 'en_US.UTF-8',
			PWD: cwd
		};
		const environment = { ...defaults, ...(size ? { TERM: 'xterm-256color' } : {}), ...env };
		const process = this.#processes.spawn(
			{ file: command, args: [command, ...args], cwd, env: environment, stdio },
			INIT,
			id
		);
		run.pid = process.pid;
		this.#runs.set(id, run);
		const { time } = this.#guard.limits;
		if (time > 0) run.clock = setTimeout(() => this.#endRun(id, 'time'), time);
		void process.wait().then(({ code }) => {
			clearTimeout(run.clock);
			this.#runs.delete(id);
			this.#host().events.exited(id, code, process.reason);
		});
		return process.pid;
	}

	#output(id: number, stream: 'stdout' | 'stderr', bytes: Uint8Array | null): void {
		const run = this.#runs.get(id);
		if (run && bytes) {
			if (this.#guard.isPassed('output', run.written)) return;
			run.written += bytes.length;
			if (this.#guard.isPassed('output', run.written)) return this.#endRun(id, 'output');
		}
		this.#host().events.output(id, stream, bytes);
	}

	/** Ends a command that passed a limit, with all that it started, and says so where its output goes. */
	#endRun(id: number, limit: 'output' | 'time'): void {
		const run = this.#runs.get(id);
		if (!run) return;
		this.#host().events.output(id, 'stderr', encoder.encode(`\n${this.#guard.pass(limit)}\n`));
		const process = this.#processes.get(run.pid);
		this.#processes.end(process, { code: 137, signal: 'SIGKILL' }, `${limit}-limit`);
		this.kill(id);
	}

	/** Ctrl-C: the whole job hears of it. */
	#interrupt(pid: Pid): void {
		this.#processes.killAll(({ group }) => group === pid, 'SIGINT');
	}

	input(id: number, bytes: Uint8Array): void {
		const run = this.#runs.get(id);
		run?.terminal?.type(bytes);
		void run?.input?.write(bytes);
	}
	resize(id: number, columns: number, rows: number): void {
		const run = this.#runs.get(id);
		if (!run?.terminal) return;
		run.terminal.columns = columns;
		run.terminal.rows = rows;
		for (const process of this.#processes.list()) process.link?.events.terminalResized(columns, rows);
	}
	kill(id: number): void {
		this.#processes.killAll(({ session }) => session === id, 'SIGKILL');
	}
	connectPort(id: number, port: number): void {
		this.#sockets.connect(id, port);
	}
	async send(id: number, bytes: Uint8Array): Promise<void> {
		await this.#sockets.of(id).write(bytes);
	}
	receive(id: number): Uint8Array | Promise<Uint8Array> {
		return this.#sockets.of(id).read(READ_SIZE);
	}
	hangUp(id: number): void {
		this.#sockets.hangUp(id);
	}
	teardown(): void {
		this.#processes.close();
		this.#runs.clear();
	}
}
