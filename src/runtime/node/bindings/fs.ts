/** Files: reading straight from shared memory, writing through the kernel. Function names and arguments are those of node_file.cc. */
import { OPEN } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Binding, BindingFactory, Context } from '../context.ts';
import { descriptorsOf, type Descriptors } from '../descriptors.ts';
import { bytesOf, encode, encodingOf } from '../encoding.ts';
import { attributeFunctions, checkedFd, withFd } from '../fs/attributes.ts';
import { Calls, pathText } from '../fs/call.ts';
import { checkMode, copyFunctions } from '../fs/copy.ts';
import { fileHandleClass } from '../fs/file-handle.ts';
import { statArray, statfsArray } from '../fs/stat.ts';
import { statWatcherClass } from '../fs/watcher.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** X_OK of access(2). */
const EXECUTE = 1;

type Parts = {
	context: Context;
	calls: Calls;
	table: Descriptors;
	absolute: (path: unknown) => string;
	named: (name: string, encoding: unknown) => unknown;
};

const position = (value: unknown): number | null => {
	const number = typeof value === 'bigint' ? Number(value) : value;
	return typeof number === 'number' && number >= 0 ? number : null;
};

function readFunctions({ context, calls, table }: Parts): Binding {
	const readInto = (fd: number, into: ArrayBufferView, offset: number, length: number, at: unknown) => {
		const bytes = table.read(fd, length, position(at));
		bytesOf(into).set(bytes, offset);
		return bytes.length;
	};
	const read = calls.define('read', 5, 0, readInto);
	return {
		read(fd: number, into: ArrayBufferView, offset: number, length: number, at: unknown, request: unknown) {
			const description = request === undefined ? null : table.description(fd);
			if (description === null) return read(fd, into, offset, length, at, request);
			const pending = context.calls.read(description, length, position(at)).then((bytes) => {
				bytesOf(into).set(bytes, offset);
				return bytes.length;
			});
			return calls.later(request, 'read', pending);
		},
		readBuffers: calls.define('read', 3, 0, (fd: number, views: ArrayBufferView[], at: unknown) => {
			let [total, from] = [0, position(at)];
			for (const view of views) {
				const count = readInto(fd, view, 0, view.byteLength, from);
				total += count;
				if (from !== null) from += count;
				if (count < view.byteLength) break;
			}
			return total;
		})
	};
}

/** What is no descriptor is refused before all else. */
const onDescriptors = (context: Context, calls: Binding): Binding =>
	Object.fromEntries(
		Object.entries(calls).map(([name, call]) => [
			name,
			withFd(context, call as (...args: unknown[]) => unknown)
		])
	);

/** Whole files as text, without a descriptor. */
function textFunctions({ context, table, absolute }: Parts): Binding {
	const { files, sync, start, uvException } = context;
	const readAll = (fd: number) => {
		const parts: Uint8Array[] = [];
		for (let part = table.read(fd, 1 << 20, null); part.length > 0; part = table.read(fd, 1 << 20, null))
			parts.push(part);
		return parts.length === 1
			? (parts[0] ?? new Uint8Array())
			: Uint8Array.from(parts.flatMap((part) => [...part]));
	};
	return {
		readFileUtf8(path: unknown, flags: number) {
			try {
				if (typeof path === 'number') return decoder.decode(readAll(path));
				if ((flags & (OPEN.CREATE | OPEN.TRUNCATE)) !== 0)
					sync.create(absolute(path), flags, 0o666 & ~start.umask);
				const found = files.find(absolute(path), true);
				if (found && files.stat(found).kind === 'device') {
					const fd = table.open(absolute(path), flags, 0o666);
					const text = decoder.decode(readAll(fd));
					table.close(fd);
					return text;
				}
				return decoder.decode(files.readFile(files.lookup(absolute(path), true)));
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
				const isDirectory = error.code === 'EISDIR';
				throw uvException(
					error.code,
					isDirectory ? 'read' : 'open',
					typeof path === 'number' || isDirectory ? undefined : pathText(path)
				);
			}
		},
		writeFileUtf8(path: unknown, text: string, flags: number, mode: number) {
			try {
				if (typeof path === 'number') table.write(path, encoder.encode(text), null);
				else sync.writeFile(absolute(path), encoder.encode(text), flags, mode & ~start.umask);
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
				throw uvException(error.code, 'open', typeof path === 'number' ? undefined : pathText(path));
			}
		}
	};
}

function writeFunctions({ calls, table }: Parts): Binding {
	const copy = (view: ArrayBufferView, offset = 0, length = view.byteLength - offset) =>
		bytesOf(view).slice(offset, offset + length);
	return {
		writeBuffer: calls.define(
			'write',
			5,
			0,
			(fd: number, view: ArrayBufferView, offset: number, length: number, at: unknown) =>
				table.write(fd, copy(view, offset, length), position(at))
		),
		writeBuffers: calls.define('write', 3, 0, (fd: number, views: ArrayBufferView[], at: unknown) => {
			let [total, from] = [0, position(at)];
			for (const view of views) {
				const count = table.write(fd, copy(view), from);
				total += count;
				if (from !== null) from += count;
			}
			return total;
		}),
		writeString: calls.define('write', 4, 0, (fd: number, text: string, at: unknown, encoding: unknown) =>
			table.write(fd, encode(text, encodingOf(encoding)), position(at))
		)
	};
}

function statFunctions({ context, calls, table, absolute }: Parts): Binding {
	const { files } = context;
	const stat = (name: string, follow: boolean) => {
		const full = calls.define(name, 2, 1, (path: unknown, bigint: boolean) =>
			statArray(files.stat(files.lookup(absolute(path), follow)), bigint)
		);
		return (path: unknown, bigint: boolean, request: unknown, throwIfNoEntry: boolean) => {
			if (request !== undefined || throwIfNoEntry !== false) return full(path, bigint, request);
			const ino = files.find(absolute(path), follow);
			return ino ? statArray(files.stat(ino), bigint) : undefined;
		};
	};
	const fstat = calls.define('fstat', 2, 0, (fd: number, bigint: boolean) =>
		statArray(table.stat(fd), bigint)
	);
	const access = (path: unknown, mode: number) => {
		const { kind, mode: bits } = files.stat(files.lookup(absolute(path), true));
		if ((mode & EXECUTE) !== 0 && kind === 'file' && (bits & 0o111) === 0) throw new CodedError('EACCES');
	};
	const checkedAccess = calls.define('access', 2, 1, access);
	return {
		stat: stat('stat', true),
		lstat: stat('lstat', false),
		fstat(given: unknown, bigint: boolean, request: unknown, shouldNotThrow: boolean) {
			const fd = checkedFd(context, given);
			if (request !== undefined || !shouldNotThrow) return fstat(fd, bigint, request);
			try {
				return fstat(fd, bigint, undefined);
			} catch {
				return undefined; // the caller asked not to be told
			}
		},
		statfs: calls.define('statfs', 2, 1, (path: unknown, bigint: boolean) => {
			files.lookup(absolute(path), true);
			return statfsArray(bigint);
		}),
		access(path: unknown, mode: unknown, ...rest: unknown[]) {
			checkMode(mode);
			return checkedAccess(path, mode, ...rest);
		},
		existsSync(path: unknown) {
			try {
				return files.find(absolute(path), true) !== 0;
			} catch (error) {
				if (error instanceof CodedError) return false; // a ring of links
				throw error;
			}
		},
		internalModuleStat: (first: unknown, second?: unknown) => {
			const kind = files.kindAt(context.resolve(pathText(second ?? first)));
			return kind === -1 ? -2 : kind;
		},
		getFormatOfExtensionlessFile(path: unknown) {
			const ino = files.find(absolute(path), true);
			const [a, b, c, d] = ino ? files.read(ino, 0, 4) : [];
			const isWasm = a === 0 && b === 0x61 && c === 0x73 && d === 0x6d;
			return isWasm ? 1 : 0;
		}
	};
}

function nameFunctions({ context, calls, absolute, named }: Parts): Binding {
	const { files, sync, start } = context;
	const mkdtemp = calls.define('mkdtemp', 2, 1, (template: string, encoding: unknown) => {
		const path = template.replace(/X{6}$/, () => randomLetters(6));
		sync.mkdir(absolute(path), 0o700, false);
		return named(path, encoding);
	});
	return {
		mkdir: calls.define('mkdir', 3, 1, (path: unknown, mode: number, recursive: boolean) => {
			const target = absolute(path);
			// A current directory that was removed is not made again.
			if (recursive && !pathText(path).startsWith('/')) files.lookup(start.cwd, true);
			const first = sync.mkdir(target, mode & ~start.umask, recursive);
			return recursive ? (first ?? undefined) : undefined;
		}),
		rmdir: calls.define('rmdir', 1, 1, (path: unknown) => sync.rmdir(absolute(path))),
		unlink: calls.define('unlink', 1, 1, (path: unknown) => sync.unlink(absolute(path))),
		rename: calls.define('rename', 2, 2, (from: unknown, to: unknown) =>
			sync.rename(absolute(from), absolute(to))
		),
		link: calls.define('link', 2, 2, (from: unknown, to: unknown) => sync.link(absolute(from), absolute(to))),
		symlink: calls.define('symlink', 3, 2, (target: unknown, path: unknown) =>
			sync.symlink(pathText(target), absolute(path))
		),
		readlink: calls.define('readlink', 2, 1, (path: unknown, encoding: unknown) =>
			named(files.readlink(files.lookup(absolute(path), false)), encoding)
		),
		realpath: calls.define('realpath', 2, 1, (path: unknown, encoding: unknown) =>
			named(files.realpath(absolute(path)), encoding)
		),
		readdir: calls.define('scandir', 3, 1, (path: unknown, encoding: unknown, withTypes: boolean) => {
			const entries = files.list(files.lookup(absolute(path), true));
			const names = entries.map(({ name }) => named(name, encoding));
			return withTypes ? [names, entries.map(({ kind }) => DIRENT[kind])] : names;
		}),
		mkdtemp: (prefix: unknown, ...rest: unknown[]) => mkdtemp(`${pathText(prefix)}XXXXXX`, ...rest)
	};
}

/** NAME_MAX of Linux. */
const LONGEST_NAME = 255;

function checkedLength(path: string): string {
	if (
		path.length > LONGEST_NAME / 3 &&
		path.split('/').some((name) => encoder.encode(name).length > LONGEST_NAME)
	)
		throw new CodedError('ENAMETOOLONG');
	return path;
}

/** UV_DIRENT_*. */
export const DIRENT = { file: 1, directory: 2, symlink: 3, device: 6 } as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomLetters(count: number): string {
	return Array.from({ length: count }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('');
}

export const fs: BindingFactory = (context, shape) => {
	const calls = new Calls(context, shape['kUsePromises'] as symbol);
	const table = descriptorsOf(context);
	const absolute = (path: unknown) => checkedLength(context.resolve(pathText(path)));
	const named = (name: string, encoding: unknown) => {
		if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8')
			return name;
		const { Buffer } = context.requireBuiltin('buffer') as {
			Buffer: { from(text: string): { toString(encoding: unknown): string } };
		};
		return encoding === 'buffer' ? Buffer.from(name) : Buffer.from(name).toString(encoding);
	};
	const parts: Parts = { context, calls, table, absolute, named };
	const FileHandle = fileHandleClass(context, calls, table);
	return {
		...onDescriptors(context, readFunctions(parts)),
		...textFunctions(parts),
		...onDescriptors(context, writeFunctions(parts)),
		...statFunctions(parts),
		...nameFunctions(parts),
		...attributeFunctions(context, calls, table, absolute),
		...copyFunctions(context, calls, absolute),
		open: calls.define('open', 3, 1, (path: unknown, flags: number, mode: number) =>
			table.open(absolute(path), flags, mode)
		),
		openFileHandle: calls.define(
			'open',
			3,
			1,
			(path: unknown, flags: number, mode: number) => new FileHandle(table.open(absolute(path), flags, mode))
		),
		close: withFd(
			context,
			calls.define('close', 1, 0, (fd: number) => table.close(fd))
		),
		FileHandle,
		FSReqCallback: class FSReqCallback {
			readonly bigint: boolean;
			constructor(bigint = false) {
				this.bigint = bigint;
			}
		},
		StatWatcher: statWatcherClass(context)
	};
};
