/**
 * The process's table of open files. A regular file that this process opened is local: reading it needs no kernel call. What is shared
 * with others (stdio, pipes, inherited files) is a Description of the kernel's.
 */
import type { Ino, Stat } from '../protocol/file-view.ts';
import { OPEN, type Description } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Context } from './context.ts';

type LocalFile = { kind: 'file'; ino: Ino; flags: number; position: number };
type Shared = { kind: 'shared'; description: Description };
export type Open = LocalFile | Shared;

const tables = new WeakMap<Context, Descriptors>();

/** One table per process. */
export function descriptorsOf(context: Context): Descriptors {
	let table = tables.get(context);
	if (!table) tables.set(context, (table = new Descriptors(context)));
	return table;
}

export class Descriptors {
	readonly #context: Context;
	#open: (Open | undefined)[] | null = null;

	constructor(context: Context) {
		this.#context = context;
	}

	/** Made late: a warm worker does not know its stdio yet. */
	get #table(): (Open | undefined)[] {
		const { start, sync } = this.#context;
		const given = (description: Description | null, fd: number): Open | undefined => {
			if (description !== null) return { kind: 'shared', description };
			// As Node begins: no file that is opened later becomes one of the three.
			if (fd <= 2) return { kind: 'shared', description: sync.open('/dev/null', OPEN.READ_WRITE, 0) };
			return undefined;
		};
		return (this.#open ??= start.stdio.map(given));
	}

	get(fd: number): Open {
		const open = this.#table[fd];
		if (!open) throw new CodedError('EBADF');
		return open;
	}

	/** Takes the lowest free number. */
	add(open: Open): number {
		let fd = 0;
		while (this.#table[fd]) fd++;
		this.#table[fd] = open;
		return fd;
	}

	/** open(2). `path` is absolute. */
	open(path: string, flags: number, mode: number): number {
		const { files, sync, start } = this.#context;
		const makes = (flags & (OPEN.CREATE | OPEN.TRUNCATE)) !== 0;
		const follow = (flags & OPEN.NO_FOLLOW) === 0;
		const found = files.find(path, follow);
		if (found && files.stat(found).kind === 'device')
			return this.add({ kind: 'shared', description: sync.open(path, flags, mode) });
		const ino = makes ? sync.create(path, flags, mode & ~start.umask) : files.lookup(path, follow);
		const { kind } = files.stat(ino);
		if (kind === 'symlink') throw new CodedError('ELOOP');
		if (kind === 'directory' && (flags & OPEN.ACCESS) !== OPEN.READ) throw new CodedError('EISDIR');
		if (kind !== 'directory' && (flags & OPEN.DIRECTORY) !== 0) throw new CodedError('ENOTDIR');
		files.hold(ino);
		return this.add({ kind: 'file', ino, flags, position: 0 });
	}

	close(fd: number): void {
		const open = this.get(fd);
		this.#table[fd] = undefined;
		if (open.kind === 'file') this.#context.files.release(open.ino);
		else this.#context.sync.close(open.description);
	}

	stat(fd: number): Stat {
		const open = this.get(fd);
		const { files, sync } = this.#context;
		if (open.kind === 'file') return files.stat(open.ino);
		const { kind, ino } = sync.describe(open.description);
		if (kind === 'file') return files.stat(ino);
		const type = kind === 'pipe' || kind === 'socket' ? 0o010000 : 0o020000;
		const [accessed, links, uid, gid, size] = [Date.now(), 1, 0, 0, 0];
		return {
			ino: 0 as Ino,
			kind: 'device',
			mode: type | 0o666,
			links,
			uid,
			gid,
			size,
			accessed,
			modified: accessed,
			changed: accessed,
			born: accessed
		};
	}

	/** Up to `length` bytes; position null = where the file stands. Blocks on an empty pipe. */
	read(fd: number, length: number, position: number | null): Uint8Array {
		const open = this.get(fd);
		if (open.kind === 'shared') return this.#context.sync.read(open.description, length, position);
		if ((open.flags & OPEN.ACCESS) === OPEN.WRITE) throw new CodedError('EBADF');
		const bytes = this.#context.files.read(open.ino, position ?? open.position, length);
		if (position === null) open.position += bytes.length;
		return bytes;
	}

	write(fd: number, bytes: Uint8Array, position: number | null): number {
		const open = this.get(fd);
		const { sync, files } = this.#context;
		if (open.kind === 'shared') return sync.write(open.description, bytes, position);
		if ((open.flags & OPEN.ACCESS) === OPEN.READ) throw new CodedError('EBADF');
		if ((open.flags & OPEN.APPEND) !== 0) {
			const written = sync.writeAt(open.ino, null, bytes);
			if (position === null) open.position = files.stat(open.ino).size;
			return written;
		}
		const written = sync.writeAt(open.ino, position ?? open.position, bytes);
		if (position === null) open.position += written;
		return written;
	}

	/** The inode behind a descriptor, for fchmod, ftruncate and the like. */
	inode(fd: number): Ino {
		const open = this.get(fd);
		if (open.kind === 'file') return open.ino;
		const { ino } = this.#context.sync.describe(open.description);
		if (!ino) throw new CodedError('EINVAL');
		return ino;
	}

	/** What a child gets for this descriptor: from then on both share the position. */
	share(fd: number): Description {
		const open = this.get(fd);
		if (open.kind === 'shared') return open.description;
		const description = this.#context.sync.share(open.ino, open.flags, open.position);
		this.#context.files.release(open.ino);
		this.#table[fd] = { kind: 'shared', description };
		return description;
	}

	/** The same, and the descriptor is no longer this thread's. */
	giveAway(fd: number): Description {
		const description = this.share(fd);
		this.#table[fd] = undefined;
		return description;
	}

	/** The Description behind a descriptor; null where it is a local file. */
	description(fd: number): Description | null {
		const open = this.#table[fd];
		return open?.kind === 'shared' ? open.description : null;
	}

	/** As uv_guess_handle. */
	handleType(fd: number): string {
		const open = this.#table[fd];
		if (!open) return 'INVALID';
		if (open.kind === 'file') return 'FILE';
		const types = { file: 'FILE', pipe: 'PIPE', terminal: 'TTY', null: 'FILE', socket: 'PIPE' };
		return types[this.#context.sync.describe(open.description).kind];
	}
}
