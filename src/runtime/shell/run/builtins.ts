/** Commands that change the shell itself. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_15 */
import { absolute, textOf, write, type Io } from '../system.ts';
import { findOnPath } from '../commands/path.ts';
import { findCommand } from '../commands/registry.ts';
import { contextOf } from './context.ts';
import { evaluate } from './arithmetic.ts';
import type { Shell } from './interpreter.ts';
import { Interrupt } from './leave.ts';
import type { Options } from './state.ts';

type Builtin = (shell: Shell, args: string[], io: Io) => Promise<number> | number;

const OPTION_LETTERS: Record<string, keyof Options> = {
	e: 'errexit',
	u: 'nounset',
	x: 'xtrace',
	f: 'noglob'
};
const OPTION_NAMES = new Set<string>(['errexit', 'nounset', 'xtrace', 'noglob', 'pipefail']);

const levels = (args: string[]) => Math.max(1, Number(args[0] ?? 1) || 1);
const status = (shell: Shell, args: string[]) =>
	args[0] === undefined ? shell.state.status : Number(args[0]) & 0xff;

/** NAME=VALUE, or NAME alone. */
function assign(shell: Shell, text: string): string {
	const equals = text.indexOf('=');
	const name = equals < 0 ? text : text.slice(0, equals);
	if (equals >= 0) shell.state.set(name, text.slice(equals + 1));
	return name;
}

async function cd(shell: Shell, args: string[], io: Io): Promise<number> {
	const { state, system } = shell;
	const given = args.find((arg) => arg !== '-P' && arg !== '-L' && arg !== '--') ?? state.get('HOME');
	const wanted = given === '-' ? state.get('OLDPWD') : given;
	const target = absolute(state.cwd, wanted);
	if (system.files.kindAt(target) !== 1) {
		const reason = system.files.kindAt(target) === 0 ? 'Not a directory' : 'No such file or directory';
		await write(system, io, 2, `${state.name}: 1: cd: ${wanted}: ${reason}\n`);
		return 1;
	}
	state.set('OLDPWD', state.cwd);
	state.cwd = system.files.realpath(target);
	if (given === '-') await write(system, io, 1, `${state.cwd}\n`);
	return 0;
}

async function set(shell: Shell, args: string[], io: Io): Promise<number> {
	const { state } = shell;
	if (args.length === 0) {
		const lines = [...state.variables]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => `${name}='${value}'\n`);
		await write(shell.system, io, 1, lines.join(''));
		return 0;
	}
	const left = [...args];
	for (let arg = left[0]; arg !== undefined && /^[-+]./.test(arg); arg = left[0]) {
		left.shift();
		if (arg === '--') {
			state.args = left;
			return 0;
		}
		const on = arg.startsWith('-');
		const names =
			arg.slice(1) === 'o'
				? [left.shift() ?? '']
				: Array.from(arg.slice(1), (letter) => OPTION_LETTERS[letter] ?? '');
		for (const name of names) if (OPTION_NAMES.has(name)) state.options[name as keyof Options] = on;
	}
	if (left.length > 0) state.args = left;
	return 0;
}

/** One line; the last variable takes what is left. */
async function read(shell: Shell, args: string[], io: Io): Promise<number> {
	const names = args.filter((arg) => !arg.startsWith('-'));
	const raw = args.includes('-r');
	const source = io.get(0);
	const bytes: number[] = [];
	let ended = true;
	while (source !== undefined) {
		const [byte] = await shell.system.calls.read(source, 1, null);
		if (byte === undefined) break;
		if (byte === 10) {
			ended = false;
			break;
		}
		bytes.push(byte);
	}
	const line = textOf(Uint8Array.from(bytes));
	const text = raw ? line : line.replace(/\\(.)/g, '$1');
	const fields = text.trim().split(/[ \t]+/);
	const variables = names.length > 0 ? names : ['REPLY'];
	variables.forEach((name, index) => {
		const isLast = index === variables.length - 1;
		shell.state.set(name, isLast ? fields.slice(index).join(' ') : (fields[index] ?? ''));
	});
	return Number(ended);
}

async function source(shell: Shell, args: string[], io: Io): Promise<number> {
	const [name = ''] = args;
	const ino = shell.system.files.find(absolute(shell.state.cwd, name), true);
	if (!ino) {
		await write(shell.system, io, 2, `${shell.state.name}: ${name}: No such file or directory\n`);
		return 1;
	}
	return shell.source(textOf(shell.system.files.readFile(ino)), io);
}

async function type(shell: Shell, args: string[], io: Io): Promise<number> {
	let failed = 0;
	for (const name of args) {
		const path = findOnPath(shell.system.files, name, shell.state.get('PATH'), shell.state.cwd);
		const kind = shell.state.functions.has(name)
			? 'a function'
			: Object.hasOwn(builtins, name)
				? 'a shell builtin'
				: path;
		if (kind) await write(shell.system, io, 1, `${name} is ${kind}\n`);
		else {
			await write(shell.system, io, 2, `${shell.state.name}: type: ${name}: not found\n`);
			failed = 1;
		}
	}
	return failed;
}

async function command(shell: Shell, args: string[], io: Io): Promise<number> {
	const [first, ...rest] = args;
	if (first !== '-v' && first !== '-V') return invokeDirectly(shell, args, io);
	const [name = ''] = rest;
	const path = findOnPath(shell.system.files, name, shell.state.get('PATH'), shell.state.cwd);
	const found = Object.hasOwn(builtins, name) || shell.state.functions.has(name) ? name : path;
	if (found) await write(shell.system, io, 1, `${found}\n`);
	return Number(!found);
}

/** Past functions. */
async function invokeDirectly(shell: Shell, args: string[], io: Io): Promise<number> {
	const [name = ''] = args;
	const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
	if (builtin) return builtin(shell, args.slice(1), io);
	const env = shell.state.environment();
	const own = findCommand(shell.system.files, name, env['PATH'] ?? '', shell.state.cwd);
	return own ? own(contextOf(shell, args, io, env)) : shell.program(args, io, env);
}

async function wait(shell: Shell, args: string[]): Promise<number> {
	const numbers = args.length > 0 ? args.map(Number) : [...shell.jobs.keys()];
	let last = 0;
	for (const number of numbers) last = (await shell.jobs.get(number)) ?? 127;
	return args.length > 0 ? last : 0;
}

function local(shell: Shell, args: string[]): number {
	const hidden = shell.state.locals.at(-1);
	for (const arg of args) {
		const name = arg.split('=', 1)[0] ?? '';
		if (hidden && !hidden.has(name)) hidden.set(name, shell.state.variables.get(name));
		if (arg.includes('=')) assign(shell, arg);
		else shell.state.variables.delete(name);
	}
	return 0;
}

export const builtins: Record<string, Builtin> = {
	':': () => 0,
	'.': source,
	source,
	cd,
	set,
	read,
	type,
	command,
	wait,
	local,
	declare: local,
	exit: (shell, args) => {
		throw new Interrupt('exit', status(shell, args));
	},
	return: (shell, args) => {
		throw new Interrupt('return', status(shell, args));
	},
	break: (_shell, args) => {
		throw new Interrupt('break', 0, levels(args));
	},
	continue: (_shell, args) => {
		throw new Interrupt('continue', 0, levels(args));
	},
	export: (shell, args) => {
		for (const arg of args) if (!arg.startsWith('-')) shell.state.exported.add(assign(shell, arg));
		return 0;
	},
	readonly: (shell, args) => {
		for (const arg of args) if (!arg.startsWith('-')) assign(shell, arg);
		return 0;
	},
	unset: (shell, args) => {
		for (const name of args) {
			shell.state.variables.delete(name);
			shell.state.functions.delete(name);
			shell.state.exported.delete(name);
		}
		return 0;
	},
	shift: (shell, args) => {
		const count = levels(args);
		if (count > shell.state.args.length) return 1;
		shell.state.args = shell.state.args.slice(count);
		return 0;
	},
	eval: (shell, args, io) => shell.source(args.join(' '), io),
	exec: async (shell, args, io) => {
		throw new Interrupt('exit', await invokeDirectly(shell, args, io));
	},
	trap: (shell, [action = '', ...signals]) => {
		if (signals.includes('EXIT') || signals.includes('0'))
			shell.state.exitTrap = action === '-' ? null : action;
		return 0;
	},
	let: (shell, args) => Number(args.map((text) => evaluate(text, shell.state)).at(-1) === 0),
	umask: async (shell, args, io) => {
		if (args.length === 0) await write(shell.system, io, 1, '0022\n');
		return 0;
	},
	ulimit: async (shell, _args, io) => {
		await write(shell.system, io, 1, 'unlimited\n');
		return 0;
	},
	jobs: () => 0,
	hash: () => 0,
	alias: () => 0,
	builtin: invokeDirectly,
	shopt: () => 0
};
