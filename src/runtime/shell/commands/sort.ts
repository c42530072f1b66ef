/** sort: keys, in C's order. https://www.gnu.org/software/coreutils/manual/html_node/sort-invocation.html */
import { textOf, type Command } from '../system.ts';
import { parseOptions } from './options.ts';
import { inputs } from './text.ts';

type Place = { field: number; char: number };
type Key = { from: Place; to: Place | null; flags: string };

const ORDERINGS = 'bdfghiMnRrV';
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const SIZES = ['K', 'M', 'G', 'T', 'P', 'E'];

/** "2,3nr", "1.2" */
function keyOf(text: string): Key | null {
	const [whole, field, char, flags = '', toField, toChar, toFlags = ''] =
		/^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text) ?? [];
	if (!whole || Number(field) === 0) return null;
	return {
		from: { field: Number(field), char: Number(char ?? 1) },
		to: toField ? { field: Number(toField), char: Number(toChar ?? 0) } : null,
		flags: flags + toFlags
	};
}

/** Where the fields of a line begin and end. Without a separator the blanks before a field are its own. */
function fieldsOf(line: string, separator: string | undefined): [from: number, to: number][] {
	const fields: [number, number][] = [];
	if (separator === undefined) {
		for (const match of line.matchAll(/[ \t]*[^ \t]+/g))
			fields.push([match.index, match.index + match[0].length]);
		return fields;
	}
	let at = 0;
	for (const part of line.split(separator)) {
		fields.push([at, at + part.length]);
		at += part.length + separator.length;
	}
	return fields;
}

function cut(line: string, { from, to, flags }: Key, separator: string | undefined): string {
	const fields = fieldsOf(line, separator);
	const [start = line.length, end = line.length] = fields[from.field - 1] ?? [];
	const blanks = flags.includes('b') ? (/^[ \t]*/.exec(line.slice(start, end))?.[0].length ?? 0) : 0;
	const begin = start + blanks + from.char - 1;
	if (!to) return line.slice(begin);
	const [toStart, toEnd] = fields[to.field - 1] ?? [line.length, line.length];
	return line.slice(begin, to.char === 0 ? toEnd : toStart + to.char);
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const numberOf = (text: string) => Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] ?? 0) || 0;

/** 1.5K < 2M */
function sizeOf(text: string): number {
	const [, number = '0', unit = ''] = /^\s*(-?[\d.]+)([KMGTPE]?)/i.exec(text) ?? [];
	return (SIZES.indexOf(unit.toUpperCase()) + 1) * 1e15 + Number(number);
}

function byVersion(a: string, b: string): number {
	const parts = (text: string) => text.match(/\d+|\D+/g) ?? [];
	const [left, right] = [parts(a), parts(b)];
	for (let at = 0; at < Math.max(left.length, right.length); at++) {
		const [x = '', y = ''] = [left[at], right[at]];
		const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : byText(x, y);
		if (order !== 0) return order;
	}
	return 0;
}

function compareBy(flags: string): (a: string, b: string) => number {
	if (flags.includes('n')) return (a, b) => numberOf(a) - numberOf(b);
	if (flags.includes('g')) return (a, b) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
	if (flags.includes('h')) return (a, b) => sizeOf(a) - sizeOf(b);
	if (flags.includes('V')) return byVersion;
	const month = (text: string) => MONTHS.indexOf(text.trim().slice(0, 3).toUpperCase());
	if (flags.includes('M')) return (a, b) => month(a) - month(b);
	const plain = (text: string) => {
		const kept = flags.includes('d') ? text.replace(/[^\p{L}\d\s]/gu, '') : text;
		return flags.includes('f') ? kept.toUpperCase() : kept;
	};
	return (a, b) => byText(plain(a), plain(b));
}

type Ordering = { keys: Key[]; global: string; separator: string | undefined; stable: boolean };

function comparison({ keys, global, separator, stable }: Ordering): (a: string, b: string) => number {
	const parts = (keys.length > 0 ? keys : [{ from: { field: 1, char: 1 }, to: null, flags: '' }]).map(
		(key) => {
			const own = [...key.flags].some((flag) => ORDERINGS.includes(flag)) ? key.flags : global;
			const whole = keys.length === 0;
			const of = (line: string) => {
				const text = whole ? line : cut(line, { ...key, flags: own }, separator);
				return whole && own.includes('b') ? text.trimStart() : text;
			};
			return { of, compare: compareBy(own), sign: own.includes('r') ? -1 : 1 };
		}
	);
	return (a, b) => {
		for (const { of, compare, sign } of parts) {
			const order = sign * compare(of(a), of(b));
			if (order !== 0) return order;
		}
		return stable ? 0 : (global.includes('r') ? -1 : 1) * byText(a, b);
	};
}

const LONG = {
	reverse: 'r',
	unique: 'u',
	'numeric-sort': 'n',
	'general-numeric-sort': 'g',
	'human-numeric-sort': 'h',
	'version-sort': 'V',
	'month-sort': 'M',
	'ignore-case': 'f',
	'dictionary-order': 'd',
	'ignore-leading-blanks': 'b',
	stable: 's',
	check: 'c',
	output: 'o',
	key: 'k',
	'field-separator': 't',
	'zero-terminated': 'z'
};

/** Every -k, in order; the parser of options keeps the last of each. */
function takeKeys(args: string[]): { keys: string[]; rest: string[] } {
	const keys: string[] = [];
	const rest: string[] = [];
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? '';
		const [, flags = '', value] = /^-([a-zA-Z]*?)k(.*)$/s.exec(arg) ?? /^-()-key=(.*)$/s.exec(arg) ?? [];
		if (value === undefined && arg !== '--key') rest.push(arg);
		else keys.push(value || (args[++at] ?? ''));
		if (flags) rest.push(`-${flags}`);
	}
	return { keys, rest };
}

export const sort: Command = async (context) => {
	const given = takeKeys(context.args);
	const { flags, values, rest } = parseOptions(given.rest, ['t', 'o', 'S', 'T', 'parallel'], LONG);
	const unknown = [...flags].find((flag) => !`${ORDERINGS}cCmsuz`.includes(flag));
	if (unknown) {
		const what = unknown.length > 1 ? `unrecognized option '--${unknown}'` : `invalid option -- '${unknown}'`;
		await context.err(`sort: ${what}\nTry 'sort --help' for more information.\n`);
		return 2;
	}
	const keys = given.keys.map(keyOf);
	const bad = keys.indexOf(null);
	if (bad >= 0) {
		await context.err(
			`sort: invalid number at field start: invalid count at start of '${given.keys[bad]}'\n`
		);
		return 2;
	}
	const end = flags.has('z') ? '\0' : '\n';
	const lines: string[] = [];
	const status = await inputs(context, rest, (bytes) => {
		const parts = textOf(bytes).split(end);
		if (parts.at(-1) === '') parts.pop();
		lines.push(...parts);
	});
	const global = [...flags].filter((flag) => ORDERINGS.includes(flag)).join('');
	const ordering = {
		keys: keys.filter((key) => key !== null),
		global,
		separator: values['t'],
		stable: flags.has('s') || flags.has('u')
	};
	const compare = comparison(ordering);
	if (flags.has('c') || flags.has('C')) {
		const at = lines.findIndex(
			(line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > (flags.has('u') ? -1 : 0)
		);
		if (at > 0 && flags.has('c'))
			await context.err(`sort: ${rest[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}\n`);
		return at > 0 ? 1 : status;
	}
	lines.sort(compare);
	const shown = flags.has('u')
		? lines.filter((line, index) => index === 0 || compare(lines[index - 1] ?? '', line) !== 0)
		: lines;
	const text = shown.map((line) => line + end).join('');
	if (values['o'] === undefined) await context.out(text);
	else
		context.system.sync.writeFile(context.path(values['o']), new TextEncoder().encode(text), 0o1101, 0o644);
	return status === 0 ? 0 : 2;
};
