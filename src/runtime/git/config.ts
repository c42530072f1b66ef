/** Configuration files, and time zones as commits have them. https://git-scm.com/docs/git-config */
import { textOf, type GitContext } from './system.ts';

/** +0130; minutes east of UTC. */
export function zoneText(minutes: number): string {
	const size = Math.abs(minutes);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** Keys in lower case: "user.name", "remote.origin.url". */
export function readConfig({ files }: GitContext, path: string): Map<string, string> {
	const values = new Map<string, string>();
	if (!files.lstat(path)) return values;
	let section = '';
	for (const line of textOf(files.read(path)).split('\n')) {
		const [, name, sub] = /^\s*\[([\w.-]+)(?:\s+"(.*)")?\]/.exec(line) ?? [];
		if (name) section = sub === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${sub}`;
		const [, key, value] = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/.exec(line) ?? [];
		if (key && !name)
			values.set(`${section}.${key.toLowerCase()}`, (value ?? 'true').replace(/^"(.*)"$/, '$1'));
	}
	return values;
}
