/** The grammar: lists, pipelines, compound commands. */
import type { AndOr, CaseEnd, Command, Pipeline, Script, Word } from './ast.ts';
import { Cursor } from './cursor.ts';
import { parseRedirect, parseSimple } from './simple.ts';
import { ShellSyntaxError } from './words.ts';

const RESERVED = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}', ')']);
const DEFINITION = /([A-Za-z_][\w-]*)[ \t]*\([ \t]*\)/y;
const CASE_END = /;;&|;;|;&/y;

/** All of a script. */
export function parseScript(source: string): Script {
	return [...parseLines(source)].flat();
}

/** One complete command after the other: what stands before a syntax error was run when it is met. */
export function* parseLines(source: string): Generator<Script> {
	const parser = new Parser(source, 0);
	for (let line = parser.line(); line; line = parser.line()) yield line;
}

function parseCommands(source: string, at: number): { script: Script; end: number } {
	const parser = new Parser(source, at);
	return { script: parser.substitution(), end: parser.cursor.at };
}

class Parser {
	readonly cursor: Cursor;

	constructor(source: string, at: number) {
		this.cursor = new Cursor(source, at, parseCommands);
	}

	/** Commands up to a line end; null = there are no more. */
	line(): Script | null {
		this.cursor.lines();
		if (this.cursor.ended) return null;
		const script = this.#list(true);
		if (script.length === 0) this.cursor.unexpected();
		this.cursor.blank();
		if (this.cursor.startsWith('\n')) this.cursor.newline();
		else if (!this.cursor.ended) this.cursor.unexpected();
		return script;
	}

	/** $(...): leaves the cursor at its `)`. */
	substitution(): Script {
		const script = this.#list();
		this.cursor.lines();
		if (this.cursor.ended)
			throw new ShellSyntaxError("unexpected EOF while looking for matching `)'", this.cursor.line);
		if (!this.cursor.startsWith(')')) this.cursor.unexpected();
		return script;
	}

	get #atEnd(): boolean {
		const { cursor } = this;
		return (
			cursor.ended ||
			cursor.startsWith(')') ||
			cursor.match(CASE_END) !== null ||
			RESERVED.has(cursor.peekWord())
		);
	}

	/** Commands up to a reserved word, `)` or `;;`, or only those of this line. */
	#list(oneLine = false): Script {
		const { cursor } = this;
		const script: Script = [];
		for (;;) {
			if (!oneLine) cursor.lines();
			cursor.blank();
			if (this.#atEnd || cursor.startsWith('\n')) return script;
			const item = this.#andOr();
			script.push(item);
			cursor.blank();
			if (cursor.startsWith('&') && !cursor.startsWith('&&')) {
				item.background = true;
				cursor.at++;
			} else if (cursor.startsWith(';') && !cursor.match(CASE_END)) cursor.at++;
			else if (!this.#atEnd && !cursor.startsWith('\n')) cursor.unexpected();
		}
	}

	#body(): Script {
		const script = this.#list();
		if (script.length === 0) this.cursor.unexpected();
		return script;
	}

	#andOr(): AndOr {
		const { cursor } = this;
		const item: AndOr = { first: this.#pipeline(), rest: [], background: false };
		for (;;) {
			cursor.blank();
			const operator = cursor.startsWith('&&') ? '&&' : cursor.startsWith('||') ? '||' : null;
			if (!operator) return item;
			cursor.at += 2;
			cursor.lines();
			item.rest.push({ operator, pipeline: this.#pipeline() });
		}
	}

	#pipeline(): Pipeline {
		const { cursor } = this;
		let negated = false;
		let timed = false;
		for (;;) {
			if (cursor.accept('!')) negated = !negated;
			else if (cursor.accept('time')) timed = true;
			else break;
		}
		const commands = [this.#command()];
		for (;;) {
			cursor.blank();
			if (!cursor.startsWith('|') || cursor.startsWith('||')) return { commands, negated, timed };
			const both = cursor.startsWith('|&');
			cursor.at += both ? 2 : 1;
			if (both)
				commands
					.at(-1)
					?.redirects.push({ fd: 2, operator: '>&', target: [{ kind: 'text', text: '1', quoted: false }] });
			cursor.lines();
			commands.push(this.#command());
		}
	}

	#command(): Command {
		const command = this.#compound() ?? parseSimple(this.cursor);
		if (command.kind !== 'simple' && command.kind !== 'function')
			for (let redirect = parseRedirect(this.cursor); redirect; redirect = parseRedirect(this.cursor))
				command.redirects.push(redirect);
		return command;
	}

	#compound(): Command | null {
		const { cursor } = this;
		cursor.blank();
		const arithmetic = cursor.startsWith('((') ? this.#arithmetic() : null;
		if (arithmetic) return arithmetic;
		if (cursor.startsWith('(')) {
			cursor.at++;
			const body = this.#body();
			cursor.expect(')');
			return { kind: 'subshell', body, redirects: [] };
		}
		const word = cursor.peekWord();
		const parsers: Record<string, () => Command> = {
			'{': () => this.#group(),
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
			cursor.at += word.length;
			return parse();
		}
		const definition = cursor.match(DEFINITION);
		if (!definition) return null;
		cursor.at += definition[0].length;
		cursor.lines();
		return { kind: 'function', name: definition[1] ?? '', body: this.#command(), redirects: [] };
	}

	/** What stands between `((` and `))`; null = two subshells. */
	#doubled(): string | null {
		const { cursor } = this;
		const start = cursor.at + 2;
		const end = cursor.reader().closing(start, '))');
		if (end === null) return null;
		cursor.at = end + 2;
		return cursor.source.slice(start, end);
	}
	#arithmetic(): Command | null {
		const text = this.#doubled();
		return text === null
			? null
			: { kind: 'arithmetic', expression: this.cursor.reader().inner(text), redirects: [] };
	}
	#group(): Command {
		const body = this.#body();
		this.cursor.expect('}');
		return { kind: 'group', body, redirects: [] };
	}
	#if(): Command {
		const branches: { condition: Script; body: Script }[] = [];
		let otherwise: Script | null = null;
		do {
			const condition = this.#body();
			this.cursor.expect('then');
			branches.push({ condition, body: this.#body() });
			this.cursor.lines();
		} while (this.cursor.accept('elif'));
		if (this.cursor.accept('else')) otherwise = this.#body();
		this.cursor.expect('fi');
		return { kind: 'if', branches, otherwise, redirects: [] };
	}
	#while(until: boolean): Command {
		const condition = this.#body();
		return { kind: 'while', until, condition, body: this.#loopBody(), redirects: [] };
	}
	#loopBody(): Script {
		this.cursor.blank();
		if (this.cursor.startsWith(';')) this.cursor.at++;
		this.cursor.expect('do');
		const body = this.#body();
		this.cursor.expect('done');
		return body;
	}
	#for(): Command {
		const { cursor } = this;
		cursor.blank();
		if (cursor.startsWith('((')) return this.#count();
		const name = cursor.peekWord();
		cursor.at += name.length;
		cursor.lines();
		let words: Word[] | null = null;
		if (cursor.accept('in')) {
			words = [];
			for (let word = cursor.word(); word.length > 0; word = cursor.word()) words.push(word);
		}
		return { kind: 'for', name, words, body: this.#loopBody(), redirects: [] };
	}
	#count(): Command {
		const parts = this.#doubled()?.split(';');
		if (parts?.length !== 3) this.cursor.unexpected();
		const reader = this.cursor.reader();
		const [start = [], condition = [], step = []] = parts.map((text) => reader.inner(text));
		return { kind: 'count', start, condition, step, body: this.#loopBody(), redirects: [] };
	}
	#case(): Command {
		const { cursor } = this;
		const word = cursor.word();
		cursor.expect('in');
		const items: { patterns: Word[]; body: Script; end: CaseEnd }[] = [];
		for (cursor.lines(); cursor.peekWord() !== 'esac'; cursor.lines()) {
			if (cursor.ended) cursor.unexpected();
			if (cursor.startsWith('(')) cursor.at++;
			const patterns = [cursor.word()];
			for (cursor.blank(); cursor.startsWith('|'); cursor.blank()) {
				cursor.at++;
				patterns.push(cursor.word());
			}
			cursor.expect(')');
			const body = this.#list();
			cursor.lines();
			const end = cursor.match(CASE_END)?.[0] ?? '';
			cursor.at += end.length;
			items.push({ patterns, body, end: (end || ';;') as CaseEnd });
		}
		cursor.expect('esac');
		return { kind: 'case', word, items, redirects: [] };
	}
	#function(): Command {
		const { cursor } = this;
		const name = cursor.peekWord();
		cursor.at += name.length;
		cursor.blank();
		cursor.at += cursor.match(/\([ \t]*\)/y)?.[0].length ?? 0;
		cursor.lines();
		return { kind: 'function', name, body: this.#command(), redirects: [] };
	}
	#test(): Command {
		const { cursor } = this;
		const words: Word[] = [];
		for (;;) {
			cursor.lines();
			if (cursor.accept(']]')) return { kind: 'test', words, redirects: [] };
			if (cursor.ended) cursor.unexpected();
			const last = words.at(-1)?.[0];
			const isPattern = last?.kind === 'text' && !last.quoted && last.text === '=~';
			const operator = isPattern ? null : cursor.match(/&&|\|\||[()<>]/y)?.[0];
			if (operator) {
				cursor.at += operator.length;
				words.push([{ kind: 'text', text: operator, quoted: false }]);
			} else words.push(cursor.word(isPattern ? (char) => /\s/.test(char) : undefined));
			if (words.at(-1)?.length === 0) cursor.unexpected();
		}
	}
}
