/** Commands of time and of counting: date, sleep, timeout, seq; and basename. */
import type { Pid } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Command, CommandContext } from '../system.ts';
import { reasons, usage } from './files.ts';
import { parseOptions } from './options.ts';

/** 5, 0.2, 1m, 2h; null = none of these. */
function milliseconds(text: string): number | null {
	const [whole, count = '0', unit = 's'] = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text) ?? [];
	return whole === undefined
		? null
		: Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit || 's'] ?? 1) * 1000;
}

const sleep: Command = async (context) => {
	if (context.args.length === 0)
		return usage(context, "missing operand\nTry 'sleep --help' for more information.");
	const times = context.args.map(milliseconds);
	const bad = times.indexOf(null);
	if (bad >= 0)
		return usage(
			context,
			`invalid time interval '${context.args[bad]}'\nTry 'sleep --help' for more information.`
		);
	await new Promise((resolve) =>
		setTimeout(
			resolve,
			times.reduce<number>((sum, time) => sum + (time ?? 0), 0)
		)
	);
	return 0;
};

/** The exit codes of timeout(1) itself. */
const [TIMED_OUT, FAILED, KILLED] = [124, 125, 137];

const timeout: Command = async (context) => {
	const words = [...context.args];
	const own: string[] = [];
	while (words[0]?.startsWith('-')) {
		const word = words.shift() ?? '';
		own.push(word);
		if (/^-[sk]$|^--(signal|kill-after)$/.test(word)) own.push(words.shift() ?? '');
	}
	const { values, flags } = parseOptions(own, ['s', 'k'], {
		signal: 's',
		'kill-after': 'k',
		'preserve-status': 'p'
	});
	const [limit = '', ...command] = words;
	const time = milliseconds(limit);
	if (command.length === 0 || time === null) {
		const what = time === null && limit !== '' ? `invalid time interval '${limit}'` : 'missing operand';
		await context.err(`timeout: ${what}\nTry 'timeout --help' for more information.\n`);
		return FAILED;
	}
	const { sync, calls } = context.system;
	const stdio = [0, 1, 2].map((fd) => context.io.get(fd) ?? null);
	let pid: Pid;
	try {
		pid = sync.spawn({ file: command[0] ?? '', args: command, cwd: context.cwd, env: context.env, stdio });
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		await context.err(
			`timeout: failed to run command '${command[0]}': ${reasons[error.code] ?? error.code}\n`
		);
		return error.code === 'ENOENT' ? 127 : 126;
	}
	const signal = signalName(values['s'] ?? 'TERM');
	let expired = false;
	const timers = [
		setTimeout(
			() => {
				expired = true;
				stop(context, pid, signal);
			},
			time || 2 ** 31 - 1
		)
	];
	const after = milliseconds(values['k'] ?? '');
	if (after !== null) timers.push(setTimeout(() => stop(context, pid, 'SIGKILL'), time + after));
	const { code } = await calls.wait(pid);
	for (const timer of timers) clearTimeout(timer);
	if (!expired || flags.has('p')) return code;
	return signal === 'SIGKILL' || code === KILLED ? KILLED : TIMED_OUT;
};

function signalName(text: string): string {
	const numbers: Record<string, string> = { 1: 'HUP', 2: 'INT', 3: 'QUIT', 9: 'KILL', 15: 'TERM' };
	return `SIG${(numbers[text] ?? text).toUpperCase().replace(/^SIG/, '')}`;
}

function stop({ system: { sync } }: CommandContext, pid: Pid, signal: string): void {
	try {
		sync.kill(pid, signal);
	} catch {
		// it ended meanwhile
	}
}

/** FIRST STEP LAST, with -s and -w; as many decimals as the step or the first has. */
const seq: Command = async (context) => {
	const words = [...context.args];
	let [separator, wide] = ['\n', false];
	while (/^-[a-z-]/.test(words[0] ?? '')) {
		const word = words.shift() ?? '';
		if (word === '-w') wide = true;
		else separator = word === '-s' ? (words.shift() ?? '') : word.replace(/^-s|^--separator=/, '');
	}
	if (words.length === 0) return usage(context, "missing operand\nTry 'seq --help' for more information.");
	const bad = words.find((word) => word === '' || Number.isNaN(Number(word)));
	if (bad !== undefined)
		return usage(
			context,
			`invalid floating point argument: '${bad}'\nTry 'seq --help' for more information.`
		);
	const numbers = words.map(Number);
	const [first = 1, step = 1, last = 1] =
		numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
	const digits = Math.max(...words.slice(0, -1).map((word) => /\.(\d+)/.exec(word)?.[1]?.length ?? 0), 0);
	const count = Math.max(0, Math.floor((last - first) / step + 1e-9) + 1);
	const shown = Array.from({ length: count }, (_, index) => (first + index * step).toFixed(digits));
	const width = wide ? Math.max(0, ...shown.map((text) => text.length)) : 0;
	if (count > 0) await context.out(`${shown.map((text) => text.padStart(width, '0')).join(separator)}\n`);
	return 0;
};

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December']
];

/** What -d takes: @SECONDS, an ISO date, or "2 days ago", "tomorrow", "+1 hour". */
function momentOf(text: string): Date | null {
	if (/^@-?\d+(\.\d+)?$/.test(text)) return new Date(Number(text.slice(1)) * 1000);
	const units: Record<string, number> = {
		sec: 1,
		second: 1,
		min: 60,
		minute: 60,
		hour: 3600,
		day: 86_400,
		week: 604_800
	};
	const days = { now: 0, today: 0, tomorrow: 1, yesterday: -1 }[text.trim()];
	if (days !== undefined) return new Date(Date.now() + days * 86_400_000);
	const [, count, unit = '', ago] = /^\s*([-+]?\d+)\s*(\w+?)s?(\s+ago)?\s*$/.exec(text) ?? [];
	if (count && units[unit])
		return new Date(Date.now() + Number(count) * (units[unit] ?? 0) * (ago ? -1000 : 1000));
	const iso = text.trim().replace(/^(\d{4}-\d\d-\d\d) (\d\d?:)/, '$1T$2');
	const time = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(iso) ? `${iso}Z` : iso);
	return Number.isNaN(time) ? null : new Date(time);
}

const isWord = (letter: string) => /[aAbBhcpPZ]/.test(letter);

/** strftime's letters, in UTC. */
export function strftime(format: string, now: Date): string {
	const two = (value: number, fill = '0') => String(value).padStart(2, fill);
	const [day, month, hour] = [
		DAYS[now.getUTCDay()] ?? '',
		MONTHS[now.getUTCMonth()] ?? '',
		now.getUTCHours()
	];
	const iso = now.toISOString();
	const fields: Record<string, () => string> = {
		Y: () => String(now.getUTCFullYear()),
		y: () => two(now.getUTCFullYear() % 100),
		m: () => two(now.getUTCMonth() + 1),
		d: () => two(now.getUTCDate()),
		e: () => two(now.getUTCDate(), ' '),
		H: () => two(hour),
		I: () => two(hour % 12 || 12),
		p: () => (hour < 12 ? 'AM' : 'PM'),
		M: () => two(now.getUTCMinutes()),
		S: () => two(now.getUTCSeconds()),
		N: () => `${String(now.getUTCMilliseconds()).padStart(3, '0')}000000`,
		s: () => String(Math.floor(now.getTime() / 1000)),
		j: () =>
			String(Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0)) / 86_400_000) + 1).padStart(
				3,
				'0'
			),
		u: () => String(now.getUTCDay() || 7),
		w: () => String(now.getUTCDay()),
		F: () => iso.slice(0, 10),
		T: () => iso.slice(11, 19),
		R: () => iso.slice(11, 16),
		D: () => `${two(now.getUTCMonth() + 1)}/${two(now.getUTCDate())}/${two(now.getUTCFullYear() % 100)}`,
		c: () => strftime('%a %b %e %H:%M:%S %Y', now),
		a: () => day.slice(0, 3),
		A: () => day,
		b: () => month.slice(0, 3),
		B: () => month,
		Z: () => 'UTC',
		z: () => '+0000',
		n: () => '\n',
		t: () => '\t',
		'%': () => '%'
	};
	// https://www.gnu.org/software/coreutils/manual/html_node/Padding-and-other-flags.html
	return format.replace(
		/%([-_0^]*)(\d*)([a-zA-Z%])/g,
		(whole, flags: string, width: string, letter: string) => {
			const field = fields[letter]?.();
			if (field === undefined) return whole;
			const text = flags.includes('^') ? field.toUpperCase() : field;
			if (letter === 'N') return text.slice(0, Number(width) || text.length);
			const bare = text.replace(/^[0 ]+(?=.)/, '');
			if (flags.includes('-')) return bare;
			const fill = flags.includes('0') ? '0' : flags.includes('_') || isWord(letter) ? ' ' : null;
			return (fill === null ? text : bare).padStart(
				Math.max(Number(width), text.length),
				fill ?? (letter === 'e' ? ' ' : '0')
			);
		}
	);
}

const date: Command = async (context) => {
	const { flags, values, rest } = parseOptions(
		context.args.map((arg) => (arg.startsWith('--iso-8601') ? `-I${arg.slice(11)}` : arg)),
		['d', 'r', 'I'],
		{ date: 'd', utc: 'u', reference: 'r', 'rfc-email': 'R' }
	);
	const { files } = context.system;
	const reference = values['r'] === undefined ? 0 : files.find(context.path(values['r']), true);
	const now = reference
		? new Date(files.stat(reference).modified)
		: values['d'] === undefined
			? new Date()
			: momentOf(values['d']);
	if (now === null) return usage(context, `invalid date '${values['d']}'`);
	const iso = { '': '%F', date: '%F', seconds: '%FT%T+00:00', s: '%FT%T+00:00', minutes: '%FT%R+00:00' }[
		values['I'] ?? ''
	];
	const other = flags.has('R')
		? '%a, %d %b %Y %H:%M:%S %z'
		: 'I' in values
			? (iso ?? '%F')
			: '%a %b %e %H:%M:%S %Z %Y';
	await context.out(`${strftime(rest.find((arg) => arg.startsWith('+'))?.slice(1) ?? other, now)}\n`);
	return 0;
};

/** NAME [SUFFIX]; -a NAME...; -s SUFFIX NAME... */
const basename: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['s'], { multiple: 'a', suffix: 's' });
	if (rest.length === 0)
		return usage(context, "missing operand\nTry 'basename --help' for more information.");
	const many = flags.has('a') || 's' in values;
	const suffix = values['s'] ?? (many ? '' : (rest[1] ?? ''));
	for (const path of many ? rest : rest.slice(0, 1)) {
		const base = path.replace(/\/+$/, '').split('/').pop() || '/';
		await context.out(
			`${suffix && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base}\n`
		);
	}
	return 0;
};

export const clockCommands: Record<string, Command> = { sleep, timeout, seq, date, basename };
