/** Commands that show what is there. */
import type { FileKind, Ino, Stat } from '../../protocol/file-view.ts';
import type { Command, CommandContext } from '../system.ts';
import { forEach } from './files.ts';
import { parseOptions } from './options.ts';

const LETTERS: Record<FileKind, string> = { file: '-', directory: 'd', symlink: 'l', device: 'c' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function modeText({ kind, mode }: Stat): string {
	const bits = Array.from({ length: 9 }, (_, index) =>
		(mode >> (8 - index)) & 1 ? ('rwx'[index % 3] ?? '') : '-'
	);
	return (LETTERS[kind] ?? '-') + bits.join('');
}

function dateText(milliseconds: number): string {
	const date = new Date(milliseconds);
	const two = (value: number, fill = '0') => String(value).padStart(2, fill);
	return `${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate(), ' ')} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

type Entry = { name: string; ino: Ino };

function longLines({ system: { files } }: CommandContext, entries: Entry[]): string {
	const rows = entries.map(({ name, ino }) => {
		const stat = files.stat(ino);
		const arrow = stat.kind === 'symlink' ? ` -> ${files.readlink(ino)}` : '';
		const size = stat.kind === 'directory' ? 4096 : stat.size;
		return {
			stat,
			links: String(stat.links),
			size: String(size),
			text: `${dateText(stat.modified)} ${name}${arrow}`
		};
	});
	const width = (pick: (row: (typeof rows)[number]) => string) =>
		Math.max(0, ...rows.map((row) => pick(row).length));
	const [links, sizes] = [width((row) => row.links), width((row) => row.size)];
	return rows
		.map(
			({ stat, links: l, size, text }) =>
				`${modeText(stat)} ${l.padStart(links)} root root ${size.padStart(sizes)} ${text}\n`
		)
		.join('');
}

const ls: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], { all: 'a', recursive: 'R' });
	const { files } = context.system;
	const show = (entries: Entry[]) =>
		flags.has('l') ? longLines(context, entries) : entries.map(({ name }) => `${name}\n`).join('');
	const folder = (path: string): Entry[] => {
		const ino = files.lookup(path, true);
		const own = files
			.list(ino)
			.filter(({ name }) => flags.has('a') || flags.has('A') || !name.startsWith('.'));
		const dots = flags.has('a')
			? [
					{ name: '.', ino },
					{ name: '..', ino: files.lookup(`${path}/..`, true) }
				]
			: [];
		const sorted = flags.has('t')
			? own.sort((a, b) => files.stat(b.ino).modified - files.stat(a.ino).modified)
			: own;
		return [...dots, ...(flags.has('r') ? sorted.reverse() : sorted)];
	};
	const deep = (path: string, name: string): string => {
		const entries = folder(path);
		const total = flags.has('l') ? 'total 0\n' : '';
		const inner = flags.has('R')
			? entries.filter(
					({ name: child, ino }) => !/^\.\.?$/.test(child) && files.stat(ino).kind === 'directory'
				)
			: [];
		return (
			total +
			show(entries) +
			inner
				.map((child) => `\n${name}/${child.name}:\n${deep(`${path}/${child.name}`, `${name}/${child.name}`)}`)
				.join('')
		);
	};
	const paths = rest.length > 0 ? rest : ['.'];
	let isFirst = true;
	const status = await forEach(context, paths, 'cannot access', async (path) => {
		const target = context.path(path);
		const ino = files.lookup(target, !flags.has('l') || !flags.has('d'));
		const isFolder = files.stat(ino).kind === 'directory' && !flags.has('d');
		const head = isFolder && (paths.length > 1 || flags.has('R')) ? `${isFirst ? '' : '\n'}${path}:\n` : '';
		isFirst = false;
		await context.out(isFolder ? head + deep(target, path) : show([{ name: path, ino }]));
	});
	return status === 0 ? 0 : 2;
};

const stat: Command = (context) => {
	const { values, rest } = parseOptions(context.args, ['c', 'format'], { format: 'c' });
	const { files } = context.system;
	return forEach(context, rest, 'cannot statx', async (path) => {
		const found = files.stat(files.lookup(context.path(path), false));
		const fields: Record<string, string> = {
			n: path,
			s: String(found.size),
			a: (found.mode & 0o7777).toString(8),
			A: modeText(found),
			F: found.kind === 'file' ? (found.size === 0 ? 'regular empty file' : 'regular file') : found.kind,
			Y: String(Math.floor(found.modified / 1000)),
			i: String(found.ino),
			h: String(found.links)
		};
		const format = values['c'] ?? '  File: %n\n  Size: %s\tInode: %i\tLinks: %h\nAccess: (%a/%A)';
		await context.out(
			`${format.replace(/%([a-zA-Z])/g, (whole, letter: string) => fields[letter] ?? whole)}\n`
		);
	});
};

const readlink: Command = (context) => {
	const { flags, rest } = parseOptions(context.args);
	const { files } = context.system;
	return forEach(context, rest, '', async (path) => {
		const target = context.path(path);
		await context.out(
			`${flags.has('f') ? files.realpath(target) : files.readlink(files.lookup(target, false))}\n`
		);
	});
};

const realpath: Command = (context) =>
	forEach(context, parseOptions(context.args).rest, '', (path) =>
		context.out(`${context.system.files.realpath(context.path(path))}\n`)
	);

const pwd: Command = async (context) => {
	await context.out(`${context.cwd}\n`);
	return 0;
};

/** Kibibytes, whole blocks of 4. */
const du: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, ['d']);
	const { files } = context.system;
	const measure = async (path: string, name: string, top: boolean): Promise<number> => {
		const ino = files.lookup(path, false);
		const { kind, size } = files.stat(ino);
		if (kind !== 'directory') return Math.ceil(size / 4096) * 4;
		let total = 4;
		for (const child of files.list(ino))
			total += await measure(`${path}/${child.name}`, `${name}/${child.name}`, false);
		if (top || !flags.has('s')) await context.out(`${flags.has('h') ? `${total}K` : total}\t${name}\n`);
		return total;
	};
	return forEach(
		context,
		rest.length > 0 ? rest : ['.'],
		'cannot access',
		async (path) => void (await measure(context.path(path), path, true))
	);
};

export const listCommands: Record<string, Command> = { ls, stat, readlink, realpath, pwd, du };
