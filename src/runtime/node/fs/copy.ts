/** Copying, and the old main resolution: what Node does in C++ over many small calls. */
import type { Binding, Context } from '../context.ts';
import type { Calls } from './call.ts';
import { treeFunctions } from './copy-tree.ts';

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

export function copyFunctions(context: Context, calls: Calls, absolute: (path: unknown) => string): Binding {
	const { files, sync } = context;
	const copyFile = calls.define('copyfile', 3, 2, (from: unknown, to: unknown, mode: number) =>
		sync.copyFile(absolute(from), absolute(to), (mode & EXCLUSIVE) !== 0)
	);
	return {
		copyFile(from: unknown, to: unknown, mode: unknown, ...rest: unknown[]) {
			checkMode(mode);
			return copyFile(from, to, mode, ...rest);
		},
		...treeFunctions(context, absolute),
		/** Which of the tries of internal/modules/esm/resolve.js is a file. */
		legacyMainResolve(folder: string, main: string | undefined, base: string | undefined) {
			const at = folder.endsWith('/') ? folder : `${folder}/`;
			context.permissions.need('fs.read', `${at}${main ?? INDEX_TRIES[0]}`);
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
