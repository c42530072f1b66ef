/** Text -> tokens. */
import { CodedError } from '#model/coded-error.ts';

export type Token = { at: number; text: string } & (
	{ kind: 'number'; value: number } | { kind: 'string'; value: string } | { kind: 'word' | 'sign' | 'end' }
);

/** Characters of an expression. */
const LONGEST = 2000;
const SPACE = /\s+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const WORD = /[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*/y;
const SIGN = /==|!=|<=|>=|&&|\|\||[<>!+\-*/%(),[\]]/y;
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y;

export function expressionError(message: string, at: number): CodedError {
	return new CodedError('E_EXPRESSION', `Cannot read the expression at character ${at + 1}: ${message}`);
}

export function tokensOf(text: string): Token[] {
	if (text.length > LONGEST)
		throw expressionError(`it has ${text.length} characters and the limit is ${LONGEST}`, LONGEST);
	const tokens: Token[] = [];
	let at = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		return pattern.exec(text);
	};
	while (at < text.length) {
		const start = at;
		const space = take(SPACE);
		if (space) {
			at += space[0].length;
			continue;
		}
		const found = take(NUMBER) ?? take(WORD) ?? take(STRING) ?? take(SIGN);
		if (!found) {
			const letter = text[at] ?? '';
			if (letter === '"' || letter === "'") throw expressionError('the text has no closing quote', at);
			throw expressionError(`${JSON.stringify(letter)} means nothing here`, at);
		}
		at += found[0].length;
		tokens.push(tokenOf(found, start));
	}
	tokens.push({ kind: 'end', at: text.length, text: '' });
	return tokens;
}

function tokenOf(found: RegExpExecArray, at: number): Token {
	const [text, double, single] = found;
	const first = text[0] ?? '';
	if (first === '"' || first === "'")
		return { kind: 'string', at, text, value: unescape(double ?? single ?? '') };
	if (/\d/.test(first)) return { kind: 'number', at, text, value: Number(text) };
	return { kind: /[A-Za-z_]/.test(first) ? 'word' : 'sign', at, text };
}

/** \n and \t, and quotes and backslashes; other escapes stay as they are, so that patterns need no doubling. */
function unescape(text: string): string {
	return text.replace(/\\(.)/g, (whole, letter: string) => {
		if (letter === 'n') return '\n';
		if (letter === 't') return '\t';
		return letter === '"' || letter === "'" || letter === '\\' ? letter : whole;
	});
}
