/** Where the columns of a rewritten text were in the original. Lines do not move. */
import type MagicString from 'magic-string';

/** The original column of a place in the rewritten text; lines and columns from 1, as the engine counts. */
export type Columns = (line: number, column: number) => number;

/** By line, from 1: pairs of a column in the rewritten text and what to subtract from there on; columns from 0. */
type Table = Map<number, number[]>;

function tableOf(text: MagicString): Table {
	const table: Table = new Map();
	const { mappings } = text.generateDecodedMap();
	mappings.forEach((segments, index) => {
		const pairs: number[] = [];
		let last = 0;
		for (const [column, , , original] of segments) {
			if (original === undefined || column - original === last) continue;
			last = column - original;
			pairs.push(column, last);
		}
		if (pairs.length > 0) table.set(index + 1, pairs);
	});
	return table;
}

/** White space and comments between a name and the bracket of its call; of an optional one the engine says the bracket. */
const BEFORE_BRACKET = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*\(/y;

/**
 * The engine says of the call of a name where the name is; what stands in its place is no name any more, and of that it says where the
 * bracket is. `calls`: where such names begin and end in `source`, in order.
 */
function moveCalls(table: Table, source: string, calls: readonly [start: number, end: number][]): void {
	let [line, lineStart] = [1, 0];
	for (const [start, end] of calls) {
		for (let next = source.indexOf('\n', lineStart); next >= 0 && next < start;) {
			[line, lineStart] = [line + 1, next + 1];
			next = source.indexOf('\n', lineStart);
		}
		BEFORE_BRACKET.lastIndex = end;
		const bracket = BEFORE_BRACKET.test(source) ? BEFORE_BRACKET.lastIndex - 1 - lineStart : -1;
		const pairs = table.get(line);
		if (bracket >= 0 && pairs) moveOne(pairs, bracket, start - lineStart);
	}
}

/** The place of a bracket in the line becomes that of the name before it. */
function moveOne(pairs: number[], bracket: number, name: number): void {
	let [at, difference] = [0, 0];
	for (; at < pairs.length && (pairs[at] ?? 0) - (pairs[at + 1] ?? 0) <= bracket; at += 2)
		difference = pairs[at + 1] ?? 0;
	const column = bracket + difference;
	pairs.splice(at, 0, column, column - name, column + 1, difference);
}

function look(table: Table, line: number, column: number): number {
	const pairs = table.get(line);
	if (!pairs) return column;
	let difference = 0;
	for (let at = 0; at < pairs.length && (pairs[at] ?? 0) < column; at += 2) difference = pairs[at + 1] ?? 0;
	return Math.max(1, column - difference);
}

/** Most texts never appear in a stack trace: the table is made when one does. */
function lazily(make: () => Table): Columns {
	let table: Table | undefined;
	return (line, column) => look((table ??= make()), line, column);
}

/** `calls`: names that are called, and were replaced. */
export function columnsOf(text: MagicString, calls: readonly [start: number, end: number][] = []): Columns {
	return lazily(() => {
		const table = tableOf(text);
		moveCalls(table, text.original, calls);
		return table;
	});
}

const COMMENT = '\n//# columns=';

/** `text` with its columns in a comment at the end. */
export function withColumns(text: MagicString): string {
	return text.toString() + COMMENT + JSON.stringify([...tableOf(text)]);
}

/** From that comment; undefined where there is none. */
export function readColumns(source: string): Columns | undefined {
	const at = source.lastIndexOf(COMMENT);
	return at < 0
		? undefined
		: lazily(() => new Map(JSON.parse(source.slice(at + COMMENT.length)) as [number, number[]][]));
}
