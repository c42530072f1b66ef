/** Where the parser stands in the source: blanks, line ends, words, here-documents. */
import type { Redirect, Word } from './ast.ts';
import { ShellSyntaxError, WordReader, type ParseCommands } from './words.ts';

type HereDocument = { redirect: Redirect; end: string; strip: boolean; expand: boolean };

export class Cursor {
	readonly source: string;
	at: number;
	readonly #parse: ParseCommands;
	/** Here-documents whose text begins after this line. */
	#pending: HereDocument[] = [];
	/** The line of `#lineAt`, counted once. */
	#line = 1;
	#lineAt = 0;

	constructor(source: string, at: number, parse: ParseCommands) {
		this.source = source;
		this.at = at;
		this.#parse = parse;
	}

	get ended(): boolean {
		return this.at >= this.source.length;
	}

	/** From 1. */
	get line(): number {
		if (this.#lineAt > this.at) [this.#line, this.#lineAt] = [1, 0];
		for (; this.#lineAt < this.at; this.#lineAt++) if (this.source[this.#lineAt] === '\n') this.#line++;
		return this.#line;
	}

	unexpected(): never {
		if (this.ended) throw new ShellSyntaxError('syntax error: unexpected end of file', this.line + 1);
		const operator = /^(;;|&&|\|\||<<|>>|[;&|<>()])/.exec(this.rest(2))?.[0];
		const token = operator ?? (/^[^\s;&|<>()]+/.exec(this.rest(80))?.[0] || 'newline');
		throw new ShellSyntaxError(`syntax error near unexpected token \`${token}'`, this.line);
	}

	/** What comes next, at most `length` characters of it. */
	rest(length: number): string {
		return this.source.slice(this.at, this.at + length);
	}

	/** What a sticky expression finds here. */
	match(sticky: RegExp): RegExpExecArray | null {
		sticky.lastIndex = this.at;
		return sticky.exec(this.source);
	}

	startsWith(text: string): boolean {
		return this.source.startsWith(text, this.at);
	}

	/** Past spaces and comments, not line ends. */
	blank(): void {
		for (;;) {
			this.at += this.match(/(?:[ \t\r]|\\\n)*/y)?.[0].length ?? 0;
			if (this.source[this.at] !== '#') return;
			const end = this.source.indexOf('\n', this.at);
			this.at = end < 0 ? this.source.length : end;
		}
	}

	lines(): void {
		for (this.blank(); this.source[this.at] === '\n'; this.blank()) this.newline();
	}

	/** Past a line end, and the here-documents that follow it. */
	newline(): void {
		this.at++;
		for (const document of this.#pending.splice(0)) document.redirect.target = this.#hereText(document);
	}

	await(document: HereDocument): void {
		this.#pending.push(document);
	}

	#hereText({ end, strip, expand }: HereDocument): Word {
		let text = '';
		while (!this.ended) {
			const stop = this.source.indexOf('\n', this.at);
			const raw = this.source.slice(this.at, stop < 0 ? undefined : stop);
			this.at = stop < 0 ? this.source.length : stop + 1;
			const line = strip ? raw.replace(/^\t+/, '') : raw;
			if (line === end) break;
			text += `${line}\n`;
		}
		if (!expand) return [{ kind: 'text', text, quoted: true }];
		const reader = new WordReader(text, 0, this.#parse);
		const parts: Word = [];
		while (reader.at < text.length) reader.quotedPart(parts, '\\$`');
		return parts;
	}

	/** What may be a reserved word here. */
	peekWord(): string {
		this.blank();
		return this.match(/[^\s;&|<>()]+/y)?.[0] ?? '';
	}

	accept(word: string): boolean {
		if (this.peekWord() !== word) return false;
		this.at += word.length;
		return true;
	}

	/** A reserved word, or an operator. */
	expect(word: string): void {
		this.lines();
		if (/^\W/.test(word) ? !this.startsWith(word) : this.peekWord() !== word) this.unexpected();
		this.at += word.length;
	}

	/** One word, empty where there is none. */
	word(ends?: (char: string) => boolean): Word {
		this.blank();
		return this.rawWord(ends);
	}

	/** The same without looking past blanks: what follows `name=`. */
	rawWord(ends?: (char: string) => boolean): Word {
		const reader = this.reader();
		const word = reader.word(ends);
		this.at = reader.at;
		return word;
	}

	reader(): WordReader {
		return new WordReader(this.source, this.at, this.#parse);
	}
}
