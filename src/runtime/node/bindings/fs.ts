/** Files: reading straight from shared memory, writing through the kernel. Function names and arguments are those of node_file.cc. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Binding, BindingFactory, Context } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { attributeFunctions, checkedFd, withFd } from '../fs/attributes.ts';
import { Calls, pathText } from '../fs/call.ts';
import { readFunctions, textFunctions, writeFunctions } from '../fs/content.ts';
import { checkMode, copyFunctions } from '../fs/copy.ts';
import { fileHandleClass } from '../fs/file-handle.ts';
import { nameFunctions } from '../fs/names.ts';
import type { Parts } from '../fs/parts.ts';
import { statArray, statfsArray } from '../fs/stat.ts';
import { statWatcherClass } from '../fs/watcher.ts';

const encoder = new TextEncoder();
/** X_OK of access(2). */
const EXECUTE = 1;

/** What is no descriptor is refused before all else. */
const onDescriptors = (context: Context, calls: Binding): Binding =>
	Object.fromEntries(
		Object.entries(calls).map(([name, call]) => [
			name,
			withFd(context, call as (...args: unknown[]) => unknown)
		])
	);

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
				context.resources.open(this, 'FSREQCALLBACK');
			}
		},
		StatWatcher: statWatcherClass(context)
	};
};
