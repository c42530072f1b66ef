/** xargs: arguments from stdin. https://www.gnu.org/software/findutils/manual/html_node/find_html/Invoking-xargs.html */
import { CodedError } from '../../wire/coded-error.ts';
import { textOf, type Command, type CommandContext } from '../system.ts';
import { parseOptions, type Options } from './options.ts';

const VALUED = ['n', 'I', 'P', 'd', 'L', 'a', 's', 'E'];
const LONG = {
	'max-args': 'n',
	replace: 'I',
	'max-procs': 'P',
	delimiter: 'd',
	'max-lines': 'L',
	'arg-file': 'a',
	null: '0',
	'no-run-if-empty': 'r',
	verbose: 't',
	'max-chars': 's'
};
/** Bytes of one command line, as Linux has it. */
const LONGEST = 131_072;

/** Options come first; what follows is the command, with options of its own. */
function split(args: string[]): { options: Options; command: string[] } {
	const own: string[] = [];
	const left = [...args];
	while (left[0]?.startsWith('-') && left[0] !== '-') {
		const arg = left.shift() ?? '';
		if (arg === '--') break;
		own.push(arg);
		const name = arg.startsWith('--')
			? LONG[arg.slice(2) as keyof typeof LONG]
			: arg.length === 2
				? arg[1]
				: undefined;
		if (name && VALUED.includes(name)) own.push(left.shift() ?? '');
	}
	return { options: parseOptions(own, VALUED, LONG), command: left.length > 0 ? left : ['echo'] };
}

const UNMATCHED =
	'unmatched single quote; by default quotes are special to xargs unless you use the -0 option';

/** Words by blanks, with quotes and backslashes; `ends` = a word ends its line. */
function wordsOf(text: string): { text: string; ends: boolean }[] {
	const words: { text: string; ends: boolean }[] = [];
	for (const [line] of text.matchAll(/[^\n]+/g)) {
		const before = words.length;
		let at = 0;
		while (at < line.length) {
			const [blanks] = /^\s*/.exec(line.slice(at)) ?? [''];
			at += blanks.length;
			if (at >= line.length) break;
			let word = '';
			for (; at < line.length && !/\s/.test(line[at] ?? ''); at++) {
				const char = line[at] ?? '';
				if (char === '\\') word += line[++at] ?? '';
				else if (char === "'" || char === '"') {
					const end = line.indexOf(char, at + 1);
					if (end < 0)
						throw new CodedError('EINVAL', char === '"' ? UNMATCHED.replace('single', 'double') : UNMATCHED);
					word += line.slice(at + 1, end);
					at = end;
				} else word += char;
			}
			words.push({ text: word, ends: false });
		}
		const last = words.at(-1);
		if (last && words.length > before) last.ends = true;
	}
	return words;
}

function delimiterOf({ flags, values }: Options): string | null {
	if (flags.has('0')) return '\0';
	if ('I' in values && !('d' in values)) return '\n';
	const escapes: Record<string, string> = { '\\n': '\n', '\\t': '\t', '\\0': '\0' };
	return 'd' in values ? (escapes[values['d'] ?? ''] ?? values['d'] ?? '') : null;
}

function batches(text: string, options: Options, command: string[]): string[][] {
	const { values } = options;
	const delimiter = delimiterOf(options);
	const lines = delimiter === null ? [] : text.split(delimiter);
	if (lines.at(-1) === '' || (delimiter !== '\0' && lines.at(-1) === '\n')) lines.pop();
	const items =
		delimiter === null
			? wordsOf(text)
			: lines
					.map((line) => ({ text: 'I' in values && !('d' in values) ? line.trimStart() : line, ends: true }))
					.filter(({ text: item }) => item !== '' || !('I' in values));
	const most = 'I' in values ? 1 : Number(values['n'] ?? Infinity);
	const longest = Number(values['s'] ?? LONGEST);
	const start = command.reduce((sum, word) => sum + word.length + 1, 0);
	const out: string[][] = [];
	let [length, ended] = [0, 0];
	for (const { text: item, ends } of items) {
		const full = (out.at(-1)?.length ?? most) >= most || ended >= Number(values['L'] ?? Infinity);
		if (out.length === 0 || full || length + item.length + 1 > longest) {
			out.push([]);
			[length, ended] = [start, 0];
		}
		out.at(-1)?.push(item);
		length += item.length + 1;
		if (ends) ended++;
	}
	return out;
}

async function runAll(
	context: CommandContext,
	lists: string[][],
	{ flags, values }: Options,
	command: string[]
) {
	const placeholder = values['I'];
	let status = 0;
	const queue = [...lists];
	const one = async (batch: string[]): Promise<boolean> => {
		const args = placeholder
			? command.map((word) => word.replaceAll(placeholder, batch[0] ?? ''))
			: [...command, ...batch];
		if (flags.has('t')) await context.err(`${args.join(' ')}\n`);
		const [name = ''] = args;
		const code = await context.run(args);
		if (code === 127 || code === 126) status = code;
		else if (code === 255) {
			await context.err(`xargs: ${name}: exited with status 255; aborting\n`);
			status = 124;
		} else if (code !== 0) status ||= 123;
		return code < 126 || code > 127;
	};
	const place = async () => {
		for (let batch = queue.shift(); batch; batch = queue.shift())
			if (!(await one(batch)) || status === 124) queue.length = 0;
	};
	const places = Number(values['P'] ?? 1) || queue.length;
	await Promise.all(Array.from({ length: Math.max(1, Math.min(places, queue.length)) }, place));
	return status;
}

export const xargs: Command = async (context) => {
	const { options, command } = split(context.args);
	const { files } = context.system;
	const path = options.values['a'];
	try {
		const bytes =
			path === undefined ? await context.input() : files.readFile(files.lookup(context.path(path), true));
		const lists = batches(textOf(bytes), options, command);
		if (lists.length === 0 && !options.flags.has('r') && !('I' in options.values)) lists.push([]);
		return await runAll(context, lists, options, command);
	} catch (error) {
		if (!(error instanceof CodedError) || error.code === 'EPIPE') throw error;
		const what =
			error.code === 'EINVAL' ? error.message : `Cannot open input file '${path}': No such file or directory`;
		await context.err(`xargs: ${what}\n`);
		return 1;
	}
};
