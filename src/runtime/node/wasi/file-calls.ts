/** The calls on descriptors, fd_*. */
import type { Stat } from '../../protocol/file-view.ts';
import { OPEN } from '../../protocol/syscalls.ts';
import { descriptorsOf } from '../descriptors.ts';
import { FILE_TYPE, Refusal, rights } from './codes.ts';
import type { Calls, Instance } from './instance.ts';
import { typeOf } from './table.ts';

const READ = rights('FD_READ');
const WRITE = rights('FD_WRITE');
/** O_LARGEFILE, which Linux reports of whatever is a file. */
const LARGE = 0x8000;
/** Bytes of a directory entry before its name. */
const ENTRY = 24;
const encoder = new TextEncoder();

const [ATIME, ATIME_NOW, MTIME, MTIME_NOW] = [1, 2, 4, 8];
/** @param atime nanoseconds, as mtime @returns milliseconds, in whole seconds as uvwasi sets them; of `stat` what is not to change */
export function timesOf(stat: Stat, atime: bigint, mtime: bigint, flags: number): [number, number] {
	const both = (a: number, b: number) => (flags & a) !== 0 && (flags & b) !== 0;
	if (flags > 15 || both(ATIME, ATIME_NOW) || both(MTIME, MTIME_NOW)) throw new Refusal('EINVAL');
	const pick = (set: number, now: number, time: bigint, before: number) =>
		(flags & set) !== 0 ? Number(time / 1_000_000_000n) * 1000 : (flags & now) !== 0 ? Date.now() : before;
	return [pick(ATIME, ATIME_NOW, atime, stat.accessed), pick(MTIME, MTIME_NOW, mtime, stat.modified)];
}

/** The 64 bytes of a filestat. */
export function putStat({ memory }: Instance, at: number, stat: Stat): void {
	const nanoseconds = (milliseconds: number) => BigInt(Math.round(milliseconds * 1000)) * 1000n;
	memory.bytes(at, 64).fill(0);
	memory.setU64(at, 1n);
	memory.setU64(at + 8, BigInt(stat.ino));
	memory.setU8(at + 16, typeOf(stat));
	memory.setU64(at + 24, BigInt(stat.links));
	memory.setU64(at + 32, BigInt(stat.size));
	memory.setU64(at + 40, nanoseconds(stat.accessed));
	memory.setU64(at + 48, nanoseconds(stat.modified));
	memory.setU64(at + 56, nanoseconds(stat.changed));
}

function read(
	instance: Instance,
	fd: number,
	from: bigint | null,
	[at, count, into]: [number, number, number]
) {
	const { context, table, memory } = instance;
	const open = table.get(fd, from === null ? READ : READ | rights('FD_SEEK'));
	const vectors = memory.vectors(at, count);
	memory.u32(into);
	let total = 0;
	for (const { at: start, length } of vectors) {
		const position = from === null ? null : Number(from) + total;
		const bytes = descriptorsOf(context).read(open.fd, length, position);
		memory.bytes(start, bytes.length).set(bytes);
		total += bytes.length;
		if (bytes.length < length) break;
	}
	memory.setU32(into, total);
}

function write(
	instance: Instance,
	fd: number,
	from: bigint | null,
	[at, count, into]: [number, number, number]
) {
	const { context, table, memory } = instance;
	const open = table.get(fd, from === null ? WRITE : WRITE | rights('FD_SEEK'));
	const vectors = memory.vectors(at, count);
	memory.u32(into);
	let total = 0;
	for (const { at: start, length } of vectors) {
		const position = from === null ? null : Number(from) + total;
		total += descriptorsOf(context).write(open.fd, memory.read(start, length), position);
	}
	memory.setU32(into, total);
}

/** A file that this process opened; a stream has no place. */
function fileOf({ context }: Instance, fd: number) {
	const file = descriptorsOf(context).get(fd);
	if (file.kind !== 'file') throw new Refusal('ESPIPE');
	return file;
}

function seek(instance: Instance, fd: number, offset: bigint, whence: number, into: number): void {
	const { context, table, memory } = instance;
	const open = table.get(fd, rights('FD_SEEK'));
	memory.u64(into);
	const file = fileOf(instance, open.fd);
	const from = [0, file.position, context.files.stat(file.ino).size][whence];
	if (from === undefined) throw new Refusal('EINVAL');
	const position = from + Number(BigInt.asIntN(64, offset));
	if (position < 0) throw new Refusal('EINVAL');
	file.position = position;
	memory.setU64(into, BigInt(position));
}

function readFolder(
	instance: Instance,
	fd: number,
	at: number,
	room: number,
	cookie: bigint,
	used: number
): void {
	const { context, table, memory } = instance;
	const open = table.get(fd, rights('FD_READDIR'));
	const into = memory.bytes(at, room);
	memory.u32(used);
	let filled = 0;
	const entries = context.files.list(descriptorsOf(context).inode(open.fd));
	for (const [index, { name, ino }] of [...entries.entries()].slice(Number(cookie))) {
		const text = encoder.encode(name);
		const entry = new Uint8Array(ENTRY + text.length);
		const view = new DataView(entry.buffer);
		view.setBigUint64(0, BigInt(index + 1), true);
		view.setBigUint64(8, BigInt(ino), true);
		view.setUint32(16, text.length, true);
		view.setUint8(20, typeOf(context.files.stat(ino)));
		entry.set(text, ENTRY);
		// What does not fit is cut: the reader asks again with more room.
		const part = entry.subarray(0, room - filled);
		into.set(part, filled);
		filled += part.length;
		if (filled === room) break;
	}
	memory.setU32(used, filled);
}

function describe(instance: Instance, fd: number, at: number): void {
	const { context, table, memory } = instance;
	const { fd: own, type, base, inheriting } = table.get(fd);
	const file = descriptorsOf(context).get(own);
	memory.bytes(at, 24).fill(0);
	memory.setU8(at, type);
	memory.setU16(at + 2, file.kind === 'file' ? LARGE | (file.flags & 0x7fff) : 0);
	memory.setU64(at + 8, base);
	memory.setU64(at + 16, inheriting);
}

/** Files grow, and never shrink. */
function allocate(instance: Instance, fd: number, offset: bigint, length: bigint): void {
	const { context, table } = instance;
	const ino = descriptorsOf(context).inode(table.get(fd, rights('FD_ALLOCATE')).fd);
	if (length === 0n) throw new Refusal('EINVAL');
	const size = Number(offset + length);
	if (size > context.files.stat(ino).size) context.sync.truncate(ino, size);
}

function setFlags(instance: Instance, fd: number, flags: number): void {
	const { fd: own } = instance.table.get(fd, rights('FD_FDSTAT_SET_FLAGS'));
	const file = descriptorsOf(instance.context).get(own);
	if (file.kind === 'file') file.flags = (file.flags & ~OPEN.APPEND) | ((flags & 1) !== 0 ? OPEN.APPEND : 0);
}

export const fileCalls: Calls = {
	fd_advise: [
		'illi',
		({ table }, fd: number, _offset: bigint, _length: bigint, advice: number) => {
			const open = table.get(fd, rights('FD_ADVISE'));
			if (advice > 5) throw new Refusal('EINVAL');
			if (open.type === FILE_TYPE.directory) throw new Refusal('EBADF');
		}
	],
	fd_allocate: ['ill', allocate],
	fd_close: ['i', ({ table }, fd: number) => table.close(fd)],
	fd_datasync: ['i', ({ table }, fd: number) => void table.get(fd, rights('FD_DATASYNC'))],
	fd_fdstat_get: ['ii', describe],
	fd_fdstat_set_flags: ['ii', setFlags],
	fd_fdstat_set_rights: [
		'ill',
		({ table }, fd: number, base: bigint, inheriting: bigint) => {
			Object.assign(table.get(fd, base, inheriting), { base, inheriting });
		}
	],
	fd_filestat_get: [
		'ii',
		(instance, fd: number, at: number) => {
			const open = instance.table.get(fd, rights('FD_FILESTAT_GET'));
			putStat(instance, at, descriptorsOf(instance.context).stat(open.fd));
		}
	],
	fd_filestat_set_size: [
		'il',
		({ context, table }, fd: number, size: bigint) => {
			const open = table.get(fd, rights('FD_FILESTAT_SET_SIZE'));
			if (BigInt.asIntN(64, size) < 0n) throw new Refusal('EINVAL');
			context.sync.truncate(descriptorsOf(context).inode(open.fd), Number(size));
		}
	],
	fd_filestat_set_times: [
		'illi',
		({ context, table }, fd: number, atime: bigint, mtime: bigint, flags: number) => {
			const open = table.get(fd, rights('FD_FILESTAT_SET_TIMES'));
			const ino = descriptorsOf(context).inode(open.fd);
			context.sync.setTimes(ino, ...timesOf(context.files.stat(ino), atime, mtime, flags));
		}
	],
	fd_pread: [
		'iiili',
		(instance, fd: number, at: number, count: number, from: bigint, into: number) =>
			read(instance, fd, from, [at, count, into])
	],
	fd_prestat_get: [
		'ii',
		({ table, memory }, fd: number, at: number) => {
			const { preopen } = table.get(fd);
			if (preopen === null) throw new Refusal('EINVAL');
			memory.setU32(at, 0);
			memory.setU32(at + 4, encoder.encode(preopen).length);
		}
	],
	fd_prestat_dir_name: [
		'iii',
		({ table, memory }, fd: number, at: number, room: number) => {
			const { preopen } = table.get(fd);
			if (preopen === null) throw new Refusal('EBADF');
			const name = encoder.encode(preopen);
			const into = memory.bytes(at, room);
			if (name.length > room) throw new Refusal('ENOBUFS');
			into.set(name);
		}
	],
	fd_pwrite: [
		'iiili',
		(instance, fd: number, at: number, count: number, from: bigint, into: number) =>
			write(instance, fd, from, [at, count, into])
	],
	fd_read: [
		'iiii',
		(instance, fd: number, at: number, count: number, into: number) =>
			read(instance, fd, null, [at, count, into])
	],
	fd_readdir: ['iiili', readFolder],
	fd_renumber: ['ii', ({ table }, from: number, to: number) => table.renumber(from, to)],
	fd_seek: ['ilii', seek],
	fd_sync: ['i', ({ table }, fd: number) => void table.get(fd, rights('FD_SYNC'))],
	fd_tell: [
		'ii',
		(instance, fd: number, into: number) => {
			const open = instance.table.get(fd, rights('FD_TELL'));
			instance.memory.setU64(into, BigInt(fileOf(instance, open.fd).position));
		}
	],
	fd_write: [
		'iiii',
		(instance, fd: number, at: number, count: number, into: number) =>
			write(instance, fd, null, [at, count, into])
	]
};
