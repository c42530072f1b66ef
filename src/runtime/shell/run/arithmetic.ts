/** $((...)): integers, C's operators and their precedence, assignments to variables. */
import { ExpansionError } from './leave.ts';

export type Variables = {
	get(name: string): string;
	set(name: string, value: string): void;
	/** Of an array; the key is an expression. */
	element(name: string, key: string): string | undefined;
	setElement(name: string, key: string, value: string): void;
};

const TOKEN =
	/\s*(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+|[A-Za-z_]\w*(?:\[[^\]]*\])?|\*\*|<<=?|>>=?|[<>=!]=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),])/y;
const BINARY: Record<string, [precedence: number, apply: (a: number, b: number) => number]> = {
	'||': [1, (a, b) => Number(a !== 0 || b !== 0)],
	'&&': [2, (a, b) => Number(a !== 0 && b !== 0)],
	'|': [3, (a, b) => wide(BigInt(a) | BigInt(b))],
	'^': [4, (a, b) => wide(BigInt(a) ^ BigInt(b))],
	'&': [5, (a, b) => wide(BigInt(a) & BigInt(b))],
	'==': [6, (a, b) => Number(a === b)],
	'!=': [6, (a, b) => Number(a !== b)],
	'<': [7, (a, b) => Number(a < b)],
	'>': [7, (a, b) => Number(a > b)],
	'<=': [7, (a, b) => Number(a <= b)],
	'>=': [7, (a, b) => Number(a >= b)],
	'<<': [8, (a, b) => wide(BigInt(a) << BigInt(b))],
	'>>': [8, (a, b) => wide(BigInt(a) >> BigInt(b))],
	'+': [9, (a, b) => a + b],
	'-': [9, (a, b) => a - b],
	'*': [10, (a, b) => a * b],
	'/': [10, divide],
	'%': [10, (a, b) => a - b * divide(a, b)],
	'**': [11, (a, b) => a ** b]
};

/** a[1], m[key] */
const ELEMENT = /^(\w+)\[(.*)\]$/s;

class DivisionByZero extends Error {}

/** 64 bits, as in C; past 2^53 a number is no longer exact. */
function wide(value: bigint): number {
	return Number(BigInt.asIntN(64, value));
}

function divide(a: number, b: number): number {
	if (b === 0) throw new DivisionByZero();
	return Math.trunc(a / b);
}

function tokens(text: string): string[] {
	const found: string[] = [];
	TOKEN.lastIndex = 0;
	for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) found.push(match[1] ?? '');
	const end = found.length > 0 ? text.trimEnd().length : text.trim().length;
	const used = found.join('').length;
	if (used < text.replace(/\s/g, '').length && end > 0)
		throw new ExpansionError(`${text.trim()}: syntax error: invalid arithmetic operator`);
	return found;
}

export function evaluate(text: string, variables: Variables): number {
	if (text.trim() === '') return 0;
	const parser = new Expression(tokens(text), variables);
	try {
		const value = parser.comma();
		if (parser.rest === null) return value;
		throw new ExpansionError(`${text.trim()}: syntax error in expression (error token is "${parser.rest}")`);
	} catch (error) {
		if (!(error instanceof DivisionByZero)) throw error;
		const last = /[^%/]*$/.exec(text)?.[0].trim();
		throw new ExpansionError(`${text.trim()}: division by 0 (error token is "${last}")`);
	}
}

class Expression {
	readonly #tokens: string[];
	readonly #variables: Variables;
	#at = 0;

	constructor(list: string[], variables: Variables) {
		this.#tokens = list;
		this.#variables = variables;
	}

	/** What was not understood; null = nothing. */
	get rest(): string | null {
		return this.#tokens[this.#at] ?? null;
	}

	comma(): number {
		let value = this.#assign();
		while (this.#take(',')) value = this.#assign();
		return value;
	}

	#take(token: string): boolean {
		if (this.#tokens[this.#at] !== token) return false;
		this.#at++;
		return true;
	}

	#assign(): number {
		const [name = '', operator = ''] = this.#tokens.slice(this.#at, this.#at + 2);
		if (!/^[A-Za-z_]/.test(name) || !/^(=|[-+*/%&|^]=|<<=|>>=)$/.test(operator)) return this.#ternary();
		this.#at += 2;
		const right = this.#assign();
		const apply = BINARY[operator.slice(0, -1)]?.[1];
		const value = apply ? apply(this.#read(name), right) : right;
		this.#write(name, value);
		return value;
	}

	#ternary(): number {
		const condition = this.#binary(0);
		if (!this.#take('?')) return condition;
		const yes = this.#assign();
		this.#take(':');
		const no = this.#assign();
		return condition === 0 ? no : yes;
	}

	#binary(minimum: number): number {
		let left = this.#unary();
		for (;;) {
			const operator = BINARY[this.#tokens[this.#at] ?? ''];
			if (!operator || operator[0] <= minimum) return left;
			this.#at++;
			left = operator[1](left, this.#binary(operator[0]));
		}
	}

	#unary(): number {
		if (this.#take('!')) return Number(this.#unary() === 0);
		if (this.#take('-')) return -this.#unary();
		if (this.#take('+')) return this.#unary();
		if (this.#take('~')) return ~this.#unary();
		for (const [operator, change] of [['++', 1] as const, ['--', -1] as const]) {
			if (!this.#take(operator)) continue;
			const name = this.#tokens[this.#at++] ?? '';
			this.#write(name, this.#read(name) + change);
			return this.#read(name);
		}
		return this.#primary();
	}

	#primary(): number {
		if (this.#take('(')) {
			const value = this.comma();
			this.#take(')');
			return value;
		}
		const token = this.#tokens[this.#at++] ?? '';
		if (!/^[A-Za-z_]/.test(token)) return literal(token);
		const value = this.#read(token);
		if (this.#take('++')) this.#write(token, value + 1);
		else if (this.#take('--')) this.#write(token, value - 1);
		return value;
	}

	#write(name: string, value: number): void {
		const [, list, key] = ELEMENT.exec(name) ?? [];
		if (list && key !== undefined) this.#variables.setElement(list, key, String(value));
		else this.#variables.set(name, String(value));
	}

	/** A variable may hold an expression of its own. */
	#read(name: string): number {
		const [, list, key] = ELEMENT.exec(name) ?? [];
		const held = list && key !== undefined ? this.#variables.element(list, key) : this.#variables.get(name);
		const text = (held ?? '').trim();
		if (/^-?\d+$/.test(text)) return text.startsWith('-') ? -literal(text.slice(1)) : literal(text);
		return text === '' || text === name ? 0 : evaluate(text, this.#variables);
	}
}

/** 10, 0x1f, 017, 2#101. */
function literal(token: string): number {
	const [base, digits] = token.split('#');
	if (digits !== undefined) return Number.parseInt(digits, Number(base)) || 0;
	if (/^0\d*[89]/.test(token))
		throw new ExpansionError(`${token}: value too great for base (error token is "${token}")`);
	return Number(/^0\d/.test(token) ? `0o${token.slice(1)}` : token) || 0;
}
