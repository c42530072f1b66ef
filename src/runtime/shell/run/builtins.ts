/** Commands that change the shell itself. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_15 */
import { absolute, textOf, write, type Io } from '../system.ts';
import { findOnPath } from '../commands/path.ts';
import { isAlwaysOurs } from '../commands/registry.ts';
import { formatPrintf } from '../commands/printf.ts';
import { evaluate } from './arithmetic.ts';
import { jobs, kill, trap, wait } from './control.ts';
import { declare } from './declare.ts';
import { changeFolder, dirs, popd, pushd } from './folders.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import { getopts, mapfile, read } from './read.ts';
import type { Options } from './state.ts';

export type Builtin = (shell: Shell, args: string[], io: Io) => Promise<number> | number;

const OPTION_LETTERS: Record<string, keyof Options> = {
	e: 'errexit',
	u: 'nounset',
	x: 'xtrace',
	f: 'noglob'
};
const SET_OPTIONS = new Set<string>(['errexit', 'nounset', 'xtrace', 'noglob', 'pipefail']);
const SHELL_OPTIONS = new Set<string>(['globstar', 'nullglob', 'dotglob']);
const KEYWORDS = new Set(
	'if then else elif fi for while until do done case esac in function time { } ! [['.split(' ')
);

/** set -e, +o pipefail, sh -eu: sets options and returns what is left. */
export function setOptions(options: Options, given: string[]): string[] {
	const left = [...given];
	for (let arg = left[0]; arg !== undefined && /^[-+]./.test(arg) && arg !== '--'; arg = left[0]) {
		left.shift();
		for (const letter of arg.slice(1)) {
			const name = letter === 'o' ? (left.shift() ?? '') : (OPTION_LETTERS[letter] ?? '');
			if (SET_OPTIONS.has(name)) options[name as keyof Options] = arg.startsWith('-');
		}
	}
	return left;
}

async function set({ state, system }: Shell, args: string[], io: Io): Promise<number> {
	if (args.length === 0) {
		const lines = [...state.variables]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => `${name}=${/^[\w@%+=:,./-]*$/.test(value) ? value : `'${value}'`}\n`);
		await write(system, io, 1, lines.join(''));
		return 0;
	}
	const left = setOptions(state.options, args);
	if (left[0] === '--') state.args = left.slice(1);
	else if (left.length > 0) state.args = left[0] === '-' ? left.slice(1) : left;
	return 0;
}

function shopt({ state }: Shell, args: string[]): number {
	const names = args.filter((arg) => !arg.startsWith('-'));
	const known = names.filter((name) => SHELL_OPTIONS.has(name)) as (keyof Options)[];
	if (args.includes('-q')) return Number(!known.every((name) => state.options[name]));
	for (const name of known) state.options[name] = !args.includes('-u');
	return 0;
}

async function source(shell: Shell, [name = '', ...args]: string[], io: Io): Promise<number> {
	const { state, system } = shell;
	const onPath = name.includes('/') ? null : findOnPath(system.files, name, state.get('PATH'), state.cwd);
	const ino = system.files.find(onPath ?? absolute(state.cwd, name), true);
	if (!ino) {
		await shell.complain(io, `${name}: No such file or directory`);
		return 1;
	}
	const before = state.args;
	if (args.length > 0) state.args = args;
	try {
		return await shell.source(textOf(system.files.readFile(ino)), io);
	} catch (error) {
		if (error instanceof Interrupt && error.kind === 'return') return error.status;
		throw error;
	} finally {
		if (args.length > 0) state.args = before;
	}
}

/** What a name stands for, as `type -t` calls it, and where. */
function kindOf({ state, system }: Shell, name: string): { kind: string; text: string } | null {
	if (KEYWORDS.has(name)) return { kind: 'keyword', text: 'a shell keyword' };
	if (state.functions.has(name)) return { kind: 'function', text: 'a function' };
	if (Object.hasOwn(builtins, name) || isAlwaysOurs(name))
		return { kind: 'builtin', text: 'a shell builtin' };
	const path = findOnPath(system.files, name, state.get('PATH'), state.cwd);
	return path ? { kind: 'file', text: path } : null;
}

async function type(shell: Shell, args: string[], io: Io): Promise<number> {
	let failed = 0;
	const flags = args.filter((arg) => arg.startsWith('-')).join('');
	for (const name of args.filter((arg) => !arg.startsWith('-'))) {
		const found = kindOf(shell, name);
		if (!found) failed = 1;
		if (flags.includes('t')) {
			if (found) await write(shell.system, io, 1, `${found.kind}\n`);
		} else if (flags.includes('p')) {
			if (found?.kind === 'file') await write(shell.system, io, 1, `${found.text}\n`);
		} else if (found) await write(shell.system, io, 1, `${name} is ${found.text}\n`);
		else await shell.complain(io, `type: ${name}: not found`);
	}
	return failed;
}

async function command(shell: Shell, args: string[], io: Io): Promise<number> {
	const [first, ...rest] = args;
	if (first === '-p') return shell.invoke(rest, io, {}, false);
	if (first === '-V') return type(shell, rest, io);
	if (first !== '-v') return args.length === 0 ? 0 : shell.invoke(args, io, {}, false);
	const [name = ''] = rest;
	const found = kindOf(shell, name);
	if (found) await write(shell.system, io, 1, `${found.kind === 'file' ? found.text : name}\n`);
	return Number(!found);
}

/** printf -v NAME; without it, the command of that name. */
async function printf(shell: Shell, args: string[], io: Io): Promise<number> {
	const into = args[0] === '-v' ? args[1] : undefined;
	const [format, ...values] = into === undefined ? (args[0] === '--' ? args.slice(1) : args) : args.slice(2);
	if (format === undefined) {
		await shell.complain(io, 'printf: usage: printf [-v var] format [arguments]');
		return 2;
	}
	const { text, status, problems } = formatPrintf(format, values);
	for (const problem of problems) await shell.complain(io, `printf: ${problem}`);
	if (into === undefined) await write(shell.system, io, 1, text);
	else shell.state.set(into, text);
	return status;
}

async function umask({ state, system }: Shell, [mask]: string[], io: Io): Promise<number> {
	if (mask === undefined) await write(system, io, 1, `${state.umask.toString(8).padStart(4, '0')}\n`);
	else state.umask = Number.parseInt(mask, 8) || 0;
	return 0;
}

const levels = ([text]: string[]) => Math.max(1, Number(text ?? 1) || 1);
const status = ({ state }: Shell, [text]: string[]) =>
	text === undefined ? state.status : Number(text) & 0xff;

function leaveLoop(kind: 'break' | 'continue'): Builtin {
	return (shell, args) => {
		if (shell.state.loops === 0) return 0;
		throw new Interrupt(kind, 0, Math.min(levels(args), shell.state.loops));
	};
}

function declaring(name: string): Builtin {
	return (shell, args, io) => declare(shell, [name, ...args], [], io);
}

export const builtins: Record<string, Builtin> = {
	':': () => 0,
	'.': source,
	source,
	cd: changeFolder,
	pushd,
	popd,
	dirs,
	set,
	shopt,
	read,
	mapfile,
	readarray: mapfile,
	getopts,
	type,
	command,
	printf,
	umask,
	kill,
	wait,
	jobs,
	trap,
	break: leaveLoop('break'),
	continue: leaveLoop('continue'),
	export: declaring('export'),
	readonly: declaring('readonly'),
	local: declaring('local'),
	declare: declaring('declare'),
	typeset: declaring('typeset'),
	exit: (shell, args) => {
		throw new Interrupt('exit', status(shell, args));
	},
	return: (shell, args) => {
		throw new Interrupt('return', status(shell, args));
	},
	unset: (shell, args) => {
		const names = args.filter((arg) => !arg.startsWith('-'));
		for (const name of names) {
			const isFunction =
				args.includes('-f') || (!args.includes('-v') && shell.state.parameter(name) === undefined);
			if (isFunction) shell.state.functions.delete(name);
			if (!args.includes('-f')) shell.state.unset(name);
		}
		return 0;
	},
	shift: (shell, args) => {
		const count = Number(args[0] ?? 1);
		if (count > shell.state.args.length) return 1;
		shell.state.args = shell.state.args.slice(count);
		return 0;
	},
	eval: (shell, args, io) => shell.source(args.join(' '), io),
	exec: async (shell, args, io) => {
		throw new Interrupt('exit', await shell.invoke(args, io, {}, false));
	},
	let: (shell, args) => Number(args.map((text) => evaluate(text, shell.state)).at(-1) === 0),
	ulimit: async (shell, _args, io) => {
		await write(shell.system, io, 1, 'unlimited\n');
		return 0;
	},
	hash: () => 0,
	alias: () => 0,
	unalias: () => 0,
	times: () => 0,
	builtin: (shell, args, io) => shell.invoke(args, io, {}, false)
};
