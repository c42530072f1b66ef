/** diff(1) of files and folders: normal and unified. https://www.gnu.org/software/diffutils/manual/html_node/Invoking-diff.html */
import { normalHunks, linesOf, unifiedHunks } from './hunks.ts';
import { parse, type Options } from './options.ts';
import { textOf, type GitContext } from './system.ts';

const NONE = new Uint8Array();
type Side = { label: string; path: string; bytes: Uint8Array | null; modified: number };

export async function diff(context: GitContext, args: string[]): Promise<number> {
	const options = parse('diff', args, {
		flags: [
			'brief',
			'recursive',
			'new-file',
			'text',
			'report-identical-files',
			'ignore-all-space',
			'ignore-space-change',
			'ignore-blank-lines',
			'ignore-case',
			'strip-trailing-cr',
			'minimal',
			'no-color',
			'u',
			'ignore-trailing-space',
			'no-dereference',
			'normal'
		],
		values: ['unified', 'label', 'exclude'],
		optional: ['color', 'unified-lines'],
		short: {
			q: 'brief',
			r: 'recursive',
			N: 'new-file',
			a: 'text',
			s: 'report-identical-files',
			w: 'ignore-all-space',
			b: 'ignore-space-change',
			B: 'ignore-blank-lines',
			i: 'ignore-case',
			U: 'unified',
			L: 'label',
			x: 'exclude',
			d: 'minimal',
			Z: 'ignore-trailing-space'
		}
	});
	const [one, other] = options.words;
	if (one === undefined || other === undefined) {
		context.err(
			`diff: missing operand after '${one ?? 'diff'}'\ndiff: Try 'diff --help' for more information.\n`
		);
		return 2;
	}
	return compare(context, [one, other], options, args);
}

async function compare(
	context: GitContext,
	[one, other]: [string, string],
	options: Options,
	args: string[]
): Promise<number> {
	const { files } = context;
	const at = (path: string) => (path.startsWith('/') ? path : `${context.cwd}/${path}`);
	const kind = (path: string) => (path === '-' ? 'file' : (resolved(context, at(path))?.kind ?? null));
	let [left, right] = [one, other];
	if (kind(left) === 'directory' && kind(right) !== 'directory' && kind(right))
		left = `${left}/${right.slice(right.lastIndexOf('/') + 1)}`;
	else if (kind(right) === 'directory' && kind(left) !== 'directory' && kind(left))
		right = `${right}/${left.slice(left.lastIndexOf('/') + 1)}`;
	for (const path of [left, right])
		if (!kind(path) && !options.has('new-file')) {
			context.err(`diff: ${path}: No such file or directory\n`);
			return 2;
		}
	if (kind(left) === 'directory' && kind(right) === 'directory')
		return folders(context, [left, right], options, args);
	const read = async (path: string): Promise<Side> => ({
		label: path,
		path,
		bytes: path === '-' ? await context.input() : kind(path) ? files.read(at(path)) : null,
		modified: path === '-' ? context.now() : (resolved(context, at(path))?.modified ?? 0)
	});
	return texts(context, await read(left), await read(right), options);
}

function resolved({ files }: GitContext, path: string, depth = 0): ReturnType<GitContext['files']['lstat']> {
	const facts = files.lstat(path);
	if (facts?.kind !== 'symlink' || depth > 40) return facts;
	const target = files.readlink(path);
	return resolved(
		{ files } as GitContext,
		target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/'))}/${target}`,
		depth + 1
	);
}

async function folders(
	context: GitContext,
	[one, other]: [string, string],
	options: Options,
	args: string[]
): Promise<number> {
	const at = (path: string) => (path.startsWith('/') ? path : `${context.cwd}/${path}`);
	const excluded = options.values('exclude').map(
		(glob) =>
			new RegExp(
				`^${glob
					.replace(/[.+^${}()|[\]\\]/g, '\\$&')
					.replaceAll('*', '.*')
					.replaceAll('?', '.')}$`
			)
	);
	const names = (path: string) =>
		(resolved(context, at(path)) ? context.files.list(at(path)) : []).filter(
			(name) => !excluded.some((pattern) => pattern.test(name))
		);
	const [left, right] = [new Set(names(one)), new Set(names(other))];
	let status = 0;
	for (const name of [...new Set([...left, ...right])].sort()) {
		const only = !left.has(name) ? other : !right.has(name) ? one : null;
		const inside = [`${one.replace(/\/$/, '')}/${name}`, `${other.replace(/\/$/, '')}/${name}`] as [
			string,
			string
		];
		const isFolder = inside.some((path) => resolved(context, at(path))?.kind === 'directory');
		if (only && !options.has('new-file')) {
			context.out(`Only in ${only.replace(/\/$/, '')}: ${name}\n`);
			status = Math.max(status, 1);
		} else if (isFolder && !options.has('recursive'))
			context.out(`Common subdirectories: ${inside[0]} and ${inside[1]}\n`);
		else if (isFolder) status = Math.max(status, await folders(context, inside, options, args));
		else {
			let header = `diff ${args.filter((arg) => arg.startsWith('-')).join(' ')} ${inside[0]} ${inside[1]}\n`;
			if (options.has('brief')) header = '';
			let text = '';
			const result = await compare(
				{ ...context, out: (part) => (text += typeof part === 'string' ? part : textOf(part)) },
				inside,
				options,
				args
			);
			const isNote = /^(Binary files|Files) /.test(text);
			if (text) context.out((isNote ? '' : header) + text);
			status = Math.max(status, result);
		}
	}
	return status;
}

function texts(context: GitContext, one: Side, other: Side, options: Options): number {
	const [left, right] = [one.bytes ?? NONE, other.bytes ?? NONE];
	const isSame = left.length === right.length && left.every((byte, at) => byte === right[at]);
	const isBinary = (bytes: Uint8Array) => bytes.subarray(0, 8000).includes(0) && !options.has('text');
	if (!isSame && (isBinary(left) || isBinary(right))) {
		context.out(`Binary files ${one.path} and ${other.path} differ\n`);
		return 2;
	}
	const [before, after] = [linesOf(textOf(left)), linesOf(textOf(right))];
	const plain = keyed(before, after, options);
	const unified = options.has('u') || options.has('unified');
	const hunks = isSame
		? ''
		: unified
			? unifiedHunks(plain[0], plain[1], Number(options.value('unified') ?? 3), false)
			: normalHunks(plain[0], plain[1]);
	if (hunks === '') {
		if (options.has('report-identical-files'))
			context.out(`Files ${one.path} and ${other.path} are identical\n`);
		return 0;
	}
	if (options.has('brief')) {
		context.out(`Files ${one.path} and ${other.path} differ\n`);
		return 1;
	}
	const labels = options.values('label');
	const head = unified
		? `--- ${labels[0] ?? `${one.label}\t${stamp(one)}`}\n+++ ${labels[1] ?? `${other.label}\t${stamp(other)}`}\n`
		: '';
	context.out(head + hunks);
	return 1;
}

/** Lines that count as equal are made equal: those of the first file stand for both. */
function keyed(before: string[], after: string[], options: Options): [string[], string[]] {
	const rules: ((line: string) => string)[] = [];
	if (options.has('ignore-all-space')) rules.push((line) => line.replace(/\s+/g, ''));
	else if (options.has('ignore-space-change'))
		rules.push((line) => line.replace(/\s+$/, '').replace(/\s+/g, ' '));
	else if (options.has('ignore-trailing-space')) rules.push((line) => line.replace(/\s+$/, ''));
	if (options.has('strip-trailing-cr')) rules.push((line) => line.replace(/\r\n$/, '\n'));
	if (options.has('ignore-case')) rules.push((line) => line.toLowerCase());
	if (rules.length === 0) return [before, after];
	const keyOf = (line: string) => rules.reduce((text, rule) => rule(text), line);
	const first = new Map<string, string>();
	const shown = (line: string) => {
		const key = keyOf(line);
		if (!first.has(key)) first.set(key, line);
		return first.get(key) ?? line;
	};
	return [before.map(shown), after.map(shown)];
}

/** 2026-01-02 03:04:05.000000000 +0000 */
function stamp({ bytes, modified }: Side): string {
	if (!bytes) return '1970-01-01 00:00:00.000000000 +0000';
	const seconds = Math.floor(modified / 1000);
	const nanoseconds = String(Math.round((modified - seconds * 1000) * 1e6)).padStart(9, '0');
	return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${nanoseconds} +0000`;
}
