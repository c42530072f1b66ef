/** Patterns: of file names, of case and [[ ]], and of ${x%...}. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_14 */
import type { FileView } from '../../protocol/file-view.ts';

/** A pattern's text; characters that were quoted stand for themselves. */
export type Pattern = { char: string; literal: boolean }[];

export function patternOf(text: string, literal = false): Pattern {
	return Array.from(text, (char) => ({ char, literal }));
}

export function hasWildcards(pattern: Pattern): boolean {
	return pattern.some(({ char, literal }) => !literal && '*?['.includes(char));
}

/** Source of a regular expression. `slash` = whether `*` and `?` match "/". */
export function patternSource(pattern: Pattern, slash: boolean): string {
	const any = slash ? '[\\s\\S]' : '[^/]';
	let source = '';
	for (let at = 0; at < pattern.length; at++) {
		const { char, literal } = pattern[at] ?? { char: '', literal: true };
		if (literal || !'*?['.includes(char)) source += char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
		else if (char === '?') source += any;
		else if (char === '*') source += `${any}*`;
		else {
			const end = bracketEnd(pattern, at);
			if (end < 0) source += '\\[';
			else {
				source += bracket(
					pattern
						.slice(at + 1, end)
						.map((item) => item.char)
						.join('')
				);
				at = end;
			}
		}
	}
	return source;
}

/** Where the `]` of a bracket expression stands: not the one of [:class:], nor one right after `[` or `[!`. */
function bracketEnd(pattern: Pattern, open: number): number {
	const chars = pattern.map(({ char }) => char);
	let at = open + 1;
	if (chars[at] === '!' || chars[at] === '^') at++;
	for (at++; at < chars.length; at++) {
		if (
			chars[at] === ':' &&
			chars[at + 1] === ']' &&
			chars
				.slice(open + 1, at)
				.join('')
				.includes('[:')
		)
			at++;
		else if (chars[at] === ']') return at;
	}
	return -1;
}

function bracket(inside: string): string {
	const classes = inside
		.replace(/\[:alpha:\]/g, 'A-Za-z')
		.replace(/\[:digit:\]/g, '0-9')
		.replace(/\[:alnum:\]/g, 'A-Za-z0-9')
		.replace(/\[:space:\]/g, '\\s')
		.replace(/\[:punct:\]/g, '!-\\/:-@\\[-`{-~')
		.replace(/\[:xdigit:\]/g, '0-9A-Fa-f')
		.replace(/\[:blank:\]/g, ' \\t')
		.replace(/\[:upper:\]/g, 'A-Z')
		.replace(/\[:lower:\]/g, 'a-z');
	const negated = /^[!^]/.test(classes);
	return `[${negated ? '^' : ''}${(negated ? classes.slice(1) : classes).replace(/(?<!\\)[\]^]/g, '\\$&')}]`;
}

export function matches(text: string, pattern: Pattern): boolean {
	return new RegExp(`^${patternSource(pattern, true)}$`).test(text);
}

/** The paths that match, sorted; none = empty. */
export function expandGlob(
	files: FileView,
	cwd: string,
	pattern: Pattern,
	options: { globstar: boolean; dotglob: boolean }
): string[] {
	const parts = splitPath(pattern);
	const isAbsolute = pattern[0]?.char === '/';
	const endsInSlash = pattern.at(-1)?.char === '/';
	let found = [isAbsolute ? '/' : ''];
	for (const part of parts) {
		const isLast = part === parts.at(-1) && !endsInSlash;
		found = found.flatMap((base) => step(files, cwd, base, part, { isLast, ...options }));
	}
	return found.map((path) => (endsInSlash ? `${path}/` : path)).sort();
}

type Step = { isLast: boolean; globstar: boolean; dotglob: boolean };

function splitPath(pattern: Pattern): Pattern[] {
	const parts: Pattern[] = [[]];
	for (const item of pattern) {
		if (item.char === '/') parts.push([]);
		else parts.at(-1)?.push(item);
	}
	return parts.filter((part) => part.length > 0);
}

function step(
	files: FileView,
	cwd: string,
	base: string,
	part: Pattern,
	{ isLast, globstar, dotglob }: Step
): string[] {
	const join = (name: string) => (base === '' || base.endsWith('/') ? base + name : `${base}/${name}`);
	const real = (path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);
	const text = part.map(({ char }) => char).join('');
	if (globstar && text === '**' && !part[0]?.literal) {
		const folders = everyFolder(files, base, real, join);
		return isLast ? folders.flatMap((folder) => below(files, folder, real)) : folders;
	}
	if (!hasWildcards(part)) return files.find(real(join(text)), false) ? [join(text)] : [];
	const folder = files.find(real(base || '.'), true);
	if (!folder || files.stat(folder).kind !== 'directory') return [];
	const regexp = new RegExp(`^${patternSource(part, false)}$`);
	return files
		.list(folder)
		.filter(({ name }) => regexp.test(name) && (!name.startsWith('.') || dotglob || text.startsWith('.')))
		.map(({ name }) => join(name))
		.filter((path) => isLast || files.kindAt(real(path)) === 1);
}

/** A folder and the files in it: what ** stands for at the end. */
function below(files: FileView, folder: string, real: (path: string) => string): string[] {
	const inner = files.list(files.lookup(real(folder || '.'), true));
	const plain = inner.filter(({ name, kind }) => kind !== 'directory' && !name.startsWith('.'));
	return [...(folder ? [folder] : []), ...plain.map(({ name }) => (folder ? `${folder}/${name}` : name))];
}

function everyFolder(
	files: FileView,
	base: string,
	real: (path: string) => string,
	join: (name: string) => string
): string[] {
	const folder = files.find(real(base || '.'), true);
	if (!folder || files.stat(folder).kind !== 'directory') return [];
	const inner = files
		.list(folder)
		.filter(({ name, kind }) => kind === 'directory' && !name.startsWith('.'))
		.flatMap(({ name }) => everyFolder(files, join(name), real, (next) => `${join(name)}/${next}`));
	return [base, ...inner];
}
