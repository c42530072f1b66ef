/* eslint-disable max-lines-per-function -- a list of short functions that share one context */
import { whyNotLoaded } from '../addons.ts';
import { coded } from '../coded.ts';
import type { Internals } from '../internals.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory } from '../context.ts';
import { sharedSymbol } from '../shapes.ts';
import { execve } from '../execve.ts';
import { traceExit } from '../trace-exit.ts';
import { addToEnvironment, readEnvFile } from '../env-files.ts';

const OWNER = sharedSymbol('owner_symbol');
/** Bytes; what a small Node process says of itself. A browser does not tell. */
const [RSS, HEAP_TOTAL, HEAP_USED, EXTERNAL, ARRAY_BUFFERS] = [60e6, 30e6, 20e6, 1e6, 1e4];

/** Seconds since the epoch and nanoseconds, from the browser's clock (microseconds at best). */
function clock(native: { performance: Performance }): [seconds: number, nanoseconds: number] {
	const milliseconds = native.performance.timeOrigin + native.performance.now();
	const seconds = Math.floor(milliseconds / 1000);
	return [seconds, Math.floor((milliseconds - seconds * 1000) * 1e6)];
}

export const process_methods =
	({ library, loop, argv, hooks, optionValues, stackTraces }: Internals): BindingFactory =>
	(context, shape) => {
		const { native, start, sync, files, permissions } = context;
		const buffer = shape['hrtimeBuffer'] as Uint32Array;
		const big = new BigUint64Array(buffer.buffer, 0, 1);
		const { active } = context;
		const referenced = () => [...active.handles].filter((handle) => handle.hasRef());
		const elapsed = () => native.performance.now() - loop.bornAt;

		const memory = () => {
			const heap = (
				native.performance as unknown as { memory?: { usedJSHeapSize: number; totalJSHeapSize: number } }
			).memory;
			return heap
				? [RSS, heap.totalJSHeapSize, heap.usedJSHeapSize, EXTERNAL, ARRAY_BUFFERS]
				: [RSS, HEAP_TOTAL, HEAP_USED, EXTERNAL, ARRAY_BUFFERS];
		};
		const signalName = (signal: number) => {
			const constants = context.internalBinding('constants') as { os: { signals: Record<string, number> } };
			return Object.entries(constants.os.signals).find(([, number]) => number === signal)?.[0];
		};
		return {
			hrtime() {
				const [seconds, nanoseconds] = clock(native);
				buffer[0] = Math.floor(seconds / 0x1_0000_0000);
				buffer[1] = seconds >>> 0;
				buffer[2] = nanoseconds;
			},
			hrtimeBigInt() {
				const [seconds, nanoseconds] = clock(native);
				big[0] = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
			},
			patchProcessObject(process: Record<string, unknown>) {
				// A thread can set neither; it is not told so.
				const own = (value: unknown) =>
					start.thread
						? { get: () => value, set() {}, enumerable: true, configurable: true }
						: { value, writable: true, enumerable: true, configurable: true };
				Object.defineProperty(process, 'title', own(optionValues['--title'] || 'node'));
				Object.defineProperty(process, 'debugPort', own(9229));
				process['argv'] = argv.argv;
				process['execArgv'] = argv.execArgv;
				process['pid'] = start.pid;
				process['ppid'] = start.parent;
				process['execPath'] = files.find(start.path, true) ? files.realpath(start.path) : start.path;
				process['versions'] = Object.freeze({ ...library.facts.versions, webcontainer: '1.6.4' });
			},
			cwd() {
				if (!files.find(start.cwd, true)) throw context.uvException('ENOENT', 'uv_cwd');
				return start.cwd;
			},
			chdir(path: string) {
				permissions.need('fs.read', path);
				const target = context.resolve(path);
				const failed = (code: string) => context.uvException(code, 'chdir', start.cwd, path);
				const ino = files.find(target, true);
				if (!ino) throw failed('ENOENT');
				if (files.stat(ino).kind !== 'directory') throw failed('ENOTDIR');
				start.cwd = files.realpath(target);
			},
			umask(mask?: number) {
				const before = start.umask;
				if (mask !== undefined) start.umask = mask & 0o777;
				return before;
			},
			memoryUsage: (into: Float64Array) => into.set(memory()),
			rss: () => RSS,
			constrainedMemory: () => 0,
			availableMemory: () => 4e9,
			cpuUsage: (into: Float64Array) => into.set([Math.trunc(elapsed() * 1000), 0]),
			threadCpuUsage: (into: Float64Array) => into.set([Math.trunc(elapsed() * 1000), 0]),
			// Microseconds of the user and the system, then kilobytes.
			resourceUsage: (into: Float64Array) => into.set([Math.trunc(elapsed() * 1000), 0, RSS / 1024]),
			uptime: () => elapsed() / 1000,
			_getActiveRequests: () => [...active.requests],
			_getActiveHandles: () => referenced().map((handle) => Reflect.get(handle, OWNER) ?? handle),
			getActiveResourcesInfo: () => [
				...Array.from(active.requests, () => 'FSReqCallback'),
				...referenced().map((handle) => handle.resourceName),
				...Array.from({ length: Math.max(0, hooks.timeoutInfo[0] ?? 0) }, () => 'Timeout'),
				...Array.from({ length: hooks.immediateInfo[1] ?? 0 }, () => 'Immediate')
			],
			_kill(pid: number, signal: number) {
				const name = signal === 0 ? '0' : signalName(signal);
				if (name === undefined) return context.errno('EINVAL');
				try {
					sync.kill(pid as typeof start.pid, name);
					return 0;
				} catch (error) {
					return context.errno((error as { code: string }).code);
				}
			},
			_rawDebug: (text: string) => context.printError(`${text}\n`),
			dlopen(_module: unknown, file: string) {
				if (optionValues['--addons'] === false) {
					const text = 'Cannot load native addon because loading addons is disabled.';
					throw coded(new Error(text), 'ERR_DLOPEN_DISABLED');
				}
				throw coded(new Error(`${file}: ${whyNotLoaded(context, file)}`), 'ERR_DLOPEN_FAILED');
			},
			reallyExit(code: number) {
				if (optionValues['--trace-exit']) traceExit(context, stackTraces, code);
				return context.exit(code);
			},
			execve: (file: string, args: string[], pairs: string[]) => execve(context, file, args, pairs),
			abort: () => context.abort('SIGABRT'),
			causeSegfault: () => context.exit(139),
			setEmitWarningSync() {},
			loadEnvFile(path = '.env') {
				permissions.need('fs.read', path);
				try {
					addToEnvironment(start.env, readEnvFile(context, path));
				} catch (error) {
					if (!(error instanceof CodedError)) throw error;
					throw context.uvException(error.code, 'open', path);
				}
			},
			_debugProcess() {},
			_debugEnd() {}
		};
	};
