/** What find can ask of a file: everything but what acts. https://www.gnu.org/software/findutils/manual/html_node/find_html/Primary-Index.html */
import type { FileKind, Stat } from '../../protocol/file-view.ts';
import type { CommandContext } from '../system.ts';
import { matches, patternOf } from '../run/glob.ts';
import { posixRegExp } from './regexp.ts';

export type Item = { path: string; shown: string; name: string; stat: Stat; depth: number; root: string };
export type Test = (item: Item) => boolean | Promise<boolean>;

/** Takes the value of a predicate from the command line. @throws Error in find's words */
export type Take = () => string;

const DAY = 86_400_000;
const MINUTE = 60_000;
const KINDS: Record<string, FileKind> = { f: 'file', d: 'directory', l: 'symlink', c: 'device' };

/** +3, -3, 3 */
function numberTest(text: string, of: (item: Item) => number): Test {
	const [, sign = '', digits] = /^([-+]?)(\d+)$/.exec(text) ?? [];
	if (digits === undefined) throw new Error(`invalid argument \`${text}'`);
	const wanted = Number(digits);
	return (item) =>
		sign === '+' ? of(item) > wanted : sign === '-' ? of(item) < wanted : of(item) === wanted;
}

function sizeTest(text: string): Test {
	const [, number = '', unit = 'b'] = /^([-+]?\d+)([cwbkMG]?)$/.exec(text) ?? [];
	const block = { c: 1, w: 2, b: 512, k: 1024, M: 1_048_576, G: 1_073_741_824 }[unit || 'b'] ?? 512;
	return numberTest(number, ({ stat }) => Math.ceil(stat.size / block));
}

/** 644, -644 (all of them), /222 (any of them), u=r. */
function permTest(text: string): Test {
	const [, how = '', mode = ''] = /^([-/]?)(.*)$/.exec(text) ?? [];
	let bits = 0;
	if (/^[0-7]+$/.test(mode)) bits = Number.parseInt(mode, 8);
	else
		for (const [, who = '', what = ''] of mode.matchAll(/([ugoa]*)[=+]([rwx]*)/g))
			for (const name of who === '' || who.includes('a') ? 'ugo' : who)
				for (const letter of what)
					bits |= ({ r: 4, w: 2, x: 1 }[letter] ?? 0) << ({ u: 6, g: 3, o: 0 }[name] ?? 0);
	return ({ stat }) => {
		const own = stat.mode & 0o7777;
		if (how === '-') return (own & bits) === bits;
		return how === '/' ? bits === 0 || (own & bits) !== 0 : own === bits;
	};
}

function glob(text: string, fold: boolean): (value: string) => boolean {
	const pattern = patternOf(fold ? text.toLowerCase() : text);
	return (value) => matches(fold ? value.toLowerCase() : value, pattern);
}

function newer({ system: { files }, path }: CommandContext, reference: string): Test {
	const { modified } = files.stat(files.lookup(path(reference), true));
	return ({ stat }) => stat.modified > modified;
}

function empty({ system: { files } }: CommandContext): Test {
	return ({ path, stat }) =>
		stat.kind === 'directory'
			? files.list(files.lookup(path, false)).length === 0
			: stat.kind === 'file' && stat.size === 0;
}

const named = (of: (item: Item) => string, fold: boolean) => (take: Take) => {
	const is = glob(take(), fold);
	return (item: Item) => is(of(item));
};
const regex = (flags: string) => (take: Take) => {
	const regexp = posixRegExp(`^\\(${take()}\\)$`, false, flags);
	return ({ shown }: Item) => regexp.test(shown);
};
const aged = (unit: number) => (take: Take) =>
	numberTest(take(), ({ stat }) => Math.floor((Date.now() - stat.modified) / unit));
const readable =
	(bit: number) =>
	() =>
	({ stat }: Item) =>
		(stat.mode & bit) !== 0;

const shownOf = ({ shown }: Item) => shown;
const nameOf = ({ name }: Item) => name;

export const findTests: Record<string, (take: Take, context: CommandContext) => Test> = {
	'-name': named(nameOf, false),
	'-iname': named(nameOf, true),
	'-path': named(shownOf, false),
	'-wholename': named(shownOf, false),
	'-ipath': named(shownOf, true),
	'-iwholename': named(shownOf, true),
	'-regex': regex(''),
	'-iregex': regex('i'),
	'-type'(take) {
		const kinds = take()
			.split(',')
			.map((letter) => KINDS[letter]);
		return ({ stat }) => kinds.includes(stat.kind);
	},
	'-size': (take) => sizeTest(take()),
	'-perm': (take) => permTest(take()),
	'-mtime': aged(DAY),
	'-ctime': aged(DAY),
	'-atime': aged(DAY),
	'-mmin': aged(MINUTE),
	'-cmin': aged(MINUTE),
	'-links': (take) => numberTest(take(), ({ stat }) => stat.links),
	'-inum': (take) => numberTest(take(), ({ stat }) => Number(stat.ino)),
	'-newer': (take, context) => newer(context, take()),
	'-empty': (_, context) => empty(context),
	'-readable': readable(0o444),
	'-writable': readable(0o222),
	'-executable': readable(0o111),
	'-user': (take) => {
		const isRoot = /^(root|0)$/.test(take());
		return () => isRoot;
	},
	'-true': () => () => true,
	'-false': () => () => false
};

/** What -printf prints: %p %f %h %P %s %d %y %m %M %T@ and escapes. */
export function formatItem(format: string, item: Item): string {
	const { shown, name, stat, depth, root } = item;
	const letters: Record<FileKind, string> = { file: 'f', directory: 'd', symlink: 'l', device: 'c' };
	const slash = shown.lastIndexOf('/');
	const fields: Record<string, string> = {
		p: shown,
		f: name,
		h: slash < 0 ? '.' : shown.slice(0, slash),
		P: shown === root ? '' : shown.slice(root.replace(/\/$/, '').length + 1),
		H: root,
		s: String(stat.size),
		d: String(depth),
		y: letters[stat.kind],
		m: (stat.mode & 0o7777).toString(8),
		n: String(stat.links),
		i: String(stat.ino),
		u: 'root',
		g: 'root',
		'T@': (stat.modified / 1000).toFixed(10),
		t: new Date(stat.modified).toUTCString(),
		'%': '%'
	};
	return format.replace(/%(T@|[a-zA-Z%])|\\([nt0\\])/g, (whole, field?: string, escape?: string) =>
		escape === undefined ? (fields[field ?? ''] ?? whole) : ({ n: '\n', t: '\t', 0: '\0' }[escape] ?? escape)
	);
}
