/** Numbers of WASI preview 1: https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md */

/** An errno name, or what has none of Linux's, as WASI's number. */
export const ERRNO: Record<string, number> = {
	...{ E2BIG: 1, EACCES: 2, EAGAIN: 6, EBADF: 8, EBUSY: 10, EEXIST: 20, EFAULT: 21, EFBIG: 22, EINTR: 27 },
	...{ EINVAL: 28, EIO: 29, EISDIR: 31, ELOOP: 32, EMFILE: 33, EMLINK: 34, ENAMETOOLONG: 37, ENFILE: 41 },
	...{ ENOBUFS: 42, ENOENT: 44, ENOEXEC: 45, ENOMEM: 48, ENOSPC: 51, ENOSYS: 52, ENOTDIR: 54, ENOTEMPTY: 55 },
	...{ ENOTSOCK: 57, ENOTSUP: 58, ENXIO: 60, EOVERFLOW: 61, EPERM: 63, EPIPE: 64, ERANGE: 68, EROFS: 69 },
	...{ ESPIPE: 70, ESRCH: 71, ETXTBSY: 74, EXDEV: 75, ENOTCAPABLE: 76 }
};

/** A call that answers with an error. */
export class Refusal extends Error {
	readonly code: string;
	constructor(code: string) {
		super(code);
		this.code = code;
	}
}

const names = [
	...[
		'FD_DATASYNC',
		'FD_READ',
		'FD_SEEK',
		'FD_FDSTAT_SET_FLAGS',
		'FD_SYNC',
		'FD_TELL',
		'FD_WRITE',
		'FD_ADVISE'
	],
	...['FD_ALLOCATE', 'PATH_CREATE_DIRECTORY', 'PATH_CREATE_FILE', 'PATH_LINK_SOURCE', 'PATH_LINK_TARGET'],
	...['PATH_OPEN', 'FD_READDIR', 'PATH_READLINK', 'PATH_RENAME_SOURCE', 'PATH_RENAME_TARGET'],
	...['PATH_FILESTAT_GET', 'PATH_FILESTAT_SET_SIZE', 'PATH_FILESTAT_SET_TIMES', 'FD_FILESTAT_GET'],
	...['FD_FILESTAT_SET_SIZE', 'FD_FILESTAT_SET_TIMES', 'PATH_SYMLINK', 'PATH_REMOVE_DIRECTORY'],
	...['PATH_UNLINK_FILE', 'POLL_FD_READWRITE', 'SOCK_SHUTDOWN', 'SOCK_ACCEPT']
] as const;
type Right = (typeof names)[number];

/** The bits of rights. */
export const rights = (...wanted: Right[]): bigint =>
	wanted.reduce((all, name) => all | (1n << BigInt(names.indexOf(name))), 0n);

const ALL = rights(...names);
const STREAM = rights('FD_READ', 'FD_FDSTAT_SET_FLAGS', 'FD_WRITE', 'FD_FILESTAT_GET', 'POLL_FD_READWRITE');
const FILE =
	STREAM |
	rights('FD_DATASYNC', 'FD_SEEK', 'FD_SYNC', 'FD_TELL', 'FD_ADVISE', 'FD_ALLOCATE') |
	rights('FD_FILESTAT_SET_SIZE', 'FD_FILESTAT_SET_TIMES');
const DIRECTORY =
	ALL &
	~(
		FILE & ~rights('FD_FDSTAT_SET_FLAGS', 'FD_SYNC', 'FD_ADVISE', 'FD_FILESTAT_GET', 'FD_FILESTAT_SET_TIMES')
	) &
	~rights('SOCK_SHUTDOWN', 'SOCK_ACCEPT');

/** What kind of file a descriptor is, as fdstat and filestat tell it. */
export const FILE_TYPE = { characterDevice: 2, directory: 3, file: 4, stream: 6, symlink: 7 } as const;
export type FileType = (typeof FILE_TYPE)[keyof typeof FILE_TYPE];

/** The most that a descriptor of a type may, and what is opened through it; libuv's uvwasi says so. */
export function rightsOf(type: FileType, isTerminal: boolean): { base: bigint; inheriting: bigint } {
	if (type === FILE_TYPE.file) return { base: FILE, inheriting: 0n };
	if (type === FILE_TYPE.directory)
		return { base: DIRECTORY | rights('POLL_FD_READWRITE'), inheriting: DIRECTORY | FILE };
	if (type === FILE_TYPE.stream)
		return { base: STREAM | rights('SOCK_SHUTDOWN', 'SOCK_ACCEPT'), inheriting: ALL };
	return isTerminal ? { base: STREAM, inheriting: 0n } : { base: ALL, inheriting: ALL };
}
