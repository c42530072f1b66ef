/** grep, egrep, fgrep. https://www.gnu.org/software/grep/manual/grep.html */
import { CodedError } from '../../wire/coded-error.ts';
import { reasons } from './files.ts';
import { textOf, type Command, type CommandContext } from '../system.ts';
import { parseOptions, type Options } from './options.ts';
import { BadPattern, posixSource } from './regexp.ts';

const LONG = {
	'ignore-case': 'i',
	'invert-match': 'v',
	'line-number': 'n',
	'files-with-matches': 'l',
	count: 'c',
	recursive: 'r',
	'word-regexp': 'w',
	'only-matching': 'o',
	quiet: 'q',
	silent: 'q',
	'extended-regexp': 'E',
	'fixed-strings': 'F',
	regexp: 'e',
	'max-count': 'm',
	'files-without-match': 'L',
	'line-regexp': 'x',
	'no-messages': 's',
	'no-filename': 'h',
	'with-filename': 'H',
	'byte-offset': 'b',
	'null-data': 'z',
	null: 'Z',
	'perl-regexp': 'P',
	'dereference-recursive': 'R',
	'after-context': 'A',
	'before-context': 'B',
	context: 'C',
	file: 'f',
	text: 'a'
};

/** @throws BadPattern */
function regexpOf(patterns: string[], flags: Set<string>, name: string): RegExp {
	const fixed = flags.has('F') || name === 'fgrep';
	const extended = flags.has('E') || name === 'egrep';
	const parts = patterns.map((pattern) => {
		if (fixed) return pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
		return flags.has('P') ? pattern : posixSource(pattern, extended);
	});
	const source = parts
		.map((part) => (flags.has('x') ? `^(?:${part})$` : flags.has('w') ? `(?<!\\w)(?:${part})(?!\\w)` : part))
		.join('|');
	try {
		return new RegExp(source, `g${flags.has('i') ? 'i' : ''}${flags.has('P') ? '' : 'u'}`);
	} catch (error) {
		throw new BadPattern('Invalid preceding regular expression', { cause: error });
	}
}

function filesBelow(
	{ system: { files } }: CommandContext,
	path: string,
	name: string,
	keep: (base: string) => boolean,
	follow: boolean,
	top = name
): { path: string; name: string }[] {
	const ino = files.find(path, true);
	if (!ino || (name !== top && !follow && files.stat(files.lookup(path, false)).kind === 'symlink'))
		return [];
	const { kind } = files.stat(ino);
	if (kind !== 'directory') return keep(name.split('/').pop() ?? '') ? [{ path, name }] : [];
	return files
		.list(ino)
		.flatMap((entry) =>
			filesBelow(
				{ system: { files } } as CommandContext,
				`${path}/${entry.name}`,
				name === '' ? entry.name : `${name.replace(/\/$/, '')}/${entry.name}`,
				keep,
				follow,
				top
			)
		);
}

type Search = { regexp: RegExp; options: Options; prefix: (name: string) => string };

async function searchOne(
	context: CommandContext,
	text: string,
	name: string,
	{ regexp, options: { flags, values }, prefix }: Search
): Promise<boolean> {
	const end = flags.has('z') ? '\0' : '\n';
	const lines = text.split(end);
	if (lines.at(-1) === '') lines.pop();
	const limit = Number(values['m'] ?? Infinity);
	const [before, after] = [Number(values['B'] ?? values['C'] ?? 0), Number(values['A'] ?? values['C'] ?? 0)];
	const hits: number[] = [];
	for (let index = 0; index < lines.length && hits.length < limit; index++) {
		regexp.lastIndex = 0;
		if (regexp.test(lines[index] ?? '') !== flags.has('v')) hits.push(index);
	}
	if (flags.has('q')) return hits.length > 0;
	const starts = flags.has('b') ? offsets(lines) : null;
	const at = (index: number, mark: string, more = 0) =>
		(flags.has('n') ? `${index + 1}${mark}` : '') + (starts ? `${(starts[index] ?? 0) + more}${mark}` : '');
	if (flags.has('l') || flags.has('L')) {
		if (hits.length > 0 === flags.has('l')) await context.out(`${name}${flags.has('Z') ? '\0' : '\n'}`);
	} else if (flags.has('c')) await context.out(`${prefix(name)}${hits.length}\n`);
	else if (flags.has('o')) {
		if (flags.has('v')) return hits.length > 0;
		for (const index of hits) {
			regexp.lastIndex = 0;
			for (const { 0: match, index: from } of (lines[index] ?? '').matchAll(regexp))
				if (match) await context.out(`${prefix(name)}${at(index, ':', from)}${match}${end}`);
		}
	} else await context.out(shownLines(lines, hits, before, after, at, prefix(name), end));
	return hits.length > 0;
}

/** Bytes before each line. */
function offsets(lines: string[]): number[] {
	const encoder = new TextEncoder();
	let sum = 0;
	return lines.map((line) => {
		const start = sum;
		sum += encoder.encode(line).length + 1;
		return start;
	});
}

function shownLines(
	lines: string[],
	hits: number[],
	before: number,
	after: number,
	at: (index: number, mark: string) => string,
	prefix: string,
	end: string
): string {
	const hit = new Set(hits);
	const shown = new Set(
		hits.flatMap((index) =>
			Array.from({ length: before + after + 1 }, (_, offset) => index - before + offset)
		)
	);
	let out = '';
	let last = -1;
	for (const index of [...shown].sort((a, b) => a - b)) {
		const line = lines[index];
		if (line === undefined) continue;
		if (last >= 0 && index > last + 1 && before + after > 0) out += '--\n';
		const mark = hit.has(index) ? ':' : '-';
		out += `${prefix && prefix.slice(0, -1) + mark}${at(index, mark)}${line}${end}`;
		last = index;
	}
	return out;
}

const USAGE = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

/** Every -e, the lines of every -f, or the first operand; null = there is none. */
async function patternsOf(
	context: CommandContext,
	given: string[],
	values: Options['values'],
	rest: string[]
): Promise<string[] | null> {
	const { files } = context.system;
	const patterns = given.flatMap((text) => text.split('\n'));
	if (values['f'] !== undefined) {
		const bytes =
			values['f'] === '-'
				? await context.input()
				: files.readFile(files.lookup(context.path(values['f']), true));
		patterns.push(...textOf(bytes).replace(/\n$/, '').split('\n'));
	} else if (given.length === 0) {
		const first = rest.shift();
		if (first === undefined) return null;
		patterns.push(...first.split('\n'));
	}
	return patterns;
}

/** -e may come many times; -5 is -C 5. */
function takePatterns(args: string[]): { given: string[]; left: string[] } {
	const given: string[] = [];
	const left: string[] = [];
	const operands = args.indexOf('--');
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? '';
		const isOption = operands < 0 || at < operands;
		const [, flags = '', value] =
			(isOption && (/^-([a-zA-Z]*?)e(.*)$/s.exec(arg) ?? /^-()-regexp=(.*)$/s.exec(arg))) || [];
		if (isOption && (value !== undefined || arg === '--regexp')) given.push(value || (args[++at] ?? ''));
		else if (isOption && /^-\d+$/.test(arg)) left.push(`-C${arg.slice(1)}`);
		else left.push(arg);
		if (flags) left.push(`-${flags}`);
	}
	return { given, left };
}

export const grep: Command = async (context) => {
	try {
		return await search(context);
	} catch (error) {
		if (error instanceof BadPattern) await context.err(`${context.name}: ${error.message}\n`);
		else if (error instanceof CodedError && error.code !== 'EPIPE')
			await context.err(`${context.name}: ${reasons[error.code] ?? error.code}\n`);
		else throw error;
		return 2;
	}
};

async function search(context: CommandContext): Promise<number> {
	const { given, left } = takePatterns(context.args);
	const options = parseOptions(
		left,
		[
			'm',
			'A',
			'B',
			'C',
			'include',
			'exclude',
			'exclude-dir',
			'color',
			'colour',
			'f',
			'd',
			'D',
			'binary-files'
		],
		LONG
	);
	const { flags, values, rest } = options;
	const unknown = [...flags].find((flag) => !'abcEFGhHilLnoPqrRsTuUvwxyzZI-'.includes(flag));
	if (unknown) {
		const what = unknown.length > 1 ? `unrecognized option '--${unknown}'` : `invalid option -- '${unknown}'`;
		await context.err(`${context.name}: ${what}\n${USAGE}`);
		return 2;
	}
	const patterns = await patternsOf(context, given, values, rest);
	if (patterns === null) {
		await context.err(USAGE);
		return 2;
	}
	if (flags.has('y')) flags.add('i');
	return searchPaths(context, options, regexpOf(patterns, flags, context.name));
}

/** The named files, what is below them, or stdin. */
async function searchPaths(context: CommandContext, options: Options, regexp: RegExp): Promise<number> {
	const { flags, values, rest } = options;
	const recursive = flags.has('r') || flags.has('R');
	const wild = (glob: string | undefined) =>
		glob &&
		new RegExp(
			`^${glob
				.replace(/[.+^${}()|\\]/g, '\\$&')
				.replaceAll('*', '.*')
				.replaceAll('?', '.')}$`
		);
	const [include, exclude] = [wild(values['include']), wild(values['exclude'])];
	const keep = (base: string) => (!include || include.test(base)) && !(exclude && exclude.test(base));
	const paths = rest.length > 0 ? rest : recursive ? ['.'] : [];
	const many = recursive || paths.length > 1;
	const named = (flags.has('H') || many) && !flags.has('h');
	const how: Search = {
		regexp,
		options,
		prefix: (name) => (named ? `${name}:` : '')
	};
	let found = false;
	let failed = false;
	if (paths.length === 0)
		found = await searchOne(context, textOf(await context.input()), '(standard input)', how);
	for (const path of paths) {
		const target = context.path(path);
		const kind = context.system.files.kindAt(target);
		if (kind === -1 || (kind === 1 && !recursive)) {
			if (!flags.has('s'))
				await context.err(`grep: ${path}: ${kind === -1 ? 'No such file or directory' : 'Is a directory'}\n`);
			failed ||= kind === -1;
			continue;
		}
		const skipped = values['exclude-dir'];
		for (const file of filesBelow(context, target, rest.length > 0 ? path : '', keep, flags.has('R'))) {
			if (skipped && file.name.split('/').includes(skipped)) continue;
			const { files } = context.system;
			const text = textOf(files.readFile(files.lookup(file.path, true)));
			found = (await searchOne(context, text, file.name, how)) || found;
		}
	}
	return failed ? 2 : Number(!found);
}
