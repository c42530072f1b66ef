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

/** The line of `ls -l` for one file alone. */
export const longLine = (stat: Stat, name: string): string =>
	`${modeText(stat)} ${String(stat.links).padStart(3)} root     root     ${String(sizeOf(stat)).padStart(8)} ${dateText(stat.modified)} ${name}`;

const sizeOf = ({ kind, size }: Stat) => (kind === 'directory' ? 4096 : size);

/** 1234567 as 1.2M: up to three characters, rounded up. */
function human(bytes: number): string {
	let [value, unit] = [bytes, 0];
	while (value >= 1024) [value, unit] = [value / 1024, unit + 1];
	const shown =
		unit === 0 || value >= 10 ? String(Math.ceil(value)) : (Math.ceil(value * 10) / 10).toFixed(1);
	return shown + ['', 'K', 'M', 'G', 'T'][unit];
}

/** -F and -p: what kind of file it is, behind its name. */
function mark({ kind, mode }: Stat, flags: Set<string>): string {
	if (kind === 'directory') return flags.has('F') || flags.has('p') ? '/' : '';
	if (!flags.has('F')) return '';
	if (kind === 'symlink') return '@';
	return mode & 0o111 ? '*' : '';
}

function longLines({ system: { files } }: CommandContext, entries: Entry[], flags: Set<string>): string {
	const rows = entries.map(({ name, ino }) => {
		const stat = files.stat(ino);
		const arrow = stat.kind === 'symlink' ? ` -> ${files.readlink(ino)}` : '';
		const size = sizeOf(stat);
		return {
			stat,
			links: String(stat.links),
			size: flags.has('h') ? human(size) : String(size),
			text: `${dateText(stat.modified)} ${name}${arrow ? arrow : mark(stat, flags)}`
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

/** What a folder lists, in the order asked for. */
function entriesOf({ system: { files } }: CommandContext, path: string, flags: Set<string>): Entry[] {
	const ino = files.lookup(path, true);
	const own = files.list(ino).filter(({ name }) => flags.has('a') || flags.has('A') || !name.startsWith('.'));
	const dots = flags.has('a')
		? [
				{ name: '.', ino },
				{ name: '..', ino: files.lookup(`${path}/..`, true) }
			]
		: [];
	const sorted = flags.has('t')
		? own.sort((a, b) => files.stat(b.ino).modified - files.stat(a.ino).modified)
		: flags.has('S')
			? own.sort((a, b) => sizeOf(files.stat(b.ino)) - sizeOf(files.stat(a.ino)))
			: own;
	return [...dots, ...(flags.has('r') ? sorted.reverse() : sorted)];
}

const ls: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], {
		all: 'a',
		'almost-all': 'A',
		recursive: 'R',
		directory: 'd',
		classify: 'F',
		reverse: 'r',
		'human-readable': 'h'
	});
	const { files } = context.system;
	const show = (entries: Entry[]) =>
		flags.has('l')
			? longLines(context, entries, flags)
			: entries.map(({ name, ino }) => `${name}${mark(files.stat(ino), flags)}\n`).join('');
	const folder = (path: string) => entriesOf(context, path, flags);
	const deep = (path: string, name: string): string => {
		const entries = folder(path);
		const blocks = entries.map(({ ino }) => files.stat(ino)).filter(({ kind }) => kind !== 'symlink');
		const kilobytes = blocks.reduce((sum, stat) => sum + Math.ceil(sizeOf(stat) / 4096) * 4, 0);
		const total = flags.has('l') ? `total ${flags.has('h') ? human(kilobytes * 1024) : kilobytes}\n` : '';
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
	const kindOf = (path: string) => files.kindAt(context.path(path));
	// Files come before folders.
	const paths = (rest.length > 0 ? [...rest].sort() : ['.']).sort((a, b) =>
		flags.has('d') ? 0 : Number(kindOf(a) === 1) - Number(kindOf(b) === 1)
	);
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
	const unknown = [...parseOptions(context.args).flags].find((flag) => !['L', 'P'].includes(flag));
	if (unknown !== undefined) {
		await context.err(`pwd: invalid option -- '${unknown}'\nTry 'pwd --help' for more information.\n`);
		return 1;
	}
	await context.out(`${context.cwd}\n`);
	return 0;
};

/** Kibibytes, whole blocks of 4. */
const du: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['d'], {
		bytes: 'b',
		summarize: 's',
		'human-readable': 'h',
		'max-depth': 'd',
		all: 'a'
	});
	const most = Number(values['d'] ?? Infinity);
	const { files } = context.system;
	const shown = (kilobytes: number) =>
		flags.has('b') ? String(kilobytes) : flags.has('h') ? human(kilobytes * 1024) : String(kilobytes);
	const own = (size: number) => (flags.has('b') ? size : Math.ceil(size / 4096) * 4);
	const measure = async (path: string, name: string, depth: number): Promise<number> => {
		const ino = files.lookup(path, false);
		const { kind, size } = files.stat(ino);
		if (kind !== 'directory') {
			if (depth === 0 || (flags.has('a') && depth <= most))
				await context.out(`${shown(own(size))}\t${name}\n`);
			return own(size);
		}
		let total = own(4096);
		for (const child of files.list(ino))
			total += await measure(`${path}/${child.name}`, `${name}/${child.name}`, depth + 1);
		if (depth === 0 || (!flags.has('s') && depth <= most)) await context.out(`${shown(total)}\t${name}\n`);
		return total;
	};
	return forEach(
		context,
		rest.length > 0 ? rest : ['.'],
		'cannot access',
		async (path) => void (await measure(context.path(path), path, 0))
	);
};

export const listCommands: Record<string, Command> = { ls, stat, readlink, realpath, pwd, du };
