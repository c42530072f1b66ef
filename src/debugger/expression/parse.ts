/**
 * Text -> tree. What can be wrong is said here, with its place, before anything runs: an unknown name, a wrong number of
 * arguments, a pattern that is none.
 *
 * From weak to strong: `or` (`||`), `and` (`&&`), `not` (`!`), comparisons (one), `+ -`, `* / %`, unary `-`.
 */
import type { BinaryOperator, Node } from './ast.ts';
import { closest, functions, isFunctionName, isName, names } from './names.ts';
import { expressionError, tokensOf, type Token } from './tokens.ts';

const comparisons = ['==', '!=', '<', '<=', '>', '>=', 'matches', 'contains', 'in'] as const;
/** Brackets and nots in one another. */
const DEEPEST = 50;

/** @throws CodedError E_EXPRESSION with what is wrong and where */
export function parseExpression(text: string): Node {
	return new Parser(tokensOf(text)).whole();
}

class Parser {
	readonly #tokens: readonly Token[];
	#next = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	whole(): Node {
		if (this.#peek().kind === 'end') throw expressionError('it is empty', 0);
		const node = this.#or();
		const rest = this.#peek();
		if (rest.kind !== 'end')
			throw expressionError(`${JSON.stringify(rest.text)} is not expected here`, rest.at);
		return node;
	}

	#or(): Node {
		return this.#chain({ or: 'or', '||': 'or' }, () => this.#and());
	}

	#and(): Node {
		return this.#chain({ and: 'and', '&&': 'and' }, () => this.#not());
	}

	#not(): Node {
		const { at } = this.#peek();
		if (!this.#accept('not') && !this.#accept('!')) return this.#comparison();
		return { kind: 'unary', operator: 'not', operand: this.#deeper(at, () => this.#not()), at };
	}

	#comparison(): Node {
		const left = this.#sum();
		const { text, at, kind } = this.#peek();
		const operator = comparisons.find((one) => one === text);
		if (!operator || kind === 'string') return left;
		this.#next += 1;
		const right = this.#sum();
		if (operator === 'matches') checkPattern(right);
		return { kind: 'binary', operator, left, right, at };
	}

	#sum(): Node {
		return this.#chain({ '+': '+', '-': '-' }, () => this.#product());
	}

	#product(): Node {
		return this.#chain({ '*': '*', '/': '/', '%': '%' }, () => this.#unary());
	}

	#unary(): Node {
		const { at } = this.#peek();
		if (!this.#accept('-')) return this.#primary();
		return { kind: 'unary', operator: '-', operand: this.#deeper(at, () => this.#unary()), at };
	}

	#chain(operators: Record<string, BinaryOperator>, operand: () => Node): Node {
		let left = operand();
		for (;;) {
			const { text, at, kind } = this.#peek();
			const operator = kind !== 'string' && Object.hasOwn(operators, text) ? operators[text] : undefined;
			if (!operator) return left;
			this.#next += 1;
			left = { kind: 'binary', operator, left, right: operand(), at };
		}
	}

	#primary(): Node {
		const token = this.#peek();
		const { at, text } = token;
		this.#next += 1;
		if (token.kind === 'number' || token.kind === 'string') return { kind: 'value', value: token.value, at };
		if (token.kind === 'end') throw expressionError('it ends where a value is expected', at);
		if (text === '(') {
			const node = this.#deeper(at, () => this.#or());
			this.#expect(')', at);
			return node;
		}
		if (text === '[') return { kind: 'list', items: this.#items(']', at), at };
		if (token.kind === 'word') return this.#word(text, at);
		throw expressionError(`${JSON.stringify(text)} is not expected here: a value is`, at);
	}

	#word(text: string, at: number): Node {
		if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true', at };
		if (text === 'null') return { kind: 'value', value: null, at };
		if (this.#accept('(')) return this.#call(text, at);
		if (isName(text)) return { kind: 'name', name: text, at };
		const meant = closest(text, Object.keys(names));
		throw expressionError(`nothing is called "${text}"${meant ? `; did you mean "${meant}"?` : ''}`, at);
	}

	#call(name: string, at: number): Node {
		const args = this.#items(')', at);
		if (!isFunctionName(name)) {
			const meant = closest(name, Object.keys(functions));
			throw expressionError(`there is no function "${name}"${meant ? `; did you mean "${meant}"?` : ''}`, at);
		}
		const { takes, about } = functions[name];
		if (args.length !== takes)
			throw expressionError(`${name} takes ${takes} and got ${args.length}: ${about}`, at);
		if (name === 'any' && args[1]) checkPattern(args[1]);
		return { kind: 'call', name, args, at };
	}

	#items(close: string, from: number): Node[] {
		const items: Node[] = [];
		if (this.#accept(close)) return items;
		do items.push(this.#deeper(from, () => this.#or()));
		while (this.#accept(','));
		this.#expect(close, from);
		return items;
	}

	#deeper(at: number, read: () => Node): Node {
		this.#depth += 1;
		if (this.#depth > DEEPEST) throw expressionError('it is nested too deeply', at);
		const node = read();
		this.#depth -= 1;
		return node;
	}

	#peek(): Token {
		return this.#tokens[this.#next] ?? { kind: 'end', at: 0, text: '' };
	}

	#accept(text: string): boolean {
		const token = this.#peek();
		if (token.text !== text || token.kind === 'string' || token.kind === 'end') return false;
		this.#next += 1;
		return true;
	}

	#expect(text: string, opened: number): void {
		if (!this.#accept(text))
			throw expressionError(`the bracket opened at character ${opened + 1} is not closed`, this.#peek().at);
	}
}

function checkPattern(node: Node): void {
	if (node.kind !== 'value' || typeof node.value !== 'string') return;
	try {
		new RegExp(node.value);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw expressionError(`the pattern is not a regular expression: ${why}`, node.at);
	}
}
