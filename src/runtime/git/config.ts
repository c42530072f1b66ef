/** Configuration files, who commits, and time zones as commits have them. https://git-scm.com/docs/git-config */
import type { Person } from './objects.ts';
import { GitError, textOf, type GitContext } from './system.ts';

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

/** From the repository's file, else the user's; `folder` is the repository's ".git". */
export function configValue(context: GitContext, folder: string, key: string): string | null {
	const home = context.env['HOME'];
	for (const path of [`${folder}/config`, ...(home ? [`${home}/.gitconfig`] : [])]) {
		const value = readConfig(context, path).get(key.toLowerCase());
		if (value !== undefined) return value;
	}
	return null;
}

/** Who writes a commit, and when. */
export function personOf(context: GitContext, folder: string, role: 'AUTHOR' | 'COMMITTER'): Person {
	const { env, now, zone } = context;
	const name = env[`GIT_${role}_NAME`] ?? configValue(context, folder, 'user.name') ?? env['USER'] ?? 'root';
	const email =
		env[`GIT_${role}_EMAIL`] ??
		configValue(context, folder, 'user.email') ??
		`${env['USER'] ?? 'root'}@localhost`;
	const date = env[`GIT_${role}_DATE`];
	const [, seconds, given] = /^@?(\d+)(?: ([-+]\d{4}))?$/.exec(date ?? '') ?? [];
	const parsed = date && !seconds ? Date.parse(date) : NaN;
	const time = seconds ? Number(seconds) : Math.floor((Number.isNaN(parsed) ? now() : parsed) / 1000);
	if (date && !seconds && Number.isNaN(parsed)) throw new GitError(`fatal: invalid date format: ${date}`);
	return { name, email, time, zone: given ?? zoneText(zone()) };
}
