/** worker_threads: a thread is a worker of its own, started by the kernel. */
import type { Internals } from '../internals.ts';
import type { BindingFactory, Context } from '../context.ts';
import { OptionParser } from '../command-line.ts';
import { unsupported } from '../shapes.ts';

let threads = 0;
/** What V8 takes where nobody says: megabytes of the young and old generation, of code, of the stack. */
const LIMITS = [48, 4096, 0, 4];

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function workerClass({ loop, native, start, calls, events }: Context, { library, ports, moved }: Internals) {
	const exits = new Map<number, (code: number, left: boolean) => void>();
	events.threadExited = (threadId, code, left) => exits.get(threadId)?.(code, left);
	return class Worker {
		readonly messagePort: object;
		readonly threadId = (start.thread?.threadId ?? 0) * 100 + ++threads;
		readonly #port: MessagePort;
		readonly #env: Record<string, string>;
		readonly #execArgv: string[];
		readonly #limits: Float64Array;
		readonly invalidExecArgv?: string[];
		/** Who made it did something else since: from then on it counts as one that runs. */
		#began = false;
		#stoppedEarly = false;
		#referenced = true;
		#holding = false;
		onexit: ((code: number, customError?: unknown, message?: unknown, stack?: unknown) => void) | undefined;

		constructor(
			_url: unknown,
			env: Record<string, string> | null,
			execArgv: string[] | null | undefined,
			limits: Float64Array
		) {
			const channel = new native.MessageChannel();
			this.#port = channel.port2;
			this.messagePort = ports.wrap(channel.port1);
			this.#env = { ...(env ?? start.env) };
			this.#execArgv = execArgv ?? [];
			this.#limits = limits.map((limit, at) => (limit > 0 ? limit : (LIMITS[at] ?? 0)));
			const invalid = execArgv?.length ? new OptionParser(library.facts).refusedByThread(execArgv) : [];
			if (invalid.length > 0) this.invalidExecArgv = invalid;
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
					});
				// What it said before it left may still be on its way.
				if (left) ports.whenClosed(this.messagePort, leave);
				else leave();
			});
			const options = {
				threadId,
				env: this.#env,
				execArgv: this.#execArgv,
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
			return this.#referenced;
		}
		takeHeapSnapshot() {
			throw unsupported('worker.getHeapSnapshot');
		}
		getResourceLimits() {
			return this.#limits;
		}
		loopIdleTime() {
			return 0;
		}
		loopStartTime() {
			return 0;
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
			threadName: '',
			resourceLimits: Float64Array.from(thread?.limits ?? LIMITS),
			getEnvMessagePort: () => (parentPort ??= thread && internals.ports.wrap(thread.port))
		};
	};
