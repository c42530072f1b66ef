/** Words: quotes, expansions, substitutions. Shared by the parser and by here-documents. */
import type { Part, Script, Word } from './ast.ts';

export class ShellSyntaxError extends Error {}

const NAME = /^[A-Za-z_]\w*/;
/** Ends an unquoted word. */
const META = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);
const ESCAPES: Record<string, string> = {
	n: '\n',
	t: '\t',
	r: '\r',
	'\\': '\\',
	"'": "'",
	'"': '"',
	a: '\x07',
	b: '\b',
	e: '\x1b',
	f: '\f',
	v: '\v',
	'0': '\0'
};

export type ParseScript = (source: string) => Script;

export class WordReader {
	readonly source: string;
	at: number;
	readonly #parse: ParseScript;

	constructor(source: string, at: number, parse: ParseScript) {
		this.source = source;
		this.at = at;
		this.#parse = parse;
	}

	/** One word; empty when there is none here. */
	word(ends: (char: string) => boolean = (char) => META.has(char)): Word {
		const parts: Word = [];
		while (this.at < this.source.length && !ends(this.#char())) {
			if (this.source.startsWith('\\\n', this.at)) this.at += 2;
			else this.#part(parts);
		}
		return parts;
	}

	#char(): string {
		return this.source[this.at] ?? '';
	}

	#part(parts: Word): void {
		const char = this.#char();
		if (char === "'") parts.push({ kind: 'text', text: this.#until("'"), quoted: true });
		else if (char === '"') this.#doubleQuoted(parts);
		else if (char === '$' && this.source[this.at + 1] === "'")
			parts.push({ kind: 'text', text: this.#ansi(), quoted: true });
		else if (char === '$') parts.push(this.dollar(false));
		else if (char === '`') parts.push(this.#backquoted(false));
		else if (char === '\\') {
			parts.push({ kind: 'text', text: this.source[this.at + 1] ?? '\\', quoted: true });
			this.at += 2;
		} else {
			append(parts, char, false);
			this.at++;
		}
	}

	#until(quote: string): string {
		const end = this.source.indexOf(quote, this.at + 1);
		if (end < 0) throw new ShellSyntaxError(`unexpected EOF while looking for matching \`${quote}'`);
		const text = this.source.slice(this.at + 1, end);
		this.at = end + 1;
		return text;
	}

	/** $'...' */
	#ansi(): string {
		let text = '';
		for (this.at += 2; this.at < this.source.length && this.#char() !== "'"; this.at++) {
			if (this.#char() !== '\\') text += this.#char();
			else {
				this.at++;
				text += ESCAPES[this.#char()] ?? `\\${this.#char()}`;
			}
		}
		this.at++;
		return text;
	}

	#doubleQuoted(parts: Word): void {
		this.at++;
		append(parts, '', true);
		while (this.#char() !== '"') {
			if (this.at >= this.source.length)
				throw new ShellSyntaxError('unexpected EOF while looking for matching `"\'');
			this.quotedPart(parts, '"\\$`');
		}
		this.at++;
	}

	/** Inside double quotes, or in a here-document: a backslash escapes only some characters. */
	quotedPart(parts: Word, escapable: string): void {
		const char = this.#char();
		const next = this.source[this.at + 1] ?? '';
		if (char === '\\' && next === '\n') this.at += 2;
		else if (char === '\\' && escapable.includes(next) && next !== '') {
			append(parts, next, true);
			this.at += 2;
		} else if (char === '$') parts.push(this.dollar(true));
		else if (char === '`') parts.push(this.#backquoted(true));
		else {
			append(parts, char, true);
			this.at++;
		}
	}

	#backquoted(quoted: boolean): Part {
		let end = this.at + 1;
		while (end < this.source.length && this.source[end] !== '`') end += this.source[end] === '\\' ? 2 : 1;
		const text = this.source.slice(this.at + 1, end).replace(/\\([`\\$])/g, '$1');
		this.at = end + 1;
		return { kind: 'command', body: this.#parse(text), quoted };
	}

	dollar(quoted: boolean): Part {
		const { source, at } = this;
		if (source.startsWith('$((', at)) {
			const end = this.#closing(at + 3, '))');
			this.at = end + 2;
			return { kind: 'arithmetic', expression: this.#inner(source.slice(at + 3, end)), quoted };
		}
		if (source.startsWith('$(', at)) {
			const end = this.#closing(at + 2, ')');
			this.at = end + 1;
			return { kind: 'command', body: this.#parse(source.slice(at + 2, end)), quoted };
		}
		if (source.startsWith('${', at)) return this.#braced(quoted);
		const name = NAME.exec(source.slice(at + 1))?.[0] ?? /^[?@*#$!0-9-]/.exec(source.slice(at + 1))?.[0];
		if (!name) {
			this.at++;
			return { kind: 'text', text: '$', quoted };
		}
		this.at += 1 + name.length;
		return { kind: 'parameter', name, operator: '', argument: null, quoted };
	}

	#braced(quoted: boolean): Part {
		const end = this.#closing(this.at + 2, '}');
		const inside = this.source.slice(this.at + 2, end);
		this.at = end + 1;
		const length = /^#([A-Za-z_]\w*|[@*0-9])$/.exec(inside);
		if (length)
			return { kind: 'parameter', name: length[1] ?? '', operator: 'length', argument: null, quoted };
		const match = /^([A-Za-z_]\w*|[0-9]+|[?@*#$!-])(:?[-=+?]|##?|%%?|\/\/?|\^\^?|,,?|:)?/.exec(inside);
		if (!match) throw new ShellSyntaxError(`\${${inside}}: bad substitution`);
		const [whole, name = '', operator = ''] = match;
		return {
			kind: 'parameter',
			name,
			operator,
			argument: operator ? this.#inner(inside.slice(whole.length)) : null,
			quoted
		};
	}

	#inner(text: string): Word {
		return new WordReader(text, 0, this.#parse).word(() => false);
	}

	/** Where `close` stands, past nested brackets and quotes. */
	#closing(from: number, close: ')' | '))' | '}'): number {
		const open = close === '}' ? '{' : '(';
		const shut = close[0] ?? '';
		let depth = 0;
		for (let at = from; at < this.source.length; at++) {
			const char = this.source[at] ?? '';
			if (char === '\\') at++;
			else if (char === "'") at = skipTo(this.source, at, "'");
			else if (char === '"') at = skipTo(this.source, at, '"');
			else if (char === open) depth++;
			else if (char === shut && depth > 0) depth--;
			else if (this.source.startsWith(close, at)) return at;
		}
		throw new ShellSyntaxError(`unexpected EOF while looking for matching \`${shut}'`);
	}
}

function skipTo(source: string, from: number, quote: string): number {
	for (let at = from + 1; at < source.length; at++) {
		if (source[at] === '\\' && quote === '"') at++;
		else if (source[at] === quote) return at;
	}
	return source.length;
}

function append(parts: Word, text: string, quoted: boolean): void {
	const last = parts.at(-1);
	if (last?.kind === 'text' && last.quoted === quoted) last.text += text;
	else parts.push({ kind: 'text', text, quoted });
}
