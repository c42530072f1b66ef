/** Commands that lay out text or change its letters: column, expand, shuf, tr. */
import { textOf, type Command } from '../system.ts';
import { parseOptions } from './options.ts';
import { inputs, linesOf } from './text.ts';

/** -t: a table. Without: as many columns as fit into 80 characters. */
const column: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['s', 'o', 'c', 'N'], {
		table: 't',
		separator: 's',
		'output-separator': 'o'
	});
	const lines: string[] = [];
	const status = await inputs(
		context,
		rest,
		(bytes) => void lines.push(...linesOf(textOf(bytes)).filter(Boolean))
	);
	if (!flags.has('t')) {
		const width =
			Math.max(0, ...lines.map((line) => line.length)) +
			8 -
			(Math.max(0, ...lines.map((line) => line.length)) % 8);
		const columns = Math.max(1, Math.floor(Number(values['c'] ?? 80) / width));
		const rows = Math.ceil(lines.length / columns);
		for (let row = 0; row < rows; row++) {
			const cells = lines.filter((_, at) => at % rows === row);
			await context.out(
				`${cells.map((cell, at) => (at < cells.length - 1 ? cell + '\t'.repeat(Math.ceil((width - cell.length) / 8)) : cell)).join('')}\n`
			);
		}
		return status;
	}
	const separator = values['s'];
	const table = lines.map((line) =>
		separator === undefined ? line.trim().split(/\s+/) : line.split(separator)
	);
	const widths: number[] = [];
	for (const row of table)
		for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
	const between = values['o'] ?? '  ';
	await context.out(
		table
			.map(
				(row) =>
					`${row.map((cell, at) => (at < row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell)).join(between)}\n`
			)
			.join('')
	);
	return status;
};

const expand: Command = (context) => {
	const { values, rest } = parseOptions(context.args, ['t'], { tabs: 't' });
	const size = Number(values['t'] ?? 8);
	return inputs(context, rest, (bytes) =>
		context.out(
			textOf(bytes)
				.split(/(?<=\n)/)
				.map((line) => {
					let out = '';
					for (const char of line) out += char === '\t' ? ' '.repeat(size - (out.length % size)) : char;
					return out;
				})
				.join('')
		)
	);
};

const shuf: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['n', 'i', 'o'], {
		'head-count': 'n',
		echo: 'e',
		'input-range': 'i'
	});
	let lines: string[] = flags.has('e') ? rest : [];
	let status = 0;
	if (values['i']) {
		const [from = 0, to = 0] = values['i'].split('-').map(Number);
		lines = Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
	} else if (!flags.has('e'))
		status = await inputs(context, rest, (bytes) => void lines.push(...linesOf(textOf(bytes))));
	for (let at = lines.length - 1; at > 0; at--) {
		const other = Math.floor(Math.random() * (at + 1));
		[lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
	}
	await context.out(
		lines
			.slice(0, Number(values['n'] ?? lines.length))
			.map((line) => `${line}\n`)
			.join('')
	);
	return status;
};

const between = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String.fromCharCode(from + at)).join('');
const CLASSES: Record<string, string> = {
	lower: between(97, 122),
	upper: between(65, 90),
	digit: between(48, 57),
	alpha: between(65, 90) + between(97, 122),
	alnum: between(48, 57) + between(65, 90) + between(97, 122),
	space: '\t\n\v\f\r ',
	blank: '\t ',
	punct: between(33, 47) + between(58, 64) + between(91, 96) + between(123, 126),
	cntrl: `${between(0, 31)}\x7f`,
	print: between(32, 126),
	graph: between(33, 126),
	xdigit: `${between(48, 57)}ABCDEFabcdef`
};
const TR_ESCAPES: Record<string, string> = {
	n: '\n',
	t: '\t',
	r: '\r',
	f: '\f',
	v: '\v',
	a: '\x07',
	b: '\b',
	'\\': '\\'
};

/** The characters of a set: a-z, [:alpha:], \n, \0. */
function lettersOf(set: string): string[] {
	const out: string[] = [];
	const parts = set.match(/\[:\w+:\]|\\[0-7]{1,3}|\\.|[\s\S]/gu) ?? [];
	const one = (part: string) => {
		if (part.length === 1 || !part.startsWith('\\')) return part;
		const octal = /^\\([0-7]{1,3})$/.exec(part)?.[1];
		return octal
			? String.fromCharCode(Number.parseInt(octal, 8))
			: (TR_ESCAPES[part[1] ?? ''] ?? part.slice(1));
	};
	for (let at = 0; at < parts.length; at++) {
		const part = parts[at] ?? '';
		const name = /^\[:(\w+):\]$/.exec(part)?.[1];
		if (name) out.push(...(CLASSES[name] ?? ''));
		else if (parts[at + 1] === '-' && parts[at + 2] !== undefined) {
			out.push(...between(one(part).charCodeAt(0), one(parts[at + 2] ?? '').charCodeAt(0)));
			at += 2;
		} else out.push(one(part));
	}
	return out;
}

const tr: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], {
		delete: 'd',
		'squeeze-repeats': 's',
		complement: 'c',
		'truncate-set1': 't'
	});
	const [first, second] = rest;
	const needs = flags.has('d') !== flags.has('s') ? 1 : 2;
	if (first === undefined || (needs === 2 && second === undefined)) {
		const what = first === undefined ? 'missing operand' : `missing operand after '${first}'`;
		await context.err(
			`tr: ${what}\n${first === undefined ? '' : 'Two strings must be given when translating.\n'}Try 'tr --help' for more information.\n`
		);
		return 1;
	}
	const from = lettersOf(first);
	const to = second === undefined ? [] : lettersOf(second);
	const inFirst = new Set(from);
	const complement = flags.has('c') || flags.has('C');
	const isIn = (char: string) => inFirst.has(char) !== complement;
	const map = new Map(from.map((char, at) => [char, to[Math.min(at, to.length - 1)] ?? char]));
	const change = (char: string) =>
		complement ? (isIn(char) ? (to.at(-1) ?? char) : char) : (map.get(char) ?? char);
	const translates = !flags.has('d') && to.length > 0;
	const squeezed = new Set(second !== undefined ? to : []);
	const squeezes = (char: string) =>
		flags.has('s') && (second === undefined ? isIn(char) : squeezed.has(char));
	let last = '';
	const decoder = new TextDecoder();
	for await (const chunk of context.chunks()) {
		let out = '';
		for (const char of decoder.decode(chunk, { stream: true })) {
			if (flags.has('d') && isIn(char)) continue;
			const shown = translates ? change(char) : char;
			if (shown === last && squeezes(shown)) continue;
			out += shown;
			last = shown;
		}
		await context.out(out);
	}
	return 0;
};

export const tableCommands: Record<string, Command> = { column, expand, shuf, tr };
