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

function checkMode(mode: unknown): void {
	if (mode === undefined || mode === null) return;
	const refuse = (error: Error, code: string) => {
		throw Object.assign(error, { code });
	};
	if (typeof mode !== 'number')
		refuse(new TypeError('mode must be int32 or null/undefined'), 'ERR_INVALID_ARG_TYPE');
	else if (mode < 0 || mode > ALL_MODES)
		refuse(new RangeError(`mode is out of range: >= 0 && <= ${ALL_MODES}`), 'ERR_OUT_OF_RANGE');
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
			const source = absolute(from);
			const ino = files.find(source, false);
			if (!ino) throw context.uvException('ENOENT', 'cp', source, absolute(to));
			if (files.stat(ino).kind === 'directory' && !recursive)
				throw Object.assign(new Error(`Recursive option not enabled, cannot copy a directory: ${source}`), {
					code: 'ERR_FS_EISDIR'
				});
			const target = absolute(to);
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
