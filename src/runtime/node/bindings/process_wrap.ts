/** child_process.spawn: children are processes of the kernel's. */
import type { Description, ExitStatus, Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory } from '../context.ts';
import type { StreamHandle } from '../streams/handle.ts';
import { directoryOf, environmentOf, inherited, signalName, type ChildOptions } from '../streams/stdio.ts';

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export const process_wrap: BindingFactory = (context) => {
	const { sync, calls, loop, errno, resources } = context;

	/**
	 * A poll on Linux hears of signals last, SIGCHLD too: what a child wrote on its channel, and its end, come before the child's. The
	 * kernel has answered what the channel had asked for once it answers us.
	 */
	function afterReads(channel: StreamHandle | undefined, callback: () => void, of: object): void {
		if (!channel?.description || channel.keeper.closed) return callback();
		const before = channel.bytesRead;
		loop.complete(
			calls.describe(channel.description),
			() => (channel.bytesRead === before ? callback() : afterReads(channel, callback, of)),
			false,
			of
		);
	}

	class Process {
		/** Only once there is one. */
		declare pid?: number;
		onexit: ((code: number, signal: string) => void) | undefined;
		#referenced = true;
		#holding = false;
		#alive = false;

		constructor() {
			resources.open(this, 'PROCESSWRAP');
		}

		spawn(options: ChildOptions): number {
			context.permissions.need('child', options.file);
			/** Their ends go to the child; ours stay with the handles. */
			const given: Description[] = [];
			let ipc: number | undefined;
			let channel: StreamHandle | undefined;
			const stdio = (options.stdio ?? []).map((option, index) => {
				if (option.type === 'ignore') return 'null' as const;
				if (option.type !== 'pipe' && option.type !== 'overlapped') return inherited(context, option, index);
				const [ours, theirs] = sync.pair();
				option.handle?.attach(ours);
				given.push(theirs);
				if (option.ipc) [ipc, channel] = [index, option.handle];
				return theirs;
			});
			try {
				const env = environmentOf(context, options.envPairs);
				const { file, detached = false } = options;
				const args = options.args.map(String);
				const pid = sync.spawn({
					file,
					args,
					cwd: directoryOf(context, options.cwd),
					env,
					stdio,
					detached,
					...(ipc === undefined ? {} : { ipc })
				});
				this.#started(pid, channel);
				return 0;
			} catch (error) {
				return errno(error instanceof CodedError ? error.code : 'EIO');
			} finally {
				for (const description of given) sync.close(description);
			}
		}
		#started(pid: Pid, channel: StreamHandle | undefined): void {
			this.pid = pid;
			this.#alive = true;
			this.#hold();
			const ended = (error: Error | null, status?: ExitStatus) => {
				this.#alive = false;
				this.#hold();
				this.onexit?.(error ? 1 : status?.signal ? 0 : (status?.code ?? 0), status?.signal ?? '');
			};
			loop.complete(
				calls.wait(pid),
				(error, status) => afterReads(channel, () => ended(error, status), this),
				false,
				this
			);
		}
		#hold(): void {
			const wanted = this.#alive && this.#referenced;
			if (wanted === this.#holding) return;
			this.#holding = wanted;
			if (wanted) loop.ref();
			else loop.unref();
		}
		kill(signal: number): number {
			if (!this.#alive) return errno('ESRCH');
			try {
				sync.kill((this.pid ?? 0) as Pid, signal === 0 ? '0' : signalName(context, signal));
				return 0;
			} catch (error) {
				const code = error instanceof CodedError ? error.code : 'ESRCH';
				// It has ended, but nobody was told: such a process still takes signals.
				return code === 'ESRCH' ? 0 : errno(code);
			}
		}
		close(callback?: () => void): void {
			this.#referenced = false;
			this.#hold();
			const closed = () => {
				callback?.call(this);
				resources.close(this);
			};
			if (callback) loop.enqueue(closed, this);
			else resources.close(this);
		}
		ref() {
			this.#referenced = true;
			this.#hold();
		}
		unref() {
			this.#referenced = false;
			this.#hold();
		}
		hasRef() {
			return this.#referenced;
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
	}
	return { Process };
};
