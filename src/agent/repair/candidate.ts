/** One edit that may mend the bug, as splices of a file's text. */
import { textOf, type Source } from './syntax.ts';
import type { Node } from 'acorn';

/** Replaces [start, end) of the original text. */
export type Edit = { start: number; end: number; text: string };

/** What a template proposes. */
export type Draft = {
	edits: readonly Edit[];
	/** In words, for the log. */
	what: string;
	/** How likely before anything is known of the place: the higher, the earlier it is tried. */
	prior: number;
	/** How much it looks like a special case: among those that pass, the lower wins. */
	risk: number;
	/** Where it does something only when a condition says so. */
	when?: Effect & { does: string };
};

/** When an edit takes effect, as far as the tests were asked (probe.ts). */
export type Effect = {
	/** The same for conditions that say the same in every turn of the failing tests. */
	turns: string;
	/** Share of the passing tests that any such edit of the place concerns in which it takes effect at least once. */
	spread: number;
};

export type Candidate = Draft & {
	source: Source;
	template: string;
	score: number;
	/** Offset of the statement. */
	start: number;
	/** Edits that the failing tests cannot tell apart have the same; absent = not known. */
	alike?: string;
};

/** What the checker wants: one splice of the fuelled text. `stages`: indexes of those that it concerns, absent = all. */
export type Splice = {
	path: string;
	start: number;
	end: number;
	text: string;
	stages?: number[] | undefined;
};

export function applyEdits(text: string, edits: readonly Edit[]): string {
	let [result, done] = ['', 0];
	for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
		result += text.slice(done, edit.start) + edit.text;
		done = edit.end;
	}
	return result + text.slice(done);
}

export function replace(node: Node, text: string): Edit {
	return { start: node.start, end: node.end, text };
}

export function around(node: Node, before: string, after: string): Edit[] {
	return [
		{ start: node.start, end: node.start, text: before },
		{ start: node.end, end: node.end, text: after }
	];
}

/** The one splice that makes `after` of `before`. */
export function spliceBetween(path: string, before: string, after: string): Splice {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start += 1;
	let tail = 0;
	while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
	return { path, start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Equal for edits of one place that read the same: what is tried once need not be tried again. */
export function normalForm({ path, text }: Source, edits: readonly Edit[]): string {
	const whole = asOne(text, edits);
	const splice = spliceBetween(path, text.slice(whole.start, whole.end), whole.text);
	const fresh = splice.text.replace(/\s+/g, ' ').replaceAll('"', "'");
	return `${path}:${whole.start + splice.start}:${whole.start + splice.end}:${fresh}`;
}

/** One edit from the first to the last of several. */
function asOne(text: string, edits: readonly Edit[]): Edit {
	const [only] = edits;
	if (only && edits.length === 1) return only;
	const start = Math.min(...edits.map((edit) => edit.start));
	const end = Math.max(...edits.map((edit) => edit.end));
	return { start, end, text: applyEdits(text.slice(start, end), movedBy(-start, edits)) };
}

function movedBy(characters: number, edits: readonly Edit[]): Edit[] {
	return edits.map(({ start, end, text }) => ({ start: start + characters, end: end + characters, text }));
}

/** An edit as lines for `str_replace`: `old` occurs once in the file. */
export function asReplacement(text: string, edits: readonly Edit[]): { old: string; fresh: string } {
	let start = Math.min(...edits.map((edit) => edit.start));
	let end = Math.max(...edits.map((edit) => edit.end));
	for (;;) {
		start = text.lastIndexOf('\n', start - 1) + 1;
		const next = text.indexOf('\n', end);
		end = next < 0 ? text.length : next;
		const old = text.slice(start, end);
		const isUnique = text.indexOf(old) === text.lastIndexOf(old);
		if (isUnique || (start === 0 && end === text.length))
			return { old, fresh: applyEdits(old, movedBy(-start, edits)) };
		start = Math.max(0, start - 1);
		end = Math.min(text.length, end + 1);
	}
}

const TIGHT = new Set([
	'Identifier',
	'Literal',
	'MemberExpression',
	'CallExpression',
	'ArrayExpression',
	'ThisExpression',
	'TemplateLiteral'
]);

/** The text of an expression, in parentheses unless it binds as tightly as a name. */
export function operand(source: Source, node: Node): string {
	const text = textOf(source, node);
	return TIGHT.has(node.type) ? text : `(${text})`;
}
