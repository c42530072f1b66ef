/** The calls on paths, path_*. */
import { OPEN } from '../../protocol/syscalls.ts';
import { descriptorsOf } from '../descriptors.ts';
import { Refusal, rights } from './codes.ts';
import { putStat, timesOf } from './file-calls.ts';
import type { Calls, Instance } from './instance.ts';
import { resolvePath, type Place } from './paths.ts';

const encoder = new TextEncoder();
/** Of lookupflags. */
const FOLLOW = 1;
/** Of oflags. */
const [CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE] = [1, 2, 4, 8];
/** Of fdflags. */
const APPEND = 1;

type Text = [at: number, length: number];

/** The path at `text` below the folder `fd`, which must have these rights. */
function place(instance: Instance, fd: number, needed: bigint, [at, length]: Text, follow = false): Place {
	const folder = instance.table.get(fd, needed);
	return resolvePath(instance.context, folder, instance.memory.text(at, length), follow);
}

function open(
	instance: Instance,
	folder: number,
	lookup: number,
	at: number,
	length: number,
	how: number,
	base: bigint,
	inheriting: bigint,
	fdFlags: number,
	into: number
): void {
	const { context, table, memory } = instance;
	const reads = (base & rights('FD_READ', 'FD_READDIR')) !== 0n;
	const writes = (base & rights('FD_DATASYNC', 'FD_WRITE', 'FD_ALLOCATE', 'FD_FILESTAT_SET_SIZE')) !== 0n;
	let flags: number = writes ? (reads ? OPEN.READ_WRITE : OPEN.WRITE) : OPEN.READ;
	let needed = rights('PATH_OPEN');
	let passed = base | inheriting;
	if ((how & CREATE) !== 0) [flags, needed] = [flags | OPEN.CREATE, needed | rights('PATH_CREATE_FILE')];
	if ((how & DIRECTORY) !== 0) flags |= OPEN.DIRECTORY;
	if ((how & EXCLUSIVE) !== 0) flags |= OPEN.EXCLUSIVE;
	if ((how & TRUNCATE) !== 0)
		[flags, needed] = [flags | OPEN.TRUNCATE, needed | rights('PATH_FILESTAT_SET_SIZE')];
	if ((fdFlags & APPEND) !== 0) flags |= OPEN.APPEND;
	if (writes && (flags & (OPEN.APPEND | OPEN.TRUNCATE)) === 0) passed |= rights('FD_SEEK');
	const found = table.get(folder, needed, passed);
	memory.u32(into);
	const { path, real } = resolvePath(context, found, memory.text(at, length), (lookup & FOLLOW) !== 0);
	const number = table.add(descriptorsOf(context).open(real, flags, 0o666), flags, { path, real });
	const opened = table.get(number);
	opened.base &= base;
	opened.inheriting &= inheriting;
	memory.setU32(into, number);
}

function rename(
	instance: Instance,
	fd: number,
	at: number,
	length: number,
	to: number,
	toAt: number,
	toLength: number
) {
	const from = place(instance, fd, rights('PATH_RENAME_SOURCE'), [at, length]);
	const target = place(instance, to, rights('PATH_RENAME_TARGET'), [toAt, toLength]);
	instance.context.sync.rename(from.real, target.real);
}

function link(
	instance: Instance,
	fd: number,
	lookup: number,
	at: number,
	length: number,
	to: number,
	toAt: number,
	toLength: number
) {
	const existing = place(instance, fd, rights('PATH_LINK_SOURCE'), [at, length], (lookup & FOLLOW) !== 0);
	const target = place(instance, to, rights('PATH_LINK_TARGET'), [toAt, toLength]);
	instance.context.sync.link(existing.real, target.real);
}

function symlink(
	instance: Instance,
	at: number,
	length: number,
	fd: number,
	toAt: number,
	toLength: number
): void {
	const target = instance.memory.text(at, length);
	const folder = instance.table.get(fd, rights('PATH_SYMLINK'));
	if (target.startsWith('/')) throw new Refusal('EPERM');
	const { real, path } = resolvePath(instance.context, folder, instance.memory.text(toAt, toLength), false);
	// A link may not lead out either.
	resolvePath(instance.context, folder, `${path.slice(folder.path.length + 1)}/../${target}`, false);
	instance.context.sync.symlink(target, real);
}

function readlink(
	instance: Instance,
	fd: number,
	at: number,
	length: number,
	into: number,
	room: number,
	used: number
) {
	const { context, memory } = instance;
	const { real } = place(instance, fd, rights('PATH_READLINK'), [at, length]);
	const target = encoder.encode(context.files.readlink(context.files.lookup(real, false)));
	const buffer = memory.bytes(into, room);
	// With a zero at its end.
	if (target.length >= room) throw new Refusal('ENOBUFS');
	buffer.set([...target, 0]);
	memory.setU32(used, target.length);
}

export const pathCalls: Calls = {
	path_create_directory: [
		'iii',
		(instance, fd: number, at: number, length: number) => {
			const { real } = place(instance, fd, rights('PATH_CREATE_DIRECTORY'), [at, length]);
			instance.context.sync.mkdir(real, 0o777 & ~instance.context.start.umask, false);
		}
	],
	path_filestat_get: [
		'iiiii',
		(instance, fd: number, lookup: number, at: number, length: number, into: number) => {
			const { files } = instance.context;
			const follow = (lookup & FOLLOW) !== 0;
			const { real } = place(instance, fd, rights('PATH_FILESTAT_GET'), [at, length], follow);
			putStat(instance, into, files.stat(files.lookup(real, false)));
		}
	],
	path_filestat_set_times: [
		'iiiilli',

		(
			instance,
			fd: number,
			lookup: number,
			at: number,
			length: number,
			atime: bigint,
			mtime: bigint,
			flags: number
		) => {
			const { files, sync } = instance.context;
			const follow = (lookup & FOLLOW) !== 0;
			const { real } = place(instance, fd, rights('PATH_FILESTAT_SET_TIMES'), [at, length], follow);
			const ino = files.lookup(real, false);
			sync.setTimes(ino, ...timesOf(files.stat(ino), atime, mtime, flags));
		}
	],
	path_link: ['iiiiiii', link],
	path_open: ['iiiiillii', open],
	path_readlink: ['iiiiii', readlink],
	path_remove_directory: [
		'iii',
		(instance, fd: number, at: number, length: number) =>
			instance.context.sync.rmdir(place(instance, fd, rights('PATH_REMOVE_DIRECTORY'), [at, length]).real)
	],
	path_rename: ['iiiiii', rename],
	path_symlink: ['iiiii', symlink],
	path_unlink_file: [
		'iii',
		(instance, fd: number, at: number, length: number) => {
			const { files, sync } = instance.context;
			const { real } = place(instance, fd, rights('PATH_UNLINK_FILE'), [at, length]);
			if (files.stat(files.lookup(real, false)).kind === 'directory') throw new Refusal('EISDIR');
			sync.unlink(real);
		}
	]
};
