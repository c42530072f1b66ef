/** Commands that make, move and remove files. */
import { CodedError } from '../../wire/coded-error.ts';
import type { Command, CommandContext } from '../system.ts';
import { parseOptions } from './options.ts';

export const reasons: Record<string, string> = {
	EACCES: 'Permission denied',
	EEXIST: 'File exists',
	EINVAL: 'Invalid argument',
	EISDIR: 'Is a directory',
	ENOENT: 'No such file or directory',
	ENOTDIR: 'Not a directory',
	ENOSPC: 'No space left on device',
	ENOTEMPTY: 'Directory not empty',
	EPERM: 'Operation not permitted'
};

/** Runs `work` for each, says what failed; 1 if anything did. */
export async function forEach(
	context: CommandContext,
	items: string[],
	doing: string,
	work: (item: string) => void | Promise<void>,
	after = ''
): Promise<number> {
	let status = 0;
	for (const item of items) {
		try {
			await work(item);
		} catch (error) {
			if (!(error instanceof CodedError) || error.code === 'EPIPE') throw error;
			await context.err(
				`${context.name}: ${doing}${doing ? ` '${item}'` : item}${after}: ${reasons[error.code] ?? error.code}\n`
			);
			status = 1;
		}
	}
	return status;
}

export async function usage(context: CommandContext, text: string): Promise<number> {
	await context.err(`${context.name}: ${text}\n`);
	return 1;
}

const baseOf = (path: string) => path.replace(/\/+$/, '').split('/').pop() ?? path;

const mkdir: Command = (context) => {
	const { flags, rest } = parseOptions(context.args, ['m'], { parents: 'p', verbose: 'v' });
	return forEach(context, rest, 'cannot create directory', async (path) => {
		const made = context.system.sync.mkdir(context.path(path), 0o755, flags.has('p'));
		if (flags.has('v') && (made !== null || !flags.has('p')))
			await context.out(`mkdir: created directory '${path}'\n`);
	});
};

const rmdir: Command = (context) =>
	forEach(context, parseOptions(context.args).rest, 'failed to remove', (path) =>
		context.system.sync.rmdir(context.path(path))
	);

const rm: Command = (context) => {
	const { flags, rest } = parseOptions(context.args, [], { recursive: 'r', force: 'f' });
	const recursive = flags.has('r') || flags.has('R');
	const { files, sync } = context.system;
	return forEach(context, rest, 'cannot remove', (path) => {
		const target = context.path(path);
		const ino = files.find(target, false);
		if (!ino && flags.has('f')) return;
		if (ino && files.stat(ino).kind === 'directory' && !recursive) throw new CodedError('EISDIR');
		sync.removeTree(target);
	});
};

/** Where `from` goes: into `to` when that is a directory. */
function destination(context: CommandContext, from: string, to: string): string {
	const target = context.path(to);
	return context.system.files.kindAt(target) === 1 ? `${target}/${baseOf(from)}` : target;
}

/** The same as the user would write it. */
function shownTarget(context: CommandContext, from: string, to: string): string {
	const isFolder = context.system.files.kindAt(context.path(to)) === 1;
	return isFolder ? `${to.replace(/\/+$/, '')}/${baseOf(from)}` : to;
}

function copyTree(context: CommandContext, from: string, to: string): void {
	const { files, sync } = context.system;
	const ino = files.lookup(from, false);
	const { kind } = files.stat(ino);
	if (kind === 'directory') {
		sync.mkdir(to, 0o755, true);
		for (const { name } of files.list(ino)) copyTree(context, `${from}/${name}`, `${to}/${name}`);
	} else if (kind === 'symlink') sync.symlink(files.readlink(ino), to);
	else sync.copyFile(from, to, false);
}

const cp: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], {
		recursive: 'r',
		verbose: 'v',
		'no-clobber': 'n'
	});
	const to = rest.pop();
	if (to === undefined || rest.length === 0) return usage(context, 'missing file operand');
	const recursive = flags.has('r') || flags.has('R') || flags.has('a');
	let skipped = 0;
	const status = await forEach(context, rest, 'cannot stat', async (path) => {
		const from = context.path(path);
		if (context.system.files.kindAt(from) === 1 && !recursive) {
			skipped = await usage(context, `-r not specified; omitting directory '${path}'`);
			return;
		}
		const target = destination(context, path, to);
		if (flags.has('n') && context.system.files.find(target, false)) return;
		if (recursive) copyTree(context, from, target);
		else context.system.sync.copyFile(from, target, false);
		if (flags.has('v'))
			await context.out(`'${path}' -> '${to === target ? to : shownTarget(context, path, to)}'\n`);
	});
	return status || skipped;
};

const mv: Command = async (context) => {
	const { rest } = parseOptions(context.args);
	const to = rest.pop();
	if (to === undefined || rest.length === 0) return usage(context, 'missing file operand');
	return forEach(context, rest, 'cannot stat', (path) =>
		context.system.sync.rename(context.path(path), destination(context, path, to))
	);
};

const ln: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], { symbolic: 's', force: 'f' });
	const { sync, files } = context.system;
	const [target = '', name = baseOf(target)] = rest;
	if (rest.length === 0) return usage(context, "missing file operand\nTry 'ln --help' for more information.");
	const what = `failed to create ${flags.has('s') ? 'symbolic' : 'hard'} link`;
	return forEach(context, [name], what, (path) => {
		const place = destination(context, target, path);
		if (flags.has('f') && files.find(place, false)) sync.unlink(place);
		if (flags.has('s')) sync.symlink(target, place);
		else sync.link(context.path(target), place);
	});
};

const touch: Command = (context) => {
	const { flags, rest } = parseOptions(context.args, ['t', 'd', 'r']);
	const { sync, files } = context.system;
	return forEach(context, rest, 'cannot touch', (path) => {
		const target = context.path(path);
		const ino = files.find(target, true);
		if (ino) sync.setTimes(ino, Date.now(), Date.now());
		else if (!flags.has('c')) sync.writeFile(target, new Uint8Array(), 0o101, 0o644);
	});
};

/** u+x, go-w, =r, 755. */
function changedMode(mode: number, change: string): number {
	if (/^[0-7]+$/.test(change)) return Number.parseInt(change, 8);
	return change.split(',').reduce((before, clause) => {
		const [, who = '', operator = '', what = ''] = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause) ?? [];
		const bits = Array.from(what, (letter) => ({ r: 4, w: 2, x: 1, X: 1 })[letter] ?? 0).reduce(
			(sum, bit) => sum | bit,
			0
		);
		const classes = who === '' || who.includes('a') ? ['u', 'g', 'o'] : [...who];
		const mask = classes.reduce((sum, name) => sum | (bits << ({ u: 6, g: 3, o: 0 }[name] ?? 0)), 0);
		const all = classes.reduce((sum, name) => sum | (7 << ({ u: 6, g: 3, o: 0 }[name] ?? 0)), 0);
		if (operator === '+') return before | mask;
		return operator === '-' ? before & ~mask : (before & ~all) | mask;
	}, mode);
}

const chmod: Command = async (context) => {
	const args = context.args.filter((arg) => arg !== '-R' && arg !== '-v');
	const [change, ...paths] = args;
	if (change === undefined)
		return usage(context, "missing operand\nTry 'chmod --help' for more information.");
	const { sync, files } = context.system;
	return forEach(context, paths, 'cannot access', (path) => {
		const ino = files.lookup(context.path(path), true);
		sync.setMode(ino, changedMode(files.stat(ino).mode & 0o7777, change));
	});
};

const mktemp: Command = async (context) => {
	const { flags, rest, values } = parseOptions(context.args, ['p']);
	const template = rest[0] ?? 'tmp.XXXXXXXXXX';
	const letters = () => Math.random().toString(36).slice(2, 3) || 'x';
	const name = template.replace(/X{3,}$/, (run) => Array.from(run, letters).join(''));
	const path = name.includes('/')
		? context.path(name)
		: `${values['p'] ?? context.env['TMPDIR'] ?? '/tmp'}/${name}`;
	if (flags.has('d')) context.system.sync.mkdir(path, 0o700, false);
	else context.system.sync.writeFile(path, new Uint8Array(), 0o301, 0o600);
	await context.out(`${path}\n`);
	return 0;
};

export const fileCommands: Record<string, Command> = { mkdir, rmdir, rm, cp, mv, ln, touch, chmod, mktemp };
