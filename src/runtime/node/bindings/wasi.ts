/** WASI preview 1 over the process's descriptors and the sandbox's files: node_wasi.cc with libuv's uvwasi. */
import { CodedError } from '../../wire/coded-error.ts';
import { coded } from '../coded.ts';
import type { BindingFactory } from '../context.ts';
import type { Internals } from '../internals.ts';
import { ERRNO, Refusal } from '../wasi/codes.ts';
import { fileCalls } from '../wasi/file-calls.ts';
import type { Instance, Signature } from '../wasi/instance.ts';
import { belongsToBuild } from '../wasi/builds.ts';
import { Memory } from '../wasi/memory.ts';
import { pathCalls } from '../wasi/path-calls.ts';
import { systemCalls } from '../wasi/system-calls.ts';
import { Table } from '../wasi/table.ts';

/** Frames between a built-in module's code and who requires it, amply. */
const LOADER_DEPTH = 40;

const calls = { ...fileCalls, ...pathCalls, ...systemCalls };

/** The number of what a call threw. @throws what is none of its answers */
function numberOf(error: unknown): number {
	if (error instanceof Refusal || error instanceof CodedError) return ERRNO[error.code] ?? 29;
	throw error;
}

/** The arguments as the call takes them; null = they are not what it takes. */
function checked(signature: Signature, args: unknown[]): (number | bigint)[] | null {
	if (args.length !== signature.length) return null;
	const values: (number | bigint)[] = [];
	for (const [index, arg] of args.entries()) {
		if (signature[index] === 'l' && typeof arg === 'bigint') values.push(BigInt.asUintN(64, arg));
		// WebAssembly passes large numbers as negative ones.
		else if (signature[index] === 'i' && Number.isInteger(arg)) values.push((arg as number) >>> 0);
		else return null;
	}
	return values;
}

export const wasi =
	(internals: Internals): BindingFactory =>
	(context, shape) => {
		const { Memory: NativeMemory } = context.native.WebAssembly;
		const instances = new WeakMap<object, Partial<Instance>>();

		class WASI {
			readonly _setMemory: (memory: unknown) => void;

			constructor(args: string[], env: string[], preopens: string[], stdio: number[]) {
				context.permissions.need('wasi');
				try {
					const table = new Table(context, preopens, stdio);
					instances.set(this, { context, table, args, env });
				} catch (error) {
					const code = `UVWASI_${Object.keys(ERRNO).find((name) => ERRNO[name] === numberOf(error)) ?? 'EIO'}`;
					const told = { errno: numberOf(error), code, syscall: 'uvwasi_init' };
					throw Object.assign(new Error(`${code}, uvwasi_init`), told);
				}
				this._setMemory = (memory) => {
					if (!(memory instanceof NativeMemory)) {
						const text = '"instance.exports.memory" property must be a WebAssembly.Memory object';
						throw coded(new TypeError(text), 'ERR_INVALID_ARG_TYPE');
					}
					Object.assign(instances.get(this) ?? {}, { memory: new Memory(memory) });
				};
			}
		}
		const { prototype } = shape['WASI'] as { prototype: object };
		// In Node's order.
		for (const name of Object.getOwnPropertyNames(prototype)) {
			const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
			if (!call) continue;
			const [signature, work] = call;
			Object.defineProperty(WASI.prototype, name, {
				value: function (this: WASI, ...args: unknown[]) {
					const instance = instances.get(this);
					const values = checked(signature, args);
					if (!instance || !values) return ERRNO['EINVAL'];
					if (!instance.memory)
						throw coded(new Error('wasi.start() has not been called'), 'ERR_WASI_NOT_STARTED');
					try {
						(work as (...args: unknown[]) => void)(instance, ...values);
						return 0;
					} catch (error) {
						return numberOf(error);
					}
				},
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		return {
			WASI,
			/** Whether a WebAssembly build asks, which natively would not be there: ../patches.ts. */
			isForBuild: () =>
				belongsToBuild(context, internals.stackTraces.userFile(LOADER_DEPTH) ?? internals.argv.argv[1] ?? '/')
		};
	};
