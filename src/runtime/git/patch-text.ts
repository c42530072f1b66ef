/** A set of changes as git prints it: patches, --stat, --numstat, --name-only and the rest. */
import type { Contents, FileChange } from './changes.ts';
import { changesOf, linesOf, unifiedHunks } from './hunks.ts';
import { ZERO, type Id } from './objects.ts';
import { textOf } from './system.ts';

const BINARY_SEARCHED = 8000;
const isBinary = (bytes: Uint8Array) => bytes.subarray(0, BINARY_SEARCHED).includes(0);

/** A path as git prints it: in quotes where it has other than plain characters. */
export function quotePath(path: string): string {
	// eslint-disable-next-line no-control-regex -- these are what is quoted
	if (!/["\\\x00-\x1f\x7f-\uffff]/.test(path)) return path;
	let text = '';
	for (const byte of new TextEncoder().encode(path)) {
		const char = String.fromCharCode(byte);
		const named = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '"': '\\"', '\\': '\\\\' }[char];
		text += named ?? (byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, '0')}` : char);
	}
	return `"${text}"`;
}

export type PatchOptions = {
	context: number;
	/** Characters of ids on the index line. */
	abbreviation: number;
	prefixes: [string, string];
};

export const defaultPatch: PatchOptions = { context: 3, abbreviation: 7, prefixes: ['a/', 'b/'] };

function sides({ before, after, from, path }: FileChange, contents: Contents): [Uint8Array, Uint8Array] {
	return [
		before ? contents(before, from) : new Uint8Array(),
		after ? contents(after, path) : new Uint8Array()
	];
}

export function patchOf(change: FileChange, contents: Contents, options = defaultPatch): string {
	const { status, before, after, from, path, similarity } = change;
	if (status === 'T')
		return (
			patchOf({ ...change, status: 'D', after: null }, contents, options) +
			patchOf({ ...change, status: 'A', before: null }, contents, options)
		);
	const [oldPrefix, newPrefix] = options.prefixes;
	const [oldName, newName] = [quotePath(oldPrefix + from), quotePath(newPrefix + path)];
	const short = (id: Id | undefined) => (id ?? ZERO).slice(0, options.abbreviation);
	let text = `diff --git ${oldName} ${newName}\n`;
	if (!before) text += `new file mode ${after?.mode}\n`;
	else if (!after) text += `deleted file mode ${before.mode}\n`;
	else if (before.mode !== after.mode) text += `old mode ${before.mode}\nnew mode ${after.mode}\n`;
	if (status === 'R')
		text += `similarity index ${similarity}%\nrename from ${quotePath(from)}\nrename to ${quotePath(path)}\n`;
	if (before?.id === after?.id) return text;
	const mode = before && after && before.mode === after.mode ? ` ${after.mode}` : '';
	text += `index ${short(before?.id)}..${short(after?.id)}${mode}\n`;
	const [old, now] = sides(change, contents);
	const [oldLabel, newLabel] = [before ? oldName : '/dev/null', after ? newName : '/dev/null'];
	if (isBinary(old) || isBinary(now)) return `${text}Binary files ${oldLabel} and ${newLabel} differ\n`;
	const hunks = unifiedHunks(linesOf(textOf(old)), linesOf(textOf(now)), options.context, true);
	const tab = (name: string) => (/\s/.test(name) && !name.startsWith('"') ? `${name}\t` : name);
	return hunks === '' ? text : `${text}--- ${tab(oldLabel)}\n+++ ${tab(newLabel)}\n${hunks}`;
}

type Count = { change: FileChange; added: number; removed: number; binary: [number, number] | null };

function count(change: FileChange, contents: Contents): Count {
	const [old, now] = sides(change, contents);
	if (isBinary(old) || isBinary(now))
		return { change, added: 0, removed: 0, binary: [old.length, now.length] };
	if (change.before?.id === change.after?.id) return { change, added: 0, removed: 0, binary: null };
	const changes = changesOf(linesOf(textOf(old)), linesOf(textOf(now)));
	return {
		change,
		added: changes.reduce((total, { newFrom, newTo }) => total + newTo - newFrom, 0),
		removed: changes.reduce((total, { oldFrom, oldTo }) => total + oldTo - oldFrom, 0),
		binary: null
	};
}

/** dir/{old => new}/name */
export function renamedName(from: string, path: string): string {
	let start = 0;
	for (let at = 0; at < from.length && from[at] === path[at]; at++) if (from[at] === '/') start = at + 1;
	let end = 0;
	for (
		let at = 1;
		at <= Math.min(from.length, path.length) - start + 1 && from.at(-at) === path.at(-at);
		at++
	)
		if (from.at(-at) === '/') end = at;
	if (start === 0 && end === 0) return `${quotePath(from)} => ${quotePath(path)}`;
	const middle = (name: string) => name.slice(start, Math.max(start, name.length - end));
	return `${from.slice(0, start)}{${middle(from)} => ${middle(path)}}${end ? path.slice(path.length - end) : ''}`;
}

const nameOf = ({ status, from, path }: FileChange) =>
	status === 'R' ? renamedName(from, path) : quotePath(path);

const plural = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export function shortStat(changes: readonly FileChange[], contents: Contents): string {
	const counts = changes.map((change) => count(change, contents));
	if (counts.length === 0) return '';
	const added = counts.reduce((total, one) => total + one.added, 0);
	const removed = counts.reduce((total, one) => total + one.removed, 0);
	const parts = [plural(counts.length, 'file changed', 'files changed')];
	if (added > 0 || removed === 0) parts.push(plural(added, 'insertion(+)', 'insertions(+)'));
	if (removed > 0 || added === 0) parts.push(plural(removed, 'deletion(-)', 'deletions(-)'));
	return ` ${parts.join(', ')}\n`;
}

/** Columns of a terminal that nobody has. */
const WIDTH = 80;

export function stat(changes: readonly FileChange[], contents: Contents): string {
	const counts = changes.map((change) => count(change, contents));
	if (counts.length === 0) return '';
	const most = Math.max(...counts.map(({ added, removed }) => added + removed));
	const numberWidth = Math.max(String(most).length, counts.some(({ binary }) => binary) ? 3 : 0);
	let nameWidth = Math.max(...counts.map(({ change }) => nameOf(change).length));
	// As show_stats() of git's diff.c shares the columns.
	let graphWidth = most;
	if (nameWidth + numberWidth + 6 + graphWidth > WIDTH) {
		const share = Math.floor((WIDTH * 3) / 8) - numberWidth - 6;
		if (graphWidth > share) graphWidth = Math.max(share, 6);
		if (nameWidth > WIDTH - numberWidth - 6 - graphWidth) nameWidth = WIDTH - numberWidth - 6 - graphWidth;
		else graphWidth = WIDTH - numberWidth - 6 - nameWidth;
	}
	const lines = counts.map(
		(one) => ` ${fitted(nameOf(one.change), nameWidth)} | ${graph(one, { most, numberWidth, graphWidth })}\n`
	);
	return lines.join('') + shortStat(changes, contents);
}

function fitted(name: string, width: number): string {
	if (name.length <= width) return name.padEnd(width);
	const kept = name.slice(name.length - width + 3);
	const slash = kept.indexOf('/');
	return `...${slash >= 0 ? kept.slice(slash) : kept}`.padEnd(width);
}

function graph(
	{ added, removed, binary }: Count,
	{ most, numberWidth, graphWidth }: { most: number; numberWidth: number; graphWidth: number }
): string {
	if (binary) return `${'Bin'.padStart(numberWidth)} ${binary[0]} -> ${binary[1]} bytes`;
	const scale = (value: number) => (value === 0 ? 0 : 1 + Math.floor((value * (graphWidth - 1)) / most));
	let [plus, minus] = [added, removed];
	if (graphWidth < most) {
		const total = scale(added + removed) < 2 && added && removed ? 2 : scale(added + removed);
		if (added < removed) {
			plus = scale(added);
			minus = total - plus;
		} else {
			minus = scale(removed);
			plus = total - minus;
		}
	}
	const bar = '+'.repeat(plus) + '-'.repeat(minus);
	return `${String(added + removed).padStart(numberWidth)}${bar ? ` ${bar}` : ''}`;
}

export function numStat(changes: readonly FileChange[], contents: Contents): string {
	return changes
		.map((change) => count(change, contents))
		.map(
			({ change, added, removed, binary }) =>
				`${binary ? '-\t-' : `${added}\t${removed}`}\t${nameOf(change)}\n`
		)
		.join('');
}

export function nameStatus(changes: readonly FileChange[]): string {
	return changes
		.map(({ status, from, path, similarity }) =>
			status === 'R'
				? `R${String(similarity).padStart(3, '0')}\t${quotePath(from)}\t${quotePath(path)}\n`
				: `${status}\t${quotePath(path)}\n`
		)
		.join('');
}

/** " create mode 100644 a", as commit and --summary say it. */
export function summary(changes: readonly FileChange[]): string {
	return changes
		.map((change) => {
			const { status, path, from, before, after, similarity } = change;
			if (status === 'A') return ` create mode ${after?.mode} ${quotePath(path)}\n`;
			if (status === 'D') return ` delete mode ${before?.mode} ${quotePath(path)}\n`;
			if (status === 'R') return ` rename ${renamedName(from, path)} (${similarity}%)\n`;
			return before?.mode !== after?.mode
				? ` mode change ${before?.mode} => ${after?.mode} ${quotePath(path)}\n`
				: '';
		})
		.join('');
}
