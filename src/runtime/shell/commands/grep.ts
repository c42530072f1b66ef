/** grep, egrep, fgrep. https://www.gnu.org/software/grep/manual/grep.html */
import { textOf, type Command, type CommandContext } from '../system.ts';
import { parseOptions, type Options } from './options.ts';
import { linesOf } from './text.ts';

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
	'max-count': 'm'
};

/** A basic regular expression's brackets and repeats are plain unless escaped: the other way round than ours. */
function fromBasic(pattern: string): string {
	return pattern.replace(
		/\\([(){}|+?])|([(){}|+?])/g,
		(_, escaped: string | undefined, plain: string | undefined) => escaped ?? `\\${plain}`
	);
}

export function regexpOf(pattern: string, flags: Set<string>, name: string): RegExp {
	const parts = pattern.split('\n').map((line) => {
		if (flags.has('F') || name === 'fgrep') return line.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
		const source = flags.has('E') || flags.has('P') || name === 'egrep' ? line : fromBasic(line);
		return source
			.replace(/\[\[:space:\]\]/g, '\\s')
			.replace(/\[\[:digit:\]\]/g, '\\d')
			.replace(/\\</g, '\\b')
			.replace(/\\>/g, '\\b');
	});
	const source = parts
		.map((part) => (flags.has('x') ? `^(?:${part})$` : flags.has('w') ? `(?<!\\w)(?:${part})(?!\\w)` : part))
		.join('|');
	return new RegExp(source, flags.has('i') ? 'gi' : 'g');
}

function filesBelow(
	{ system: { files } }: CommandContext,
	path: string,
	name: string,
	keep: (base: string) => boolean
): { path: string; name: string }[] {
	const ino = files.find(path, true);
	if (!ino) return [];
	const { kind } = files.stat(ino);
	if (kind !== 'directory') return keep(name.split('/').pop() ?? '') ? [{ path, name }] : [];
	return files
		.list(ino)
		.flatMap((entry) =>
			filesBelow(
				{ system: { files } } as CommandContext,
				`${path}/${entry.name}`,
				name === '' ? entry.name : `${name}/${entry.name}`,
				keep
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
	const lines = linesOf(text);
	const limit = Number(values['m'] ?? Infinity);
	const [before, after] = [Number(values['B'] ?? values['C'] ?? 0), Number(values['A'] ?? values['C'] ?? 0)];
	const hits: number[] = [];
	for (let index = 0; index < lines.length && hits.length < limit; index++) {
		regexp.lastIndex = 0;
		if (regexp.test(lines[index] ?? '') !== flags.has('v')) hits.push(index);
	}
	if (flags.has('q')) return hits.length > 0;
	if (flags.has('l')) {
		if (hits.length > 0) await context.out(`${name}\n`);
	} else if (flags.has('c')) await context.out(`${prefix(name)}${hits.length}\n`);
	else if (flags.has('o')) {
		for (const index of hits)
			for (const [match] of (lines[index] ?? '').matchAll(regexp))
				if (match) await context.out(`${prefix(name)}${flags.has('n') ? `${index + 1}:` : ''}${match}\n`);
	} else await context.out(shownLines(lines, hits, before, after, flags.has('n'), prefix(name)));
	return hits.length > 0;
}

function shownLines(
	lines: string[],
	hits: number[],
	before: number,
	after: number,
	numbered: boolean,
	prefix: string
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
		out += `${prefix && prefix.slice(0, -1) + mark}${numbered ? `${index + 1}${mark}` : ''}${line}\n`;
		last = index;
	}
	return out;
}

export const grep: Command = async (context) => {
	const options = parseOptions(
		context.args,
		['e', 'm', 'A', 'B', 'C', 'include', 'exclude', 'exclude-dir', 'color', 'f'],
		LONG
	);
	const { flags, values, rest } = options;
	const pattern = values['e'] ?? rest.shift();
	if (pattern === undefined) {
		await context.err('Usage: grep [OPTION]... PATTERNS [FILE]...\n');
		return 2;
	}
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
	const search: Search = {
		regexp: regexpOf(pattern, flags, context.name),
		options,
		prefix: (name) => (named ? `${name}:` : '')
	};
	let found = false;
	let failed = false;
	if (paths.length === 0)
		found = await searchOne(context, textOf(await context.input()), '(standard input)', search);
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
		for (const file of filesBelow(context, target, path, keep)) {
			if (skipped && file.name.split('/').includes(skipped)) continue;
			const { files } = context.system;
			const text = textOf(files.readFile(files.lookup(file.path, true)));
			found = (await searchOne(context, text, file.name, search)) || found;
		}
	}
	return failed ? 2 : Number(!found);
};
