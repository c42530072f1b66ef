/** What files are called: folders, links, and what is in them. */
import type { Binding } from '../context.ts';
import { pathText } from './call.ts';
import type { Parts } from './parts.ts';

/** UV_DIRENT_*. */
export const DIRENT = { file: 1, directory: 2, symlink: 3, device: 6 } as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomLetters(count: number): string {
	return Array.from({ length: count }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('');
}

export function nameFunctions({ context, calls, absolute, named }: Parts): Binding {
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
