/** Simple commands: assignments, words, redirects. */
import type { Assignment, Redirect, Simple, Word } from './ast.ts';
import type { Cursor } from './cursor.ts';

const REDIRECT = /(\d*)(<<<|<<-|<<|<>|<&|>>|>&|>\||<(?!\()|>(?!\())|(&>>|&>)/y;
const ASSIGNMENT = /([A-Za-z_]\w*)(?:\[([^\]\n]*)\])?(\+?)=/y;
const LIST_KEY = /\[([^\]\n]*)\]=/y;
/** Builtins whose arguments are assignments. */
const DECLARES = new Set(['declare', 'export', 'local', 'readonly', 'typeset']);

export function parseSimple(cursor: Cursor): Simple {
	const simple: Simple = {
		kind: 'simple',
		assignments: [],
		words: [],
		declared: [],
		redirects: [],
		line: cursor.line
	};
	let declares = false;
	for (;;) {
		const redirect = parseRedirect(cursor);
		if (redirect) {
			simple.redirects.push(redirect);
			continue;
		}
		const assigns = simple.words.length === 0 || declares ? parseAssignment(cursor) : null;
		if (assigns) {
			(declares ? simple.declared : simple.assignments).push(assigns);
			continue;
		}
		const word = cursor.word();
		if (word.length === 0) break;
		simple.words.push(word);
		if (simple.words.length === 1) declares = DECLARES.has(literal(word));
	}
	if (simple.assignments.length + simple.words.length + simple.redirects.length === 0) cursor.unexpected();
	if (cursor.startsWith('(')) cursor.unexpected();
	return simple;
}

function literal(word: Word): string {
	return word.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
}

function parseAssignment(cursor: Cursor): Assignment | null {
	cursor.blank();
	const match = cursor.match(ASSIGNMENT);
	if (!match) return null;
	const [whole, name = '', index, plus] = match;
	const reader = cursor.reader();
	cursor.at += whole.length;
	const assignment: Assignment = {
		name,
		index: index === undefined ? null : reader.inner(index),
		value: [],
		list: null,
		append: plus === '+'
	};
	if (index === undefined && cursor.startsWith('(')) assignment.list = parseList(cursor);
	else assignment.value = cursor.rawWord();
	return assignment;
}

/** (a b [key]=c) */
function parseList(cursor: Cursor): { key: Word | null; value: Word }[] {
	const list: { key: Word | null; value: Word }[] = [];
	cursor.at++;
	for (cursor.lines(); !cursor.startsWith(')'); cursor.lines()) {
		const key = cursor.match(LIST_KEY);
		if (key) {
			const index = cursor.reader().inner(key[1] ?? '');
			cursor.at += key[0].length;
			list.push({ key: index, value: cursor.rawWord() });
			continue;
		}
		const value = cursor.word();
		if (value.length === 0) cursor.unexpected();
		list.push({ key: null, value });
	}
	cursor.at++;
	return list;
}

export function parseRedirect(cursor: Cursor): Redirect | null {
	cursor.blank();
	const match = cursor.match(REDIRECT);
	if (!match) return null;
	cursor.at += match[0].length;
	const [, digits = '', operator = '', both] = match;
	if (both) return { fd: 'both', operator: both === '&>>' ? '>>' : '>', target: target(cursor) };
	const fd = digits ? Number(digits) : operator.startsWith('<') ? 0 : 1;
	if (operator !== '<<' && operator !== '<<-')
		return { fd, operator: operator as Redirect['operator'], target: target(cursor) };
	const delimiter = target(cursor);
	const redirect: Redirect = { fd, operator: '<<', target: [] };
	const expand = delimiter.every((part) => part.kind === 'text' && !part.quoted);
	cursor.await({ redirect, end: literal(delimiter), strip: operator === '<<-', expand });
	return redirect;
}

function target(cursor: Cursor): Word {
	const word = cursor.word();
	if (word.length === 0) cursor.unexpected();
	return word;
}
