import type { BindingFactory } from '../context.ts';
import { Calls, pathText } from '../fs/call.ts';
import { DIRENT } from '../fs/names.ts';

export const fs_dir: BindingFactory = (context) => {
	const { files } = context;
	const promises = context.internalBinding('symbols')['fs_use_promises_symbol'] as symbol;
	const calls = new Calls(context, promises);
	const take = calls.define('scandir', 2, 0, (left: unknown[], count: number) =>
		left.length > 0 ? left.splice(0, count * 2) : null
	);
	const done = calls.define('closedir', 0, 0, () => {});

	class DirHandle {
		/** Name, type, name, type, ... */
		readonly #left: unknown[];
		constructor(path: string) {
			context.resources.open(this, 'DIRHANDLE');
			this.#left = files.list(files.lookup(path, true)).flatMap(({ name, kind }) => [name, DIRENT[kind]]);
		}
		read(_encoding: unknown, count: number, request: unknown) {
			return take(this.#left, count, request);
		}
		close(request: unknown) {
			return done(request);
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
	}
	const opendir = calls.define(
		'opendir',
		2,
		1,
		(path: unknown) => new DirHandle(context.resolve(pathText(path)))
	);
	// Its errors have no path.
	const opendirSync = calls.define(
		'opendir',
		1,
		0,
		(path: unknown) => new DirHandle(context.resolve(pathText(path)))
	);
	return { opendir, opendirSync: (path: unknown) => opendirSync(path), DirHandle };
};
