/** Tree -> value. Reads a moment, changes nothing; what cannot be compared is false, never an exception. */
import { CodedError } from '#model/coded-error.ts';
import type { BinaryOperator, Node, Value } from './ast.ts';
import type { FunctionName, Name } from './names.ts';

/** What the names mean at one fact of a run. */
export type Scope = {
	valueOf: (name: Name) => Value;
	statusOf: (test: string) => string | null;
	/** null = there is none. */
	read: (path: string) => Promise<string | null>;
};

/** Characters that a pattern looks at, from the front: nobody's regular expression holds the run up for long. */
const LOOKED_AT = 20_000;

export async function evaluate(node: Node, scope: Scope): Promise<Value> {
	switch (node.kind) {
		case 'value':
			return node.value;
		case 'list':
			return all(node.items, scope);
		case 'name':
			return scope.valueOf(node.name as Name);
		case 'call':
			return call(node.name as FunctionName, await all(node.args, scope), scope);
		case 'unary': {
			const value = await evaluate(node.operand, scope);
			return node.operator === 'not' ? !isTrue(value) : -toNumber(value);
		}
		case 'binary':
			return binary(node, scope);
		default:
			return node satisfies never;
	}
}

/** null, false, 0, "" and an empty list are not. */
export function isTrue(value: Value): boolean {
	return isList(value) ? value.length > 0 : Boolean(value);
}

async function all(nodes: readonly Node[], scope: Scope): Promise<Value[]> {
	const values: Value[] = [];
	for (const node of nodes) values.push(await evaluate(node, scope));
	return values;
}

async function binary(node: Extract<Node, { kind: 'binary' }>, scope: Scope): Promise<Value> {
	const left = await evaluate(node.left, scope);
	if (node.operator === 'or') return isTrue(left) || isTrue(await evaluate(node.right, scope));
	if (node.operator === 'and') return isTrue(left) && isTrue(await evaluate(node.right, scope));
	return apply(node.operator, left, await evaluate(node.right, scope));
}

function apply(operator: Exclude<BinaryOperator, 'or' | 'and'>, left: Value, right: Value): Value {
	switch (operator) {
		case '==':
			return same(left, right);
		case '!=':
			return !same(left, right);
		case '<':
		case '<=':
		case '>':
		case '>=':
			return inOrder(operator, left, right);
		case 'matches':
			return matches(left, right);
		case 'contains':
			return contains(left, right);
		case 'in':
			return contains(right, left);
		case '+':
			return typeof left === 'string' || typeof right === 'string'
				? toText(left) + toText(right)
				: toNumber(left) + toNumber(right);
		case '-':
			return toNumber(left) - toNumber(right);
		case '*':
			return toNumber(left) * toNumber(right);
		case '/':
			return toNumber(left) / toNumber(right);
		case '%':
			return toNumber(left) % toNumber(right);
		default:
			return operator satisfies never;
	}
}

async function call(
	name: FunctionName,
	[first = null, second = null]: Value[],
	scope: Scope
): Promise<Value> {
	switch (name) {
		case 'count':
			return isList(first) ? first.length : typeof first === 'string' ? first.length : toNumber(first);
		case 'any':
			return matches(first, second);
		case 'overlap':
			return toList(first).some((item) => contains(toList(second), item));
		case 'outside':
			return toList(first).some((item) => !contains(toList(second), item));
		case 'status':
			return scope.statusOf(toText(first));
		case 'file':
			return scope.read(toText(first));
		default:
			return name satisfies never;
	}
}

function matches(value: Value, pattern: Value): boolean {
	const regex = patternOf(toText(pattern));
	return toList(value).some((item) => item !== null && regex.test(toText(item).slice(0, LOOKED_AT)));
}

function patternOf(text: string): RegExp {
	try {
		return new RegExp(text);
	} catch (error) {
		throw new CodedError(
			'E_EXPRESSION',
			`Cannot match: ${JSON.stringify(text)} is not a regular expression`,
			{
				cause: error
			}
		);
	}
}

function contains(whole: Value, part: Value): boolean {
	if (isList(whole)) return whole.some((item) => same(item, part));
	return whole !== null && part !== null && toText(whole).includes(toText(part));
}

function same(left: Value, right: Value): boolean {
	if (isList(left) && isList(right))
		return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null));
	return left === right;
}

function inOrder(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
	const [a, b] =
		typeof left === 'string' && typeof right === 'string' ? [left, right] : [toNumber(left), toNumber(right)];
	if (operator === '<') return a < b;
	if (operator === '<=') return a <= b;
	return operator === '>' ? a > b : a >= b;
}

/** A list counts as how many it has. */
function toNumber(value: Value): number {
	if (isList(value)) return value.length;
	return value === null ? 0 : Number(value);
}

function toText(value: Value): string {
	if (isList(value)) return value.map(toText).join(' ');
	return value === null ? '' : String(value);
}

function toList(value: Value): readonly Value[] {
	return isList(value) ? value : [value];
}

function isList(value: Value): value is readonly Value[] {
	return Array.isArray(value);
}
