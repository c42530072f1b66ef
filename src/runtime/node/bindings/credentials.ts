import type { BindingFactory } from '../context.ts';

/** Everybody is root, as in most containers. */
export const credentials: BindingFactory = ({ start }) => ({
	safeGetenv: (name: string) => start.env[name],
	getTempDir: () => start.env['TMPDIR'] ?? '/tmp',
	implementsPosixCredentials: true,
	getuid: () => 0,
	geteuid: () => 0,
	getgid: () => 0,
	getegid: () => 0,
	getgroups: () => [0],
	setuid() {},
	seteuid() {},
	setgid() {},
	setegid() {},
	setgroups() {},
	initgroups() {}
});
