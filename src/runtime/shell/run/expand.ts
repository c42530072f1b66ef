/** From words to arguments: parameters, commands, arithmetic, field splitting, file names, quote removal. */
import type { Parameter, Part, Script, Word } from '../parse/ast.ts';
import type { FileView } from '../../protocol/file-view.ts';
import { evaluate } from './arithmetic.ts';
import { expandBraces } from './braces.ts';
import { editValue } from './edit.ts';
import { splitField, type Field, type Piece } from './fields.ts';
import { expandGlob, hasWildcards, patternOf, type Pattern } from './glob.ts';
import { ExpansionError } from './leave.ts';
import type { State } from './state.ts';

/** What runs commands for an expansion. */
export type Substitution = {
	/** What they print. */
	capture(script: Script): Promise<string>;
	/** The path of a file that holds what they print. */
	file(script: Script): Promise<string>;
};
type Selected = { values: string[]; isSet: boolean; list: '@' | '*' | null };

export class Expander {
	readonly #state: State;
	readonly #files: FileView;
	readonly #substitution: Substitution;

	constructor(state: State, files: FileView, substitution: Substitution) {
		this.#state = state;
		this.#files = files;
		this.#substitution = substitution;
	}

	/** Arguments of a command. */
	async words(words: Word[]): Promise<string[]> {
		const args: string[] = [];
		for (const word of words)
			for (const braced of expandBraces(word)) args.push(...(await this.#arguments(braced)));
		return args;
	}

	/** One string: redirect targets, case words. No splitting, no file names. */
	async text(word: Word): Promise<string> {
		const fields = await this.#fields(tilde(word, this.#state.get('HOME'), false));
		return fields.map((field) => field.map(({ text }) => text).join('')).join(' ');
	}

	/** The value of an assignment: a tilde may also follow a colon. */
	async value(word: Word): Promise<string> {
		return this.text(tilde(word, this.#state.get('HOME'), true));
	}

	async pattern(word: Word): Promise<Pattern> {
		const fields = await this.#fields(word);
		return fields.flat().flatMap(({ text, quoted }) => patternOf(text, quoted));
	}

	async #arguments(word: Word): Promise<string[]> {
		const separators = this.#state.variables.get('IFS') ?? ' \t\n';
		const { options, cwd } = this.#state;
		const fields = await this.#fields(tilde(word, this.#state.get('HOME'), false));
		return fields
			.flatMap((field) => splitField(field, separators))
			.flatMap((field) => {
				const plain = field.map(({ text }) => text).join('');
				if (options.noglob) return [plain];
				const pattern = field.flatMap(({ text, quoted }) => patternOf(text, quoted));
				if (!hasWildcards(pattern)) return [plain];
				const found = expandGlob(this.#files, cwd, pattern, options);
				return found.length > 0 || options.nullglob ? found : [plain];
			});
	}

	async #fields(word: Word): Promise<Field[]> {
		const fields: Field[] = [[]];
		let isNothing = word.length > 0;
		for (const part of word) {
			const values = await this.#part(part);
			isNothing &&= values.length === 0;
			values.forEach((value, index) => {
				if (index > 0) fields.push([]);
				fields.at(-1)?.push(...value);
			});
		}
		return isNothing ? [] : fields;
	}

	/** Usually one list of pieces; "$@" gives one for each argument. */
	async #part(part: Part): Promise<Field[]> {
		switch (part.kind) {
			case 'text':
				return [[{ text: part.text, quoted: part.quoted, split: false }]];
			case 'command':
				return [[expanded((await this.#substitution.capture(part.body)).replace(/\n+$/, ''), part.quoted)]];
			case 'process':
				return [[expanded(await this.#substitution.file(part.body), true)]];
			case 'arithmetic':
				return [[expanded(String(await this.arithmetic(part.expression)), part.quoted)]];
			case 'parameter':
				return this.#parameter(part);
			default:
				return part satisfies never;
		}
	}

	async arithmetic(expression: Word): Promise<number> {
		return evaluate(await this.text(expression), this.#state);
	}

	async #parameter(part: Parameter): Promise<Field[]> {
		const selected = await this.#select(part);
		const replaced = await this.#alternative(part, selected);
		if (replaced) return replaced;
		const { values, list } = await this.#operate(part, selected);
		const piece = (text: string) => expanded(text, part.quoted);
		if (list === '*' && part.quoted)
			return [[piece(values.join((this.#state.variables.get('IFS') ?? ' ').slice(0, 1)))]];
		if (list) return values.map((text) => [piece(text)]);
		return [[piece(values[0] ?? '')]];
	}

	async #select({ name, index, indirect }: Parameter): Promise<Selected> {
		const state = this.#state;
		const subscript = index ? await this.text(index) : null;
		const isList = subscript === '@' || subscript === '*';
		if (indirect && isList) return { values: state.keys(name), isSet: true, list: subscript };
		if (indirect) {
			const target = state.get(name);
			return this.#select({ ...wholeParameter(target), quoted: false });
		}
		if (isList) {
			const values = state.elements(name);
			return { values, isSet: values.length > 0, list: subscript };
		}
		if (subscript !== null) {
			const value = state.element(name, subscript);
			return { values: [value ?? ''], isSet: value !== undefined, list: null };
		}
		if (name === '@' || name === '*') return { values: state.args, isSet: state.args.length > 0, list: name };
		const value = state.parameter(name);
		return { values: [value ?? ''], isSet: value !== undefined, list: null };
	}

	/** :- and its like: another word in place of the value; null = the value stays. */
	async #alternative(
		{ name, operator, argument, quoted }: Parameter,
		selected: Selected
	): Promise<Field[] | null> {
		const isEmpty = selected.values.every((value) => value === '');
		const isMissing = !selected.isSet || (operator.startsWith(':') && isEmpty);
		const word = argument ?? [];
		switch (operator.replace(':', '')) {
			case '-':
				return isMissing ? this.#argument(word, quoted) : null;
			case '+':
				return isMissing ? [[expanded('', quoted)]] : this.#argument(word, quoted);
			case '=':
				if (isMissing) {
					const value = await this.text(word);
					this.#state.set(name, value);
					return [[expanded(value, quoted)]];
				}
				return null;
			case '?': {
				if (!isMissing) return null;
				const otherwise = operator.startsWith(':') ? 'parameter null or not set' : 'parameter not set';
				throw new ExpansionError(`${name}: ${(await this.text(word)) || otherwise}`);
			}
			default:
				if (!selected.isSet && !selected.list && operator !== '+' && this.#state.options.nounset)
					throw new ExpansionError(`${name}: ${this.#state.bash ? 'unbound variable' : 'parameter not set'}`);
				return null;
		}
	}

	async #argument(word: Word, quoted: boolean): Promise<Field[]> {
		const fields = await this.#fields(tilde(word, this.#state.get('HOME'), false));
		const mark = (piece: Piece): Piece => ({
			...piece,
			quoted: quoted || piece.quoted,
			split: !quoted && !piece.quoted
		});
		const marked = fields.map((field) => field.map(mark));
		return quoted && marked.every((field) => field.length === 0) ? [[expanded('', true)]] : marked;
	}

	async #operate(
		{ operator, argument }: Parameter,
		{ values, list }: Selected
	): Promise<Omit<Selected, 'isSet'>> {
		if (operator === '' || /^:?[-+=?]$/.test(operator)) return { values, list };
		if (operator === 'length')
			return { values: [String(list ? values.length : Array.from(values[0] ?? '').length)], list: null };
		if (operator === ':') {
			const [offset = '0', length] = (await this.text(argument ?? [])).split(':');
			const from = evaluate(offset, this.#state);
			const count = length === undefined ? null : evaluate(length, this.#state);
			if (!list) return { values: [slice(Array.from(values[0] ?? ''), from, count).join('')], list };
			// ${@:1} begins with the first argument.
			const all = values === this.#state.args ? [this.#state.name, ...values] : values;
			return { values: slice(all, from, count), list };
		}
		const pattern = await this.pattern(argument ?? []);
		return { values: values.map((value) => editValue(operator, value, pattern)), list };
	}
}

function expanded(text: string, quoted: boolean): Piece {
	return { text, quoted, split: !quoted };
}

function wholeParameter(target: string): Omit<Parameter, 'quoted'> {
	const [, name = target, index] = /^(\w+)\[(.*)\]$/.exec(target) ?? [];
	return {
		kind: 'parameter',
		name,
		index: index === undefined ? null : [{ kind: 'text', text: index, quoted: true }],
		operator: '',
		argument: null,
		indirect: false
	};
}

function slice<T>(items: T[], from: number, count: number | null): T[] {
	const start = from < 0 ? items.length + from : from;
	if (start < 0) return [];
	return items.slice(start, count === null ? undefined : count < 0 ? items.length + count : start + count);
}

/** ~ and ~/x at the beginning of a word; in an assignment also after a colon. */
function tilde(word: Word, home: string, colons: boolean): Word {
	const [first, ...rest] = word;
	if (first?.kind !== 'text' || first.quoted || !first.text.includes('~')) return word;
	const parts = (colons ? first.text.split(/(?<=:)/) : [first.text]).flatMap((text, index, all): Part[] => {
		const isWhole = index < all.length - 1 || rest.length === 0;
		if (!/^~(?=[/:]|$)/.test(text) || (text === '~' && !isWhole)) return [{ ...first, text }];
		return [
			{ kind: 'text', text: home, quoted: true },
			{ ...first, text: text.slice(1) }
		];
	});
	return [...parts, ...rest];
}
