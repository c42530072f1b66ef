import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory, Context } from '../context.ts';
import { errnoTexts } from '../errno.ts';

/** Bytes. */
const [TOTAL_MEMORY, FREE_MEMORY] = [8 * 2 ** 30, 4 * 2 ** 30];
const encoder = new TextEncoder();

/** What a call comes to; refused, undefined, and `into` is told why. */
function attempted<T>(context: Context, syscall: string, into: object, call: () => T): T | undefined {
	try {
		return call();
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		const { code } = error;
		Object.assign(into, { errno: context.errno(code), code, message: errnoTexts[code] ?? code, syscall });
		return undefined;
	}
}

/** Names of the user in the encoding that was asked for. */
function userInfo({ requireBuiltin }: Context, options: { encoding?: unknown } | null): object {
	const { Buffer } = requireBuiltin('buffer') as {
		Buffer: {
			from(bytes: Uint8Array): { toString(encoding: unknown): string };
			isEncoding(name: unknown): boolean;
		};
	};
	const encoding = options?.encoding;
	const named = (name: string) => {
		if (encoding === 'buffer') return Buffer.from(encoder.encode(name));
		return Buffer.isEncoding(encoding) ? Buffer.from(encoder.encode(name)).toString(encoding) : name;
	};
	const [username, homedir, shell] = [named('root'), named('/home'), named('/bin/sh')];
	return Object.assign(Object.create(null) as object, { uid: 0, gid: 0, username, homedir, shell });
}

export const os: BindingFactory = (context) => {
	const { start, native, sync } = context;
	const cpus = start.limits.parallelism;
	return {
		getHostname: () => 'tabgym',
		getLoadAvg: (into: Float64Array) => into.fill(0),
		getUptime: () => native.performance.now() / 1000,
		getTotalMem: () => TOTAL_MEMORY,
		getFreeMem: () => FREE_MEMORY,
		/** Per processor: model, MHz, and five times in milliseconds. */
		getCPUs: () => Array.from({ length: cpus }, () => ['Browser', 2000, 0, 0, 0, 0, 0]).flat(),
		getInterfaceAddresses: () => [
			...['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
			...['lo', '::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'IPv6', '00:00:00:00:00:00', true, 0]
		],
		getHomeDirectory: () => start.env['HOME'] ?? '/home',
		getUserInfo: (options: { encoding?: unknown } | null) => userInfo(context, options),
		setPriority: (pid: Pid, priority: number, into: object) =>
			attempted(context, 'uv_os_setpriority', into, () => {
				sync.setPriority(pid, priority);
				return 0;
			}),
		getPriority: (pid: Pid, into: object) =>
			attempted(context, 'uv_os_getpriority', into, () => sync.priority(pid)),
		getAvailableParallelism: () => cpus,
		getOSInformation: () => ['Linux', '#1 SMP', '6.1.0', 'x86_64'],
		isBigEndian: false
	};
};
