import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory, Context } from '../context.ts';
import { errnoTexts } from '../errno.ts';

/** Bytes. */
const [TOTAL_MEMORY, FREE_MEMORY] = [8 * 2 ** 30, 4 * 2 ** 30];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

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

/** Who the process is now, as /etc/passwd has it (passwd(5)); names in the encoding that was asked for. @throws ENOENT */
function userInfo(context: Context, options: { encoding?: unknown } | null): object {
	const { Buffer } = context.requireBuiltin('buffer') as {
		Buffer: {
			from(bytes: Uint8Array): { toString(encoding: unknown): string };
			isEncoding(name: unknown): boolean;
		};
	};
	const encoding = options?.encoding;
	const named = (name = '') => {
		if (encoding === 'buffer') return Buffer.from(encoder.encode(name));
		return Buffer.isEncoding(encoding) ? Buffer.from(encoder.encode(name)).toString(encoding) : name;
	};
	const { geteuid } = context.internalBinding('credentials') as { geteuid(): number };
	const { files } = context;
	const file = files.find('/etc/passwd', true);
	const rows = (file ? decoder.decode(files.readFile(file)) : '').split('\n').map((row) => row.split(':'));
	const row = rows.find(([, , number]) => number === String(geteuid()));
	if (!row) throw new CodedError('ENOENT');
	const [name, , uid, gid, , homedir, shell] = row;
	return Object.assign(Object.create(null) as object, {
		uid: Number(uid),
		gid: Number(gid),
		username: named(name),
		homedir: named(homedir),
		shell: named(shell)
	});
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
		getUserInfo: (options: { encoding?: unknown } | null, into: object) =>
			attempted(context, 'uv_os_get_passwd', into, () => userInfo(context, options)),
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
