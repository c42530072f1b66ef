/** Words: quotes, expansions, substitutions. Shared by the parser and by here-documents. */
import type { Parameter, Part, Script, Word } from './ast.ts';

export class ShellSyntaxError extends Error {
	/** Line of the script, from 1. */
	readonly line: number;
	constructor(message: string, line = 0) {
		super(message);
		this.line = line;
	}
}

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
	'?': '?',
	a: '\x07',
	b: '\b',
	e: '\x1b',
	E: '\x1b',
	f: '\f',
	v: '\v'
};
const ANSI = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([^]))/g;
const LENGTH = /^#([A-Za-z_]\w*|[@*0-9])(?:\[([^\]]*)\])?$/;
const BRACED = /^(!?)([A-Za-z_]\w*|[0-9]+|[?@*#$!-])/;
const OPERATOR = /^(:?[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:)/;
/** Operators whose argument is a pattern, in which quotes count even inside double quotes. */
const TAKES_PATTERN = /^[#%/^,]/;

/** Parses commands from `at` up to an unmatched `)`; `end` is where that stands. */
export type ParseCommands = (source: string, at: number) => { script: Script; end: number };

export class WordReader {
	readonly source: string;
	at: number;
	readonly #parse: ParseCommands;

	constructor(source: string, at: number, parse: ParseCommands) {
		this.source = source;
		this.at = at;
		this.#parse = parse;
	}

	/** One word; empty when there is none here. */
	word(ends: (char: string) => boolean = (char) => META.has(char)): Word {
		const parts: Word = [];
		for (;;) {
			if (this.source.startsWith('<(', this.at)) parts.push(this.#process());
			if (this.at >= this.source.length || ends(this.#char())) return parts;
			if (this.source.startsWith('\\\n', this.at)) this.at += 2;
			else this.#part(parts);
		}
	}

	#char(): string {
		return this.source[this.at] ?? '';
	}

	#process(): Part {
		const { script, end } = this.#parse(this.source, this.at + 2);
		this.at = end + 1;
		return { kind: 'process', body: script };
	}

	#part(parts: Word): void {
		const char = this.#char();
		if (char === "'") parts.push({ kind: 'text', text: this.#until("'"), quoted: true });
		else if (char === '"') this.#doubleQuoted(parts);
		else if (char === '$' && this.source[this.at + 1] === "'")
			parts.push({ kind: 'text', text: this.#ansi(), quoted: true });
		else if (char === '$' && this.source[this.at + 1] === '"') this.at++;
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
		if (end < 0) throw this.#unmatched(quote);
		const text = this.source.slice(this.at + 1, end);
		this.at = end + 1;
		return text;
	}

	#unmatched(quote: string): ShellSyntaxError {
		return new ShellSyntaxError(
			`unexpected EOF while looking for matching \`${quote}'`,
			this.source.slice(0, this.at).split('\n').length
		);
	}

	/** $'...' */
	#ansi(): string {
		let end = this.at + 2;
		while (end < this.source.length && this.source[end] !== "'") end += this.source[end] === '\\' ? 2 : 1;
		if (end >= this.source.length) throw this.#unmatched("'");
		const text = this.source.slice(this.at + 2, end);
		this.at = end + 1;
		return text.replace(
			ANSI,
			(whole, octal?: string, x?: string, u?: string, wide?: string, char?: string) => {
				if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
				const hex = x ?? u ?? wide;
				if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
				return ESCAPES[char ?? ''] ?? whole;
			}
		);
	}

	#doubleQuoted(parts: Word): void {
		const before = parts.length;
		const opened = this.at++;
		const inside: Word = [];
		while (this.#char() !== '"') {
			if (this.at >= this.source.length) {
				this.at = opened;
				throw this.#unmatched('"');
			}
			this.quotedPart(inside, '"\\$`');
		}
		this.at++;
		parts.push(...inside);
		// "" is an empty argument; "$@" without arguments is none.
		if (parts.length === before) parts.push({ kind: 'text', text: '', quoted: true });
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
		if (end >= this.source.length) throw this.#unmatched('`');
		const text = this.source.slice(this.at + 1, end).replace(quoted ? /\\([`\\$"])/g : /\\([`\\$])/g, '$1');
		this.at = end + 1;
		return { kind: 'command', body: this.#parse(`${text}\n)`, 0).script, quoted };
	}

	dollar(quoted: boolean): Part {
		const { source, at } = this;
		if (source.startsWith('$((', at)) {
			const end = this.closing(at + 3, '))');
			if (end !== null) {
				this.at = end + 2;
				return { kind: 'arithmetic', expression: this.inner(source.slice(at + 3, end)), quoted };
			}
		}
		if (source.startsWith('$(', at)) {
			const { script, end } = this.#parse(source, at + 2);
			this.at = end + 1;
			return { kind: 'command', body: script, quoted };
		}
		if (source.startsWith('${', at)) return this.#braced(quoted);
		const name =
			NAME.exec(source.slice(at + 1, at + 256))?.[0] ?? /^[?@*#$!0-9-]/.exec(source[at + 1] ?? '')?.[0];
		if (!name) {
			this.at++;
			return { kind: 'text', text: '$', quoted };
		}
		this.at += 1 + name.length;
		return parameter(name, quoted);
	}

	#braced(quoted: boolean): Part {
		const end = this.closing(this.at + 2, '}', quoted);
		if (end === null) throw this.#unmatched('}');
		const inside = this.source.slice(this.at + 2, end);
		this.at = end + 1;
		const length = LENGTH.exec(inside);
		if (length)
			return {
				...parameter(length[1] ?? '', quoted),
				operator: 'length',
				index: length[2] === undefined ? null : this.inner(length[2])
			};
		const [head, bang, name] = BRACED.exec(inside) ?? [];
		if (head === undefined || name === undefined)
			throw new ShellSyntaxError(`\${${inside}}: bad substitution`);
		let rest = inside.slice(head.length);
		const close = rest.startsWith('[') ? this.#bracket(rest) : -1;
		const index = close > 0 ? this.inner(rest.slice(1, close)) : null;
		if (close > 0) rest = rest.slice(close + 1);
		const operator = OPERATOR.exec(rest)?.[0] ?? '';
		if (rest !== '' && operator === '') throw new ShellSyntaxError(`\${${inside}}: bad substitution`);
		const text = rest.slice(operator.length);
		const argument = quoted && !TAKES_PATTERN.test(operator) ? this.#innerQuoted(text) : this.inner(text);
		return {
			...parameter(name, quoted),
			operator,
			index,
			indirect: bang === '!',
			argument: operator ? argument : null
		};
	}

	/** Where the `]` of a subscript stands. */
	#bracket(text: string): number {
		let depth = 0;
		for (let at = 0; at < text.length; at++) {
			if (text[at] === '[') depth++;
			else if (text[at] === ']' && --depth === 0) return at;
		}
		return -1;
	}

	inner(text: string): Word {
		return new WordReader(text, 0, this.#parse).word(() => false);
	}

	/** Between double quotes a single quote is a plain character, and all text stays quoted. */
	#innerQuoted(text: string): Word {
		const reader = new WordReader(text, 0, this.#parse);
		const parts: Word = [];
		while (reader.at < text.length) {
			if (text[reader.at] === '"') reader.at++;
			else reader.quotedPart(parts, '"\\$`}');
		}
		return parts;
	}

	/** Where `close` stands, past nested brackets and quotes; null = nowhere. */
	closing(from: number, close: '))' | '}', quoted = false): number | null {
		const open = close === '}' ? '{' : '(';
		const shut = close[0] ?? '';
		let depth = 0;
		for (let at = from; at < this.source.length; at++) {
			const char = this.source[at] ?? '';
			if (char === '\\') at++;
			else if (char === "'" && !quoted) at = skipTo(this.source, at, "'");
			else if (char === '"') at = skipTo(this.source, at, '"');
			else if (char === open) depth++;
			else if (char === shut && depth > 0) depth--;
			else if (char === shut) return this.source.startsWith(close, at) ? at : null;
		}
		return null;
	}
}

function parameter(name: string, quoted: boolean): Parameter {
	return { kind: 'parameter', name, operator: '', argument: null, index: null, indirect: false, quoted };
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
