import type { BindingFactory } from '../context.ts';

/** 1 = there is nobody of that name. */
const unknown = (id: string | number): number => Number(typeof id === 'string' && id !== 'root');

/** Everybody is root, as in most containers. */
export const credentials: BindingFactory = ({ start }) => ({
	safeGetenv: (name: string) => start.env[name],
	getTempDir: () =>
		(start.env['TMPDIR'] ?? start.env['TMP'] ?? start.env['TEMP'] ?? '/tmp').replace(/(?<=.)\/$/, ''),
	implementsPosixCredentials: true,
	getuid: () => 0,
	geteuid: () => 0,
	getgid: () => 0,
	getegid: () => 0,
	getgroups: () => [0],
	setuid: unknown,
	seteuid: unknown,
	setgid: unknown,
	setegid: unknown,
	setgroups: (groups: (string | number)[]) => groups.findIndex((group) => unknown(group) === 1) + 1,
	initgroups: (_user: unknown, group: string | number) => 2 * unknown(group)
});
