/** The grammar: lists, pipelines, compound commands, redirects. */
import type { AndOr, Assignment, Command, Pipeline, Redirect, Script, Word } from './ast.ts';
import { readHereDocument, type HereDocument } from './here-document.ts';
import { ShellSyntaxError, WordReader } from './words.ts';

const RESERVED = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}', ')']);
const REDIRECT = /^(\d*)(<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)|^(&>>|&>)/;
const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?)=/;

export function parseScript(source: string): Script {
	return new Parser(source).script();
}

class Parser {
	readonly #source: string;
	#at = 0;
	/** Here-documents whose text begins after this line. */
	#pending: HereDocument[] = [];

	constructor(source: string) {
		this.#source = source;
	}

	script(): Script {
		const script = this.#list(() => false);
		this.#blank();
		if (this.#at < this.#source.length) this.#unexpected();
		return script;
	}

	#unexpected(): never {
		const token = /^\S+/.exec(this.#source.slice(this.#at))?.[0] ?? 'newline';
		throw new ShellSyntaxError(`syntax error near unexpected token \`${token}'`);
	}

	/** Spaces and comments, not line ends. */
	#blank(): void {
		for (;;) {
			const skipped = /^(?:[ \t\r]+|\\\n)*/.exec(this.#source.slice(this.#at))?.[0].length ?? 0;
			this.#at += skipped;
			if (this.#source[this.#at] !== '#') return;
			const end = this.#source.indexOf('\n', this.#at);
			this.#at = end < 0 ? this.#source.length : end;
		}
	}
	#lines(): void {
		this.#blank();
		while (this.#source[this.#at] === '\n') {
			this.#newline();
			this.#blank();
		}
	}
	#newline(): void {
		this.#at++;
		for (const pending of this.#pending.splice(0))
			this.#at = readHereDocument(this.#source, this.#at, pending);
	}
	#startsWith(text: string): boolean {
		return this.#source.startsWith(text, this.#at);
	}
	/** A reserved word here. */
	#peekWord(): string {
		this.#blank();
		return /^[^\s;&|<>()]+/.exec(this.#source.slice(this.#at))?.[0] ?? '';
	}
	#accept(word: string): boolean {
		if (this.#peekWord() !== word) return false;
		this.#at += word.length;
		return true;
	}
	#expect(word: string): void {
		this.#lines();
		if (/^\W/.test(word) ? !this.#startsWith(word) : this.#peekWord() !== word) this.#unexpected();
		this.#at += word.length;
	}

	/** Commands up to a reserved word or what `ends` says. */
	#list(ends: () => boolean): Script {
		const script: Script = [];
		for (;;) {
			this.#lines();
			if (
				this.#at >= this.#source.length ||
				ends() ||
				RESERVED.has(this.#peekWord()) ||
				this.#startsWith(')') ||
				this.#startsWith(';;')
			)
				return script;
			const item = this.#andOr();
			this.#blank();
			if (this.#startsWith('&') && !this.#startsWith('&&')) {
				item.background = true;
				this.#at++;
			} else if (this.#startsWith(';') && !this.#startsWith(';;')) this.#at++;
			else if (
				this.#at < this.#source.length &&
				this.#source[this.#at] !== '\n' &&
				!this.#startsWith(')') &&
				!this.#startsWith(';;') &&
				!RESERVED.has(this.#peekWord())
			)
				this.#unexpected();
			script.push(item);
		}
	}
	#body(): Script {
		const script = this.#list(() => false);
		if (script.length === 0) this.#unexpected();
		return script;
	}

	#andOr(): AndOr {
		const item: AndOr = { first: this.#pipeline(), rest: [], background: false };
		for (;;) {
			this.#blank();
			const operator = this.#startsWith('&&') ? '&&' : this.#startsWith('||') ? '||' : null;
			if (!operator) return item;
			this.#at += 2;
			this.#lines();
			item.rest.push({ operator, pipeline: this.#pipeline() });
		}
	}

	#pipeline(): Pipeline {
		const timed = this.#accept('time');
		let negated = false;
		while (this.#accept('!')) negated = !negated;
		const commands = [this.#command()];
		for (;;) {
			this.#blank();
			if (!this.#startsWith('|') || this.#startsWith('||'))
				return { commands, negated, ...(timed ? { timed } : {}) };
			const both = this.#startsWith('|&');
			this.#at += both ? 2 : 1;
			if (both)
				commands
					.at(-1)
					?.redirects.push({ fd: 2, operator: '>&', target: [{ kind: 'text', text: '1', quoted: false }] });
			this.#lines();
			commands.push(this.#command());
		}
	}

	#command(): Command {
		const command = this.#compound() ?? this.#simple();
		if (command.kind !== 'simple' && command.kind !== 'function')
			for (let redirect = this.#redirect(); redirect; redirect = this.#redirect())
				command.redirects.push(redirect);
		return command;
	}

	#compound(): Command | null {
		this.#blank();
		if (this.#startsWith('((')) return this.#arithmetic();
		if (this.#startsWith('(')) {
			this.#at++;
			const body = this.#list(() => false);
			this.#expect(')');
			return { kind: 'subshell', body, redirects: [] };
		}
		const word = this.#peekWord();
		const parsers: Record<string, () => Command> = {
			'{': () => ({ kind: 'group', body: this.#bodyUntil('}'), redirects: [] }),
			if: () => this.#if(),
			while: () => this.#while(false),
			until: () => this.#while(true),
			for: () => this.#for(),
			case: () => this.#case(),
			function: () => this.#function(),
			'[[': () => this.#test()
		};
		const parse = Object.hasOwn(parsers, word) ? parsers[word] : undefined;
		if (parse) {
			this.#at += word.length;
			return parse();
		}
		const definition = /^([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/.exec(this.#source.slice(this.#at));
		if (!definition) return null;
		this.#at += definition[0].length;
		this.#lines();
		return { kind: 'function', name: definition[1] ?? '', body: this.#command(), redirects: [] };
	}

	#arithmetic(): Command {
		const end = this.#source.indexOf('))', this.#at);
		if (end < 0) this.#unexpected();
		const expression = new WordReader(this.#source.slice(this.#at + 2, end), 0, parseScript).word(
			() => false
		);
		this.#at = end + 2;
		return { kind: 'arithmetic', expression, redirects: [] };
	}
	#bodyUntil(end: string): Script {
		const body = this.#body();
		this.#expect(end);
		return body;
	}
	#if(): Command {
		const branches: { condition: Script; body: Script }[] = [];
		let otherwise: Script | null = null;
		do {
			const condition = this.#body();
			this.#expect('then');
			branches.push({ condition, body: this.#body() });
			this.#lines();
		} while (this.#accept('elif'));
		if (this.#accept('else')) otherwise = this.#body();
		this.#expect('fi');
		return { kind: 'if', branches, otherwise, redirects: [] };
	}
	#while(until: boolean): Command {
		const condition = this.#body();
		this.#expect('do');
		return { kind: 'while', until, condition, body: this.#bodyUntil('done'), redirects: [] };
	}
	#for(): Command {
		const name = this.#peekWord();
		this.#at += name.length;
		this.#lines();
		let words: Word[] | null = null;
		if (this.#accept('in')) words = this.#words();
		this.#blank();
		if (this.#startsWith(';')) this.#at++;
		this.#expect('do');
		return { kind: 'for', name, words, body: this.#bodyUntil('done'), redirects: [] };
	}
	#words(): Word[] {
		const words: Word[] = [];
		for (let word = this.#word(); word.length > 0; word = this.#word()) words.push(word);
		return words;
	}
	#case(): Command {
		const word = this.#word();
		this.#expect('in');
		const items: { patterns: Word[]; body: Script }[] = [];
		for (this.#lines(); this.#peekWord() !== 'esac'; this.#lines()) {
			if (this.#startsWith('(')) this.#at++;
			const patterns = [this.#word()];
			for (this.#blank(); this.#startsWith('|'); this.#blank()) {
				this.#at++;
				patterns.push(this.#word());
			}
			this.#expect(')');
			items.push({ patterns, body: this.#list(() => this.#startsWith(';;')) });
			this.#lines();
			if (this.#startsWith(';;')) this.#at += 2;
		}
		this.#expect('esac');
		return { kind: 'case', word, items, redirects: [] };
	}
	#function(): Command {
		const name = this.#peekWord();
		this.#at += name.length;
		this.#blank();
		if (/^\([ \t]*\)/.test(this.#source.slice(this.#at))) this.#at = this.#source.indexOf(')', this.#at) + 1;
		this.#lines();
		return { kind: 'function', name, body: this.#command(), redirects: [] };
	}
	#test(): Command {
		const words: Word[] = [];
		for (;;) {
			this.#lines();
			if (this.#accept(']]')) return { kind: 'test', words, redirects: [] };
			const operator = /^(&&|\|\||[()<>])/.exec(this.#source.slice(this.#at))?.[0];
			if (operator) {
				this.#at += operator.length;
				words.push([{ kind: 'text', text: operator, quoted: false }]);
			} else words.push(this.#word(words.at(-1)));
			if (this.#at >= this.#source.length) this.#unexpected();
		}
	}

	/** After =~ a word may hold brackets. */
	#word(before?: Word): Word {
		this.#blank();
		const isPattern = before?.[0]?.kind === 'text' && before[0].text === '=~';
		const reader = new WordReader(this.#source, this.#at, parseScript);
		const word = isPattern ? reader.word((char) => /\s/.test(char)) : reader.word();
		this.#at = reader.at;
		return word;
	}

	#redirect(): Redirect | null {
		this.#blank();
		const match = REDIRECT.exec(this.#source.slice(this.#at));
		if (!match) return null;
		this.#at += match[0].length;
		const [, digits = '', operator = '', both] = match;
		if (both) return { fd: 'both', operator: both === '&>>' ? '>>' : '>', target: this.#word() };
		const fd = digits ? Number(digits) : operator.startsWith('<') ? 0 : 1;
		if (operator !== '<<' && operator !== '<<-')
			return { fd, operator: operator as Redirect['operator'], target: this.#word() };
		const delimiter = this.#word();
		const redirect: Redirect = { fd, operator: '<<', target: [] };
		const end = delimiter.map((part) => (part.kind === 'text' ? part.text : '')).join('');
		const expand = delimiter.every((part) => part.kind === 'text' && !part.quoted);
		this.#pending.push({ redirect, end, strip: operator === '<<-', expand, parse: parseScript });
		return redirect;
	}

	#simple(): Command {
		const [assignments, words, redirects]: [Assignment[], Word[], Redirect[]] = [[], [], []];
		for (;;) {
			const redirect = this.#redirect();
			if (redirect) {
				redirects.push(redirect);
				continue;
			}
			const assignment = words.length === 0 ? ASSIGNMENT.exec(this.#source.slice(this.#at)) : null;
			if (assignment) {
				this.#at += assignment[0].length;
				const reader = new WordReader(this.#source, this.#at, parseScript);
				assignments.push({ name: assignment[1] ?? '', append: assignment[2] === '+', value: reader.word() });
				this.#at = reader.at;
				continue;
			}
			const word = this.#word();
			if (word.length === 0) break;
			words.push(word);
		}
		if (assignments.length + words.length + redirects.length === 0) this.#unexpected();
		return { kind: 'simple', assignments, words, redirects };
	}
}
