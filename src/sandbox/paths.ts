import { CodedError } from '#model/coded-error.ts';

/** `path` without "./" and double slashes. Refuses what leaves the working directory. */
export function normalPath(path: string): string {
	const parts = path.split('/').filter((part) => part !== '' && part !== '.');
	if (path.startsWith('/') || parts.includes('..'))
		throw new CodedError('E_PATH', `Cannot use path "${path}": it is not below the working directory`);
	return parts.join('/');
}

/** "a/b/c.js" -> "a/b"; "" for a file at the top. */
export function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '' : path.slice(0, slash);
}
