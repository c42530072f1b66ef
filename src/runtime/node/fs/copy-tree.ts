/** fs.cpSync of folders, which Node does in C++ with the standard library's words for errors. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Binding, Context } from '../context.ts';

type Options = {
	force: boolean;
	errorOnExist: boolean;
	verbatimSymlinks: boolean;
	preserveTimestamps: boolean;
	dereference: boolean;
};
type Paths = { resolve(...parts: string[]): string; dirname(path: string): string };

const refuse = (code: string, text: string): never => {
	throw Object.assign(new Error(text), { code });
};
const isWithin = (folder: string, path: string) => path === folder || path.startsWith(`${folder}/`);

/** S_IFMT and S_IFSOCK of stat(2). */
const [FILE_TYPE, SOCKET] = [0o170000, 0o140000];

/** strerror(3), of what copying can meet. */
const TEXTS: Record<string, string> = {
	EACCES: 'Permission denied',
	EEXIST: 'File exists',
	EISDIR: 'Is a directory',
	ELOOP: 'Too many levels of symbolic links',
	ENOENT: 'No such file or directory',
	ENOSPC: 'No space left on device',
	ENOTDIR: 'Not a directory'
};

/** As Node shows errors of the standard library: their number is positive, their text is the system's. */
function stdError({ errno }: Context, code: string, path: string): Error {
	const error = new Error(`${code}, ${TEXTS[code] ?? code} '${path}'`);
	return Object.assign(error, { errno: -errno(code), code, syscall: 'cp', path });
}

class TreeCopy {
	readonly #context: Context;
	readonly #options: Options;

	constructor(context: Context, options: Options) {
		this.#context = context;
		this.#options = options;
	}

	copy(from: string, to: string): void {
		const { files, sync } = this.#context;
		this.#attempt(to, () => sync.mkdir(to, 0o777, true));
		for (const { name } of files.list(files.lookup(from, true)))
			this.#entry(`${from}/${name}`, `${to}/${name}`);
	}

	#attempt<T>(path: string, work: () => T): T {
		try {
			return work();
		} catch (error) {
			if (error instanceof CodedError) throw stdError(this.#context, error.code, path);
			throw error;
		}
	}

	#entry(from: string, to: string): void {
		const { files, sync } = this.#context;
		const ino = files.lookup(from, false);
		const { kind } = files.stat(ino);
		if (kind === 'directory') return this.copy(from, to);
		if (kind === 'symlink') return this.#link(from, to);
		if (kind !== 'file') return;
		if (files.find(to, true)) {
			const { force, errorOnExist } = this.#options;
			if (!force && errorOnExist)
				refuse(
					'ERR_FS_CP_EEXIST',
					`[ERR_FS_CP_EEXIST]: Target already exists: cp returned EEXIST (${to} already exists)`
				);
			if (!force) return;
		}
		this.#attempt(to, () => sync.copyFile(from, to, false));
		if (this.#options.preserveTimestamps) copyTimes(this.#context, from, to);
	}

	#link(from: string, to: string): void {
		const { files, sync, requireBuiltin } = this.#context;
		const target = files.readlink(files.lookup(from, false));
		const folder = to.slice(0, to.lastIndexOf('/'));
		if (this.#options.verbatimSymlinks) return this.#attempt(folder, () => sync.symlink(target, to));
		this.#makeRoom(target, to);
		const { resolve, dirname } = requireBuiltin('path') as Paths;
		const absolute = resolve(dirname(from), target);
		const real = files.find(absolute, true) ? files.realpath(absolute) : absolute;
		this.#attempt(folder, () => sync.symlink(real, to));
	}

	/** A link there gives way, whatever `force` says. */
	#makeRoom(target: string, to: string): void {
		const { files, sync, resolve } = this.#context;
		const there = files.find(to, true);
		if (!there) return;
		const own = files.lookup(to, false);
		if (files.stat(own).kind !== 'symlink') {
			const { force, errorOnExist, dereference } = this.#options;
			if (files.stat(own).kind === 'file' && (!dereference || (!force && errorOnExist)))
				throw stdError(this.#context, 'EEXIST', to);
			return;
		}
		const current = files.readlink(own);
		const [isFolder, onFolder] = [resolve(target), to].map((path) => files.kindAt(path) === 1);
		if (!this.#options.dereference && isFolder && isWithin(target, current))
			refuse('ERR_FS_CP_EINVAL', `Cannot copy ${target} to a subdirectory of self ${current}`);
		if (onFolder && isWithin(current, target))
			refuse('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', `cannot overwrite ${current} with ${target}`);
		sync.unlink(to);
	}
}

function copyTimes({ files, sync }: Context, from: string, to: string): void {
	const { accessed, modified } = files.stat(files.lookup(from, true));
	sync.setTimes(files.lookup(to, true), accessed, modified);
}

/** As cp checks before it begins; a folder would be copied into itself for ever. */
function checkPaths(
	context: Context,
	source: string,
	target: string,
	dereference: boolean,
	recursive: boolean
) {
	const { files, uvException } = context;
	// What a link leads to decides, but what is there already is looked at itself.
	const [ino, other] = [files.find(source, true), files.find(target, dereference)];
	if (!ino) throw uvException('ENOENT', dereference ? 'stat' : 'lstat', source);
	if (other && ino === files.find(target, true))
		refuse('ERR_FS_CP_EINVAL', `src and dest cannot be the same ${target}`);
	const isFolder = files.stat(ino).kind === 'directory';
	const ontoFolder = other !== 0 && files.stat(other).kind === 'directory';
	if (other && isFolder && !ontoFolder)
		refuse('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${target} with directory ${source}`);
	if (other && !isFolder && ontoFolder)
		refuse('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${target} with non-directory ${source}`);
	if (isFolder) {
		for (let at = target.lastIndexOf('/'); at > 0; at = target.lastIndexOf('/', at - 1))
			if (files.find(target.slice(0, at), true) === ino)
				refuse('ERR_FS_CP_EINVAL', `Cannot copy ${source}/ to a subdirectory of self ${target}`);
		if (!recursive)
			refuse('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${source}/`);
	}
	if ((files.stat(ino).mode & FILE_TYPE) === SOCKET)
		refuse('ERR_FS_CP_SOCKET', `Cannot copy a socket file: ${target}`);
}

export function treeFunctions(context: Context, absolute: (path: unknown) => string): Binding {
	const { files, sync } = context;
	return {
		cpSyncCheckPaths(from: unknown, to: unknown, dereference: boolean, recursive: boolean) {
			const target = absolute(to);
			checkPaths(context, absolute(from), target, Boolean(dereference), recursive);
			sync.mkdir(target.slice(0, target.lastIndexOf('/')) || '/', 0o777, true);
		},
		cpSyncOverrideFile(from: unknown, to: unknown, _mode: number, preserveTimestamps: boolean) {
			const [source, target] = [absolute(from), absolute(to)];
			const { mode } = files.stat(files.lookup(source, true));
			sync.unlink(target);
			sync.copyFile(source, target, false);
			sync.setMode(files.lookup(target, true), mode & 0o7777);
			if (preserveTimestamps) copyTimes(context, source, target);
		},
		cpSyncCopyDir(
			from: unknown,
			to: unknown,
			...[force, dereference, errorOnExist, verbatimSymlinks, preserveTimestamps]: boolean[]
		) {
			const on = (value: boolean | undefined) => value === true;
			const options = {
				force: on(force),
				dereference: on(dereference),
				errorOnExist: on(errorOnExist),
				verbatimSymlinks: on(verbatimSymlinks),
				preserveTimestamps: on(preserveTimestamps)
			};
			new TreeCopy(context, options).copy(absolute(from), absolute(to));
		}
	};
}
