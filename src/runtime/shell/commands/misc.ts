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
	const { text, status } = formatPrintf(format, args);
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

/** 5, 0.2, 1m, 2h. */
function milliseconds(text: string): number {
	const [, count = '0', unit = 's'] = /^([\d.]+)([smhd]?)$/.exec(text) ?? [];
	return Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit || 's'] ?? 1) * 1000;
}

const sleep: Command = async ({ args }) => {
	await new Promise((resolve) =>
		setTimeout(
			resolve,
			args.reduce((sum, text) => sum + milliseconds(text), 0)
		)
	);
	return 0;
};

const timeout: Command = async (context) => {
	const { rest, values } = parseOptions(
		context.args.slice(0, 1 + context.args.findIndex((arg) => !arg.startsWith('-'))),
		['s', 'k']
	);
	const [limit = '0'] = rest;
	const command = context.args.slice(context.args.indexOf(limit) + 1);
	const { sync, calls } = context.system;
	const stdio = [0, 1, 2].map((fd) => context.io.get(fd) ?? null);
	const pid = sync.spawn({
		file: command[0] ?? '',
		args: command,
		cwd: context.cwd,
		env: context.env,
		stdio
	});
	let expired = false;
	const timer = setTimeout(() => {
		expired = true;
		stop(context, pid, `SIG${(values['s'] ?? 'TERM').replace(/^SIG/, '')}`);
	}, milliseconds(limit));
	const { code } = await calls.wait(pid);
	clearTimeout(timer);
	return expired ? 124 : code;
};

function stop({ system: { sync } }: CommandContext, pid: Pid, signal: string): void {
	try {
		sync.kill(pid, signal);
	} catch {
		// it ended meanwhile
	}
}

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

const seq: Command = async (context) => {
	const numbers = context.args.filter((arg) => !/^-[a-z]/.test(arg)).map(Number);
	const [first, step, last] =
		numbers.length === 1
			? [1, 1, numbers[0] ?? 0]
			: numbers.length === 2
				? [numbers[0] ?? 1, 1, numbers[1] ?? 0]
				: [numbers[0] ?? 1, numbers[1] ?? 1, numbers[2] ?? 0];
	const count = Math.max(0, Math.floor((last - first) / step) + 1);
	await context.out(Array.from({ length: count }, (_, index) => `${first + index * step}\n`).join(''));
	return 0;
};

const basename: Command = async (context) => {
	const [path = '', suffix = ''] = context.args;
	const base = path.replace(/\/+$/, '').split('/').pop() || '/';
	await context.out(
		`${suffix && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base}\n`
	);
	return 0;
};

const dirname: Command = async (context) => {
	for (const path of context.args) {
		const trimmed = path.replace(/\/+$/, '');
		const slash = trimmed.lastIndexOf('/');
		await context.out(`${slash < 0 ? '.' : trimmed.slice(0, slash) || '/'}\n`);
	}
	return 0;
};

/** strftime's letters, in UTC. */
const date: Command = async (context) => {
	const format = context.args.find((arg) => arg.startsWith('+'))?.slice(1) ?? '%a %b %e %H:%M:%S UTC %Y';
	const now = new Date();
	const two = (value: number) => String(value).padStart(2, '0');
	const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
	const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
	const fields: Record<string, string> = {
		Y: String(now.getUTCFullYear()),
		m: two(now.getUTCMonth() + 1),
		d: two(now.getUTCDate()),
		e: String(now.getUTCDate()).padStart(2),
		H: two(now.getUTCHours()),
		M: two(now.getUTCMinutes()),
		S: two(now.getUTCSeconds()),
		N: `${String(now.getUTCMilliseconds()).padStart(3, '0')}000000`,
		s: String(Math.floor(now.getTime() / 1000)),
		F: now.toISOString().slice(0, 10),
		T: now.toISOString().slice(11, 19),
		a: days[now.getUTCDay()] ?? '',
		b: months[now.getUTCMonth()] ?? '',
		Z: 'UTC',
		z: '+0000'
	};
	await context.out(
		`${format.replace(/%([a-zA-Z])/g, (whole, letter: string) => fields[letter] ?? whole)}\n`
	);
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
	basename,
	date,
	dirname,
	echo,
	env,
	false: async () => 1,
	git,
	hostname: says('tabgym'),
	id: says('uid=0(root) gid=0(root) groups=0(root)'),
	kill,
	nproc: says('2'),
	printenv,
	printf,
	ps,
	seq,
	sleep,
	test,
	timeout,
	true: async () => 0,
	uname,
	which,
	whoami: says('root'),
	yes
};
