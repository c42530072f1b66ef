/** git config */
import { readConfig } from '../config.ts';
import { parse } from '../options.ts';
import { Repository } from '../repository.ts';
import { bytesOf, GitError, textOf, type GitContext } from '../system.ts';

export async function config(context: GitContext, args: string[]): Promise<number> {
	const options = parse('config', args, {
		flags: [
			'global',
			'local',
			'system',
			'get',
			'list',
			'unset',
			'add',
			'bool',
			'int',
			'show-origin',
			'null',
			'name-only'
		],
		values: ['default', 'type'],
		short: { l: 'list', z: 'null' }
	});
	const home = `${context.env['HOME'] ?? '/home'}/.gitconfig`;
	const path =
		options.has('global') || options.has('system') ? home : `${Repository.find(context).folder}/config`;
	const [key, value] = options.words;
	if (options.has('list')) {
		for (const file of options.has('local') ? [path] : [home, ...(path === home ? [] : [path])])
			for (const [name, text] of readConfig(context, file)) context.out(`${name}=${text}\n`);
		return 0;
	}
	if (key === undefined || !/^[^.]+\..+/.test(key))
		throw new GitError(`error: key does not contain a section: ${key ?? ''}`, 2);
	if (value === undefined && !options.has('unset')) {
		const found = options.has('global')
			? readConfig(context, path).get(key.toLowerCase())
			: (configOf(context, path, home).get(key.toLowerCase()) ?? options.value('default'));
		if (found === undefined) return 1;
		context.out(`${found}\n`);
		return 0;
	}
	writeConfig(context, path, key, options.has('unset') ? null : (value ?? ''));
	return 0;
}

const configOf = (context: GitContext, path: string, home: string) =>
	new Map([...readConfig(context, home), ...readConfig(context, path)]);

function writeConfig(context: GitContext, path: string, key: string, value: string | null): void {
	const { files } = context;
	const parts = key.split('.');
	const [section = '', name = ''] = [parts[0], parts.at(-1)];
	const sub = parts.slice(1, -1).join('.');
	const header = sub ? `[${section} "${sub}"]` : `[${section}]`;
	const lines = files.lstat(path) ? textOf(files.read(path)).replace(/\n$/, '').split('\n') : [];
	const start = lines.findIndex((line) => line.trim().toLowerCase() === header.toLowerCase());
	let end = start + 1;
	while (start >= 0 && end < lines.length && !lines[end]?.trim().startsWith('[')) end++;
	const at = lines.findIndex(
		(line, index) =>
			index > start && index < end && line.trim().toLowerCase().split(/\s*=/)[0] === name.toLowerCase()
	);
	const line = `\t${name} = ${value}`;
	if (value === null) {
		if (at >= 0) lines.splice(at, 1);
	} else if (at >= 0) lines[at] = line;
	else if (start >= 0) lines.splice(end, 0, line);
	else lines.push(header, line);
	files.write(
		path,
		bytesOf(`${lines.filter((text, index) => text !== '' || index > 0).join('\n')}\n`),
		0o644
	);
}
