/** Commands that say something, wait, or run others. */
import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Command, CommandContext } from '../system.ts';
import { evaluateTest, TestError } from '../run/test.ts';
import { findOnPath } from './path.ts';
import { parseOptions } from './options.ts';
import { formatPrintf, unescape } from './printf.ts';

const echo: Command = async (context) => {
	const args = [...context.args];
	let [newline, escapes] = [true, false];
	while (/^-[neE]+$/.test(args[0] ?? '')) {
		const flags = args.shift() ?? '';
		if (flags.includes('n')) newline = false;
		if (flags.includes('e')) escapes = true;
	}
	const text = args.join(' ');
	await context.out((escapes ? unescape(text) : text) + (newline ? '\n' : ''));
	return 0;
};

const printf: Command = async (context) => {
	const [format, ...args] = context.args;
	if (format === undefined) return 2;
	const { text, status, problems } = formatPrintf(format, args);
	for (const problem of problems) await context.complain(`printf: ${problem}`);
	await context.out(text);
	return status;
};

const test: Command = async (context) => {
	const args = [...context.args];
	if (context.name === '[' && args.pop() !== ']') {
		await context.complain("missing `]'");
		return 2;
	}
	try {
		const words = args.map((text) => ({ text, pattern: [], quoted: true }));
		const { files } = context.system;
		return Number(
			!evaluateTest(words, {
				files,
				cwd: context.cwd,
				extended: false,
				found: () => {},
				isTerminal: (fd) => isTerminal(context, fd)
			})
		);
	} catch (error) {
		if (!(error instanceof TestError)) throw error;
		await context.complain(error.message);
		return 2;
	}
};

function isTerminal({ system, io }: CommandContext, fd: number): boolean {
	const description = io.get(fd);
	return description !== undefined && system.sync.describe(description).kind === 'terminal';
}

const env: Command = async (context) => {
	const args = [...context.args];
	const changed = { ...context.env };
	while (args[0]?.startsWith('-')) {
		const flag = args.shift();
		if (flag === '-i') for (const name of Object.keys(changed)) Reflect.deleteProperty(changed, name);
		else if (flag === '-u') Reflect.deleteProperty(changed, args.shift() ?? '');
	}
	const assignments: string[] = [];
	while (args[0]?.includes('=')) assignments.push(args.shift() ?? '');
	for (const assignment of assignments)
		changed[assignment.slice(0, assignment.indexOf('='))] = assignment.slice(assignment.indexOf('=') + 1);
	if (args.length === 0) {
		await context.out(
			Object.entries(changed)
				.map(([name, value]) => `${name}=${value}\n`)
				.join('')
		);
		return 0;
	}
	return spawned(context, args, changed);
};

/** A program with another environment. */
async function spawned(
	context: CommandContext,
	args: string[],
	env: Record<string, string>
): Promise<number> {
	const { sync, calls } = context.system;
	const stdio = [0, 1, 2].map((fd) => context.io.get(fd) ?? null);
	try {
		const pid = sync.spawn({ file: args[0] ?? '', args, cwd: context.cwd, env, stdio });
		return (await calls.wait(pid)).code;
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		await context.err(
			`${context.name}: '${args[0]}': ${error.code === 'ENOENT' ? 'No such file or directory' : 'Permission denied'}\n`
		);
		return error.code === 'ENOENT' ? 127 : 126;
	}
}

const printenv: Command = async (context) => {
	const [name] = context.args;
	if (name === undefined) return env(context);
	const value = context.env[name];
	if (value !== undefined) await context.out(`${value}\n`);
	return Number(value === undefined);
};

const which: Command = async (context) => {
	let status = 0;
	for (const name of parseOptions(context.args).rest) {
		const path = findOnPath(context.system.files, name, context.env['PATH'] ?? '', context.cwd);
		if (path) await context.out(`${path}\n`);
		else status = 1;
	}
	return status;
};

const kill: Command = async (context) => {
	const { rest } = parseOptions(
		context.args.filter((arg) => !/^-([A-Z]+|\d+)$/.test(arg)),
		['s']
	);
	const given = context.args.find((arg) => /^-([A-Z]+|\d+)$/.test(arg))?.slice(1) ?? 'TERM';
	const numbers: Record<string, string> = {
		'0': '0',
		'1': 'SIGHUP',
		'2': 'SIGINT',
		'9': 'SIGKILL',
		'15': 'SIGTERM'
	};
	const signal = numbers[given] ?? `SIG${given.replace(/^SIG/, '')}`;
	let status = 0;
	for (const text of rest) {
		try {
			context.system.sync.kill(Number(text) as Pid, signal);
		} catch {
			await context.err(`kill: (${text}) - No such process\n`);
			status = 1;
		}
	}
	return status;
};

const ps: Command = async (context) => {
	const rows = context.system.sync
		.processes()
		.map(({ pid, args }) => `${String(pid).padStart(5)} ?        00:00:00 ${args.join(' ')}\n`);
	await context.out(`  PID TTY          TIME CMD\n${rows.join('')}`);
	return 0;
};

const dirname: Command = async (context) => {
	for (const path of context.args) {
		const trimmed = path.replace(/\/+$/, '') || '/';
		const slash = trimmed.lastIndexOf('/');
		await context.out(`${slash < 0 ? '.' : trimmed.slice(0, slash) || '/'}\n`);
	}
	return 0;
};

const says =
	(text: string): Command =>
	async (context) => {
		await context.out(`${text}\n`);
		return 0;
	};

const uname: Command = async (context) => {
	const { flags } = parseOptions(context.args);
	const all = { s: 'Linux', n: 'tabgym', r: '6.1.0', v: '#1 SMP', m: 'x86_64', o: 'GNU/Linux' };
	const shown = Object.entries(all).filter(
		([flag]) => flags.has('a') || flags.has(flag) || (flags.size === 0 && flag === 's')
	);
	await context.out(`${shown.map(([, value]) => value).join(' ')}\n`);
	return 0;
};

const yes: Command = async (context) => {
	const line = `${context.args.join(' ') || 'y'}\n`.repeat(512);
	for (;;) await context.out(line);
};

const git: Command = async (context) => {
	await context.err('git: not supported by this host yet\n');
	return 1;
};

export const miscCommands: Record<string, Command> = {
	'[': test,
	dirname,
	echo,
	env,
	false: async () => 1,
	git,
	hostname: says('tabgym'),
	id: async (context) => {
		const { flags } = parseOptions(context.args);
		const short = ['u', 'g', 'G'].some((flag) => flags.has(flag));
		await context.out(
			short ? (flags.has('n') ? 'root\n' : '0\n') : 'uid=0(root) gid=0(root) groups=0(root)\n'
		);
		return 0;
	},
	kill,
	nproc: says('2'),
	printenv,
	printf,
	ps,
	test,
	true: async () => 0,
	uname,
	which,
	whoami: says('root'),
	yes
};
