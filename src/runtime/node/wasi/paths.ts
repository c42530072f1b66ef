/** Paths that a WebAssembly instance names, below one of its folders. What leads out of it is ENOTCAPABLE, also by a link at the end. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { normalize } from '../normalize.ts';
import { Refusal } from './codes.ts';
import type { Opened } from './table.ts';

/** How many links one path may follow. */
const LINKS = 32;

export type Place = {
	/** Its name in the instance. */
	path: string;
	/** Where it lies. */
	real: string;
};

function isWithin(path: string, folder: string): boolean {
	if (folder === '/') return path.startsWith('/');
	if (folder === '.') return !path.startsWith('/') && path !== '..' && !path.startsWith('../');
	return path === folder || path.startsWith(`${folder}/`);
}

function placeOf({ path: folder, real }: Opened, path: string): Place {
	if (!isWithin(path, folder)) throw new Refusal('ENOTCAPABLE');
	const rest = folder === '.' ? path : path.slice(folder.length);
	return { path, real: normalize(`${real}/${rest}`) };
}

const join = (folder: string, path: string) => normalize(path.startsWith('/') ? path : `${folder}/${path}`);

export function resolvePath({ files }: Context, folder: Opened, given: string, follow: boolean): Place {
	if (given === '') throw new Refusal('EINVAL');
	if (given.startsWith('/')) throw new Refusal('ENOTCAPABLE');
	let place = placeOf(folder, join(folder.path, given));
	for (let links = 0; follow; links++) {
		const target = linkAt(files, place.real);
		if (target === null) break;
		if (links === LINKS) throw new Refusal('ELOOP');
		place = placeOf(folder, join(place.path.slice(0, place.path.lastIndexOf('/') + 1) || '.', target));
	}
	// A file is no folder.
	if (/\/\.?$/.test(given) && !isFolder(files, place.real)) throw new Refusal('ENOTDIR');
	return place;
}

function isFolder(files: Context['files'], path: string): boolean {
	const ino = files.find(path, false);
	return !ino || files.stat(ino).kind === 'directory';
}

/** Where a link leads; null = there is none. */
function linkAt(files: Context['files'], path: string): string | null {
	try {
		return files.readlink(files.lookup(path, false));
	} catch (error) {
		if (error instanceof CodedError && (error.code === 'EINVAL' || error.code === 'ENOENT')) return null;
		throw error;
	}
}
