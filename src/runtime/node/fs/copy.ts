/** Copying, and the old main resolution: what Node does in C++ over many small calls. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Binding, Context } from '../context.ts';
import type { Calls } from './call.ts';

/** COPYFILE_EXCL. */
const EXCLUSIVE = 1;
/** With COPYFILE_FICLONE and COPYFILE_FICLONE_FORCE. */
const ALL_MODES = 7;
const MAIN_TRIES = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
const INDEX_TRIES = ['index.js', 'index.json', 'index.node'];

/** What access and copyFile say of a mode. */
export function checkMode(mode: unknown): void {
	if (mode === undefined || mode === null) return;
	const refuse = (error: Error, code: string) => {
		throw Object.assign(error, { code });
	};
	if (typeof mode !== 'number')
		refuse(new TypeError('mode must be int32 or null/undefined'), 'ERR_INVALID_ARG_TYPE');
	else if (mode < 0 || mode > ALL_MODES)
		refuse(new RangeError(`mode is out of range: >= 0 && <= ${ALL_MODES}`), 'ERR_OUT_OF_RANGE');
}

/** As cp checks before it begins; a folder would be copied into itself for ever. */
function checkPaths(
	{ files, uvException }: Context,
	source: string,
	target: string,
	recursive: boolean
): void {
	const refuse = (code: string, text: string) => {
		throw Object.assign(new Error(text), { code });
	};
	const [ino, other] = [files.find(source, false), files.find(target, true)];
	if (!ino) throw uvException('ENOENT', 'lstat', source);
	if (ino === other) refuse('ERR_FS_CP_EINVAL', `src and dest cannot be the same ${target}`);
	const isFolder = files.stat(ino).kind === 'directory';
	const ontoFolder = other !== 0 && files.stat(other).kind === 'directory';
	if (other && isFolder && !ontoFolder)
		refuse('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${target} with directory ${source}`);
	if (other && !isFolder && ontoFolder)
		refuse('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${target} with non-directory ${source}`);
	if (isFolder && !recursive)
		refuse('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${source}/`);
	if (isFolder && target.startsWith(`${source}/`))
		refuse('ERR_FS_CP_EINVAL', `Cannot copy ${source}/ to a subdirectory of self ${target}`);
}

export function copyFunctions(context: Context, calls: Calls, absolute: (path: unknown) => string): Binding {
	const { files, sync } = context;

	function copyTree(from: string, to: string, force: boolean, errorOnExist: boolean): void {
		const ino = files.lookup(from, false);
		const { kind } = files.stat(ino);
		if (kind === 'directory') {
			sync.mkdir(to, 0o777, true);
			for (const { name } of files.list(ino))
				copyTree(`${from}/${name}`, `${to}/${name}`, force, errorOnExist);
			return;
		}
		const exists = files.find(to, false) !== 0;
		if (exists && errorOnExist) throw new CodedError('EEXIST');
		if (exists && !force) return;
		if (kind === 'symlink') {
			if (exists) sync.unlink(to);
			sync.symlink(files.readlink(ino), to);
		} else sync.copyFile(from, to, false);
	}

	const copyFile = calls.define('copyfile', 3, 2, (from: unknown, to: unknown, mode: number) =>
		sync.copyFile(absolute(from), absolute(to), (mode & EXCLUSIVE) !== 0)
	);
	return {
		copyFile(from: unknown, to: unknown, mode: unknown, ...rest: unknown[]) {
			checkMode(mode);
			return copyFile(from, to, mode, ...rest);
		},
		cpSyncCheckPaths(from: unknown, to: unknown, _dereference: boolean, recursive: boolean) {
			const [source, target] = [absolute(from), absolute(to)];
			checkPaths(context, source, target, recursive);
			sync.mkdir(target.slice(0, target.lastIndexOf('/')) || '/', 0o777, true);
		},
		cpSyncOverrideFile: (from: unknown, to: unknown) => sync.copyFile(absolute(from), absolute(to), false),
		cpSyncCopyDir: (
			from: unknown,
			to: unknown,
			force: boolean,
			_dereference: boolean,
			errorOnExist: boolean
		) => copyTree(absolute(from), absolute(to), force, errorOnExist),
		/** Which of the tries of internal/modules/esm/resolve.js is a file. */
		legacyMainResolve(folder: string, main: string | undefined, base: string | undefined) {
			const at = folder.endsWith('/') ? folder : `${folder}/`;
			if (main) {
				const found = MAIN_TRIES.findIndex((suffix) => files.kindAt(`${at}${main}${suffix}`) === 0);
				if (found >= 0) return found;
			}
			const found = INDEX_TRIES.findIndex((name) => files.kindAt(at + name) === 0);
			if (found >= 0) return MAIN_TRIES.length + found;
			const error = new Error(`Cannot find package '${folder}'${base ? ` imported from ${base}` : ''}`);
			throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
		}
	};
}
