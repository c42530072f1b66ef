/** From words to arguments: parameters, commands, arithmetic, field splitting, file names, quote removal. */
import type { Part, Script, Word } from '../parse/ast.ts';
import type { System } from '../system.ts';
import { evaluate } from './arithmetic.ts';
import { expandGlob, hasWildcards, matches, patternOf, patternSource, type Pattern } from './glob.ts';
import type { State } from './state.ts';

export class ExpansionError extends Error {}

/** A piece of text and whether it was quoted. */
type Piece = { text: string; quoted: boolean };
/** Fields under construction; `$@` makes several. */
type Fields = Piece[][];

export type Substitute = (script: Script) => Promise<string>;

export class Expander {
	readonly #state: State;
	readonly #system: System;
	readonly #substitute: Substitute;

	constructor(state: State, system: System, substitute: Substitute) {
		this.#state = state;
		this.#system = system;
		this.#substitute = substitute;
	}

	/** Arguments of a command. */
	async words(words: Word[]): Promise<string[]> {
		const args: string[] = [];
		for (const word of words)
			for (const braced of expandBraces(word)) args.push(...(await this.#fields(braced)));
		return args;
	}

	/** One string: assignments, redirect targets, case words. No splitting, no file names. */
	async text(word: Word): Promise<string> {
		const fields = await this.#pieces(word);
		return fields.map((field) => field.map(({ text }) => text).join('')).join(' ');
	}

	async pattern(word: Word): Promise<Pattern> {
		const fields = await this.#pieces(word);
		return fields.flat().flatMap(({ text, quoted }) => patternOf(text, quoted));
	}

	async #fields(word: Word): Promise<string[]> {
		const fields = (await this.#pieces(tilde(word, this.#state.get('HOME')))).flatMap((field) =>
			this.#split(field)
		);
		return fields.flatMap((field) => {
			const pattern = field.flatMap(({ text, quoted }) => patternOf(text, quoted));
			const plain = field.map(({ text }) => text).join('');
			if (this.#state.options.noglob || !hasWildcards(pattern)) return [plain];
			const found = expandGlob(this.#system.files, this.#state.cwd, pattern);
			return found.length > 0 ? found : [plain];
		});
	}

	/** Unquoted results of expansions fall apart at white space. */
	#split(field: Piece[]): Piece[][] {
		const separators = this.#state.variables.get('IFS') ?? ' \t\n';
		const out: Piece[][] = [[]];
		let open = false;
		for (const piece of field) {
			if (piece.quoted) {
				out.at(-1)?.push(piece);
				open = true;
				continue;
			}
			for (const char of piece.text) {
				if (!separators.includes(char) || separators === '') {
					out.at(-1)?.push({ text: char, quoted: false });
					open = true;
				} else if (open) {
					out.push([]);
					open = false;
				}
			}
		}
		if (!open) out.pop();
		return out;
	}

	async #pieces(word: Word): Promise<Fields> {
		const fields: Fields = [[]];
		for (const part of word) {
			const values = await this.#part(part);
			// Text that the script itself holds is not split: quoting it keeps its spaces, wildcards stay wild.
			values.forEach((value, index) => {
				if (index > 0) fields.push([]);
				fields.at(-1)?.push(...value);
			});
		}
		return fields;
	}

	/** Usually one list of pieces; "$@" gives one for each argument. */
	async #part(part: Part): Promise<Piece[][]> {
		switch (part.kind) {
			case 'text':
				return [[{ text: part.text, quoted: part.quoted }]];
			case 'command': {
				const output = await this.#substitute(part.body);
				return [[{ text: output.replace(/\n+$/, ''), quoted: part.quoted }]];
			}
			case 'arithmetic':
				return [
					[{ text: String(evaluate(await this.text(part.expression), this.#state)), quoted: part.quoted }]
				];
			case 'parameter':
				return this.#parameter(part);
			default:
				return part satisfies never;
		}
	}

	async #parameter(part: Extract<Part, { kind: 'parameter' }>): Promise<Piece[][]> {
		const { name, operator, quoted } = part;
		if (name === '@' && operator === '') {
			const { args } = this.#state;
			if (args.length === 0) return [];
			return args.map((text) => [{ text, quoted: true }]);
		}
		const value = this.#state.parameter(name);
		const text = await this.#operate(part, value);
		// "" as an argument must survive.
		return text === '' && !quoted ? [[]] : [[{ text, quoted }]];
	}

	async #operate(
		{ name, operator, argument }: Extract<Part, { kind: 'parameter' }>,
		value: string | undefined
	): Promise<string> {
		const word = () => (argument ? this.text(argument) : Promise.resolve(''));
		const missing = operator.startsWith(':') ? !value : value === undefined;
		switch (operator) {
			case '':
				if (value === undefined && this.#state.options.nounset)
					throw new ExpansionError(`${name}: unbound variable`);
				return value ?? '';
			case 'length':
				return String(name === '@' || name === '*' ? this.#state.args.length : (value ?? '').length);
			case '-':
			case ':-':
				return missing ? word() : (value ?? '');
			case '+':
			case ':+':
				return missing ? '' : word();
			case '=':
			case ':=':
				if (missing) this.#state.set(name, await word());
				return this.#state.get(name);
			case '?':
			case ':?':
				if (missing) throw new ExpansionError(`${name}: ${(await word()) || 'parameter null or not set'}`);
				return value ?? '';
			case ':':
				return this.#substring(value ?? '', await word());
			default:
				return this.#edit(operator, value ?? '', argument);
		}
	}

	#substring(value: string, range: string): string {
		const [offset = '0', length] = range.split(':');
		const from = evaluate(offset, this.#state);
		const start = from < 0 ? Math.max(0, value.length + from) : from;
		if (length === undefined) return value.slice(start);
		const count = evaluate(length, this.#state);
		return count < 0 ? value.slice(start, count) : value.slice(start, start + count);
	}

	async #edit(operator: string, value: string, argument: Word | null): Promise<string> {
		if (operator === '^^') return value.toUpperCase();
		if (operator === ',,') return value.toLowerCase();
		if (operator === '^') return value.slice(0, 1).toUpperCase() + value.slice(1);
		if (operator === ',') return value.slice(0, 1).toLowerCase() + value.slice(1);
		const pattern = await this.pattern(argument ?? []);
		if (operator.startsWith('/')) {
			const slash = pattern.findIndex(({ char, literal }) => char === '/' && !literal);
			const find = slash < 0 ? pattern : pattern.slice(0, slash);
			const replacement =
				slash < 0
					? ''
					: pattern
							.slice(slash + 1)
							.map(({ char }) => char)
							.join('');
			const source = patternSource(find, true);
			return source
				? value.replace(new RegExp(source, operator === '//' ? 'g' : ''), () => replacement)
				: value;
		}
		return operator.startsWith('#')
			? trimStart(value, pattern, operator === '##')
			: trimEnd(value, pattern, operator === '%%');
	}
}

function trimStart(value: string, pattern: Pattern, longest: boolean): string {
	const lengths = Array.from({ length: value.length + 1 }, (_, length) => length);
	const length = (longest ? lengths.reverse() : lengths).find((count) =>
		matches(value.slice(0, count), pattern)
	);
	return value.slice(length ?? 0);
}

function trimEnd(value: string, pattern: Pattern, longest: boolean): string {
	const starts = Array.from({ length: value.length + 1 }, (_, start) => start);
	const start = (longest ? starts : starts.reverse()).find((from) => matches(value.slice(from), pattern));
	return value.slice(0, start ?? value.length);
}

/** ~ and ~/x at the beginning of a word. */
function tilde(word: Word, home: string): Word {
	const [first, ...rest] = word;
	if (first?.kind !== 'text' || first.quoted || !/^~(\/|$)/.test(first.text)) return word;
	return [{ kind: 'text', text: home, quoted: true }, { ...first, text: first.text.slice(1) }, ...rest];
}

/** a{b,c}d and {1..3}; only within one unquoted piece of text. */
function expandBraces(word: Word): Word[] {
	for (const [index, part] of word.entries()) {
		if (part.kind !== 'text' || part.quoted) continue;
		const match = /^(.*?)\{([^{}]*(?:,|\.\.)[^{}]*)\}(.*)$/s.exec(part.text);
		if (!match) continue;
		const [, before = '', inside = '', after = ''] = match;
		const choices = choicesOf(inside);
		if (!choices) continue;
		return choices.flatMap((choice) => {
			const text = { ...part, text: before + choice + after };
			return expandBraces([...word.slice(0, index), text, ...word.slice(index + 1)]);
		});
	}
	return [word];
}

function choicesOf(inside: string): string[] | null {
	const range = /^(-?\d+)\.\.(-?\d+)$/.exec(inside);
	if (!range) return inside.includes(',') ? inside.split(',') : null;
	const [from, to] = [Number(range[1]), Number(range[2])];
	const step = from <= to ? 1 : -1;
	return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => String(from + index * step));
}
