/** worker_threads: a thread is a worker of its own, started by the kernel. */
import type { Internals } from '../internals.ts';
import type { ThreadOptions } from '../../protocol/syscalls.ts';
import type { BindingFactory, Context } from '../context.ts';
import { OptionParser } from '../command-line.ts';
import { LoopClock, makeClockMemory } from '../loop-clock.ts';
import { nextThreadId } from '../process-memory.ts';
import { unsupported } from '../shapes.ts';

/** What V8 takes where nobody says: megabytes of the young and old generation, of code, of the stack. */
const LIMITS = [48, 4096, 0, 4];

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function workerClass(context: Context, internals: Internals) {
	const { loop, native, start, calls, events, permissions, resources } = context;
	const { argv, library, ports, moved } = internals;
	const { performance } = native;
	/** What asks a thread, and is told a little later; undefined = it does not run. */
	function asking<T extends unknown[]>(threadId: number, answer: () => T) {
		if (!exits.has(threadId)) return undefined;
		const taker: { ondone?: (...answer: T) => void } = {};
		loop.enqueue(() => taker.ondone?.(...answer()));
		return taker;
	}
	const exits = new Map<number, (code: number, left: boolean) => void>();
	events.threadExited = (threadId, code, left) => exits.get(threadId)?.(code, left);
	return class Worker {
		readonly messagePort: object;
		readonly threadId = nextThreadId(internals.sharing.memory());
		readonly threadName: string;
		readonly #port: MessagePort;
		readonly #options: Pick<ThreadOptions, 'env' | 'variables' | 'options' | 'execArgv' | 'clock'>;
		readonly #limits: Float64Array;
		readonly #clock: LoopClock;
		readonly invalidExecArgv?: string[];
		readonly invalidNodeOptions?: string[];
		/** Who made it did something else since: from then on it counts as one that runs. */
		#began = false;
		#stoppedEarly = false;
		#referenced = true;
		#holding = false;
		#gone = false;
		onexit: ((code: number, customError?: unknown, message?: unknown, stack?: unknown) => void) | undefined;

		/** `env` null = a copy of ours; undefined = ours. */
		constructor(
			_url: unknown,
			env: Record<string, string> | null | undefined,
			execArgv: string[] | null | undefined,
			limits: Float64Array,
			_tracksDescriptors: boolean,
			_isInternal: boolean,
			name: string
		) {
			permissions.need('worker');
			resources.open(this, 'WORKER');
			const channel = new native.MessageChannel();
			this.#port = channel.port2;
			this.messagePort = ports.wrap(channel.port1, this.threadId);
			this.threadName = name;
			const clock = makeClockMemory();
			this.#clock = new LoopClock(() => performance.timeOrigin + performance.now(), clock);
			// The engine's options are the whole process's.
			const implied = permissions.implied.map((path) => `--allow-fs-read=${path}`);
			const ofEngine = argv.execArgv.filter((option) => /^--expose[-_]gc$/.test(option));
			this.#options = {
				env: env === undefined ? internals.sharing.environment() : null,
				variables: { ...(env ?? start.env) },
				options: execArgv ? [...ofEngine, ...execArgv] : [...argv.execArgv, ...implied],
				execArgv: execArgv ?? argv.execArgv,
				clock
			};
			this.#limits = limits.map((limit, at) => (limit > 0 ? limit : (LIMITS[at] ?? 0)));
			const invalid = execArgv?.length ? new OptionParser(library.facts).refusedByThread(execArgv) : [];
			if (invalid.length > 0) this.invalidExecArgv = invalid;
			const text = env?.['NODE_OPTIONS'];
			const faulty = text ? new OptionParser(library.facts).refusedInEnvironment(text) : [];
			if (faulty.length > 0) this.invalidNodeOptions = faulty;
		}
		startThread() {
			const { threadId } = this;
			this.#hold();
			exits.set(threadId, (code, left) => {
				exits.delete(threadId);
				const leave = () =>
					loop.enqueue(() => {
						this.#letGo();
						this.onexit?.(this.#stoppedEarly ? 0 : code);
						this.#gone = true;
						resources.close(this);
					}, this);
				// What it said before it left may still be on its way.
				const told = () => ports.whenTold(threadId, leave);
				if (left) ports.whenClosed(this.messagePort, told);
				else told();
			});
			const options = {
				...this.#options,
				threadId,
				name: this.threadName,
				process: internals.sharing.memory(),
				cwd: start.cwd,
				argv: ['node'],
				limits: [...this.#limits],
				port: this.#port
			};
			void calls.startThread(moved(options, [this.#port]));
			native.queueMicrotask(() => (this.#began = true));
		}
		stopThread() {
			this.#stoppedEarly = !this.#began;
			void calls.stopThread(this.threadId);
		}
		ref() {
			this.#referenced = true;
			if (exits.has(this.threadId)) this.#hold();
		}
		unref() {
			this.#referenced = false;
			this.#letGo();
		}
		hasRef() {
			return this.#gone ? undefined : this.#referenced;
		}
		takeHeapSnapshot() {
			throw unsupported('worker.getHeapSnapshot');
		}
		getResourceLimits() {
			return this.#limits;
		}
		startCpuProfile() {
			throw unsupported('worker.startCpuProfile');
		}
		/** A browser tells of all threads at once. */
		getHeapStatistics() {
			const { getHeapStatistics } = context.requireBuiltin('v8') as { getHeapStatistics(): object };
			return asking(this.threadId, () => [getHeapStatistics()]);
		}
		/** Microseconds. */
		cpuUsage() {
			const usage = () => ({ user: Math.trunc(this.#clock.worked * 1000), system: 0 });
			return asking(this.threadId, () => [null, usage()]);
		}
		loopIdleTime() {
			return this.#clock.slept;
		}
		/** On the clock of process.hrtime(); -1 = it has not begun. */
		loopStartTime() {
			return this.#clock.hasBegun ? this.#clock.began : -1;
		}
		#hold() {
			if (!this.#holding && this.#referenced) loop.ref();
			this.#holding ||= this.#referenced;
		}
		#letGo() {
			if (this.#holding) loop.unref();
			this.#holding = false;
		}
	};
}

export const worker =
	(internals: Internals): BindingFactory =>
	(context) => {
		const { thread } = internals.identity();
		let parentPort: object | undefined;
		return {
			Worker: workerClass(context, internals),
			isMainThread: !thread,
			ownsProcessState: !thread,
			isInternalThread: false,
			threadId: thread?.threadId ?? 0,
			threadName: thread?.name ?? '',
			resourceLimits: Float64Array.from(thread?.limits ?? LIMITS),
			getEnvMessagePort: () => (parentPort ??= thread && internals.ports.wrap(thread.port))
		};
	};
