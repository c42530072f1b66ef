/** Modes, owners, times and lengths of files. */
import type { Binding, Context } from '../context.ts';
import type { Descriptors } from '../descriptors.ts';
import type { Calls } from './call.ts';

const UINT32_MAX = 0xffff_ffff;
type Validators = {
	getValidatedFd(fd: unknown): number;
	validateInteger(value: unknown, name: string, min: number, max: number): void;
};

/** Node's own checks, which its C++ does again. */
function lazyValidators(context: Context): Validators {
	const load = (id: string) => context.requireBuiltin(id) as Validators;
	return {
		getValidatedFd: (fd) => load('internal/fs/utils').getValidatedFd(fd),
		validateInteger: (...args) => load('internal/validators').validateInteger(...args)
	};
}

export const checkedFd = (context: Context, fd: unknown): number =>
	lazyValidators(context).getValidatedFd(fd);

/** The first argument is checked at once, whoever waits for the result. */
export const withFd =
	(context: Context, call: (...args: unknown[]) => unknown) =>
	(fd: unknown, ...rest: unknown[]) =>
		call(checkedFd(context, fd), ...rest);

export function attributeFunctions(
	context: Context,
	calls: Calls,
	table: Descriptors,
	absolute: (path: unknown) => string
): Binding {
	const { files, sync } = context;
	const at = (path: unknown, follow = true) => files.lookup(absolute(path), follow);
	/** As libuv passes them on: whole microseconds. */
	const seconds = (time: number) => {
		const whole = Math.trunc(time);
		return whole * 1000 + Math.trunc((time - whole) * 1e6) / 1000;
	};
	const onFd = (call: (...args: unknown[]) => unknown) => withFd(context, call);
	const owned = (call: (...args: unknown[]) => unknown) =>
		onFd((fd, uid, gid, ...rest) => {
			const { validateInteger } = lazyValidators(context);
			validateInteger(uid, 'uid', -1, UINT32_MAX);
			validateInteger(gid, 'gid', -1, UINT32_MAX);
			return call(fd, uid, gid, ...rest);
		});
	return {
		chmod: calls.define('chmod', 2, 1, (path: unknown, mode: number) => sync.setMode(at(path), mode)),
		fchmod: onFd(
			calls.define('fchmod', 2, 0, (fd: number, mode: number) => sync.setMode(table.inode(fd), mode))
		),
		chown: calls.define('chown', 3, 1, (path: unknown, uid: number, gid: number) =>
			sync.setOwner(at(path), uid, gid)
		),
		fchown: owned(
			calls.define('fchown', 3, 0, (fd: number, uid: number, gid: number) =>
				sync.setOwner(table.inode(fd), uid, gid)
			)
		),
		lchown: calls.define('lchown', 3, 1, (path: unknown, uid: number, gid: number) =>
			sync.setOwner(at(path, false), uid, gid)
		),
		utimes: calls.define('utime', 3, 1, (path: unknown, a: number, m: number) =>
			sync.setTimes(at(path), seconds(a), seconds(m))
		),
		futimes: onFd(
			calls.define('futime', 3, 0, (fd: number, a: number, m: number) =>
				sync.setTimes(table.inode(fd), seconds(a), seconds(m))
			)
		),
		lutimes: calls.define('lutime', 3, 1, (path: unknown, a: number, m: number) =>
			sync.setTimes(at(path, false), seconds(a), seconds(m))
		),
		ftruncate: onFd(
			calls.define('ftruncate', 2, 0, (fd: number, length: number) => sync.truncate(table.inode(fd), length))
		),
		fsync: onFd(calls.define('fsync', 1, 0, (fd: number) => void table.get(fd))),
		fdatasync: onFd(calls.define('fdatasync', 1, 0, (fd: number) => void table.get(fd)))
	};
}
