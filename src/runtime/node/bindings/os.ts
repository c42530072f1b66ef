import type { BindingFactory } from '../context.ts';

/** Bytes. */
const [TOTAL_MEMORY, FREE_MEMORY] = [8 * 2 ** 30, 4 * 2 ** 30];

export const os: BindingFactory = ({ start, native }) => {
	const cpus = start.limits.parallelism;
	return {
		getHostname: () => 'tabgym',
		getLoadAvg: (into: Float64Array) => into.fill(0),
		getUptime: () => native.performance.now() / 1000,
		getTotalMem: () => TOTAL_MEMORY,
		getFreeMem: () => FREE_MEMORY,
		/** Per processor: model, MHz, and five times in milliseconds. */
		getCPUs: () => Array.from({ length: cpus }, () => ['Browser', 2000, 0, 0, 0, 0, 0]).flat(),
		getInterfaceAddresses: () => ['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
		getHomeDirectory: () => start.env['HOME'] ?? '/home',
		getUserInfo: () => ({ uid: 0, gid: 0, username: 'root', homedir: '/home', shell: '/bin/sh' }),
		setPriority: () => 0,
		getPriority: () => 0,
		getAvailableParallelism: () => cpus,
		getOSInformation: () => ['Linux', '#1 SMP', '6.1.0', 'x86_64'],
		isBigEndian: false
	};
};
