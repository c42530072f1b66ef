/** An operator that was mistaken for another. */
import type { AnyNode, BinaryExpression, LogicalExpression, Node } from 'acorn';
import { operand, replace, type Draft, type Edit } from '../candidate.ts';
import { textOf, type Source } from '../syntax.ts';
import { expressionsOf, type Template } from './site.ts';

type Other = readonly [operator: string, prior: number];

const BINARY: Record<string, readonly Other[]> = {
	'<': [
		['<=', 0.8],
		['>', -0.6],
		['>=', -0.4]
	],
	'<=': [
		['<', 0.8],
		['>=', -0.6],
		['>', -0.4]
	],
	'>': [
		['>=', 0.8],
		['<', -0.6],
		['<=', -0.4]
	],
	'>=': [
		['>', 0.8],
		['<=', -0.6],
		['<', -0.4]
	],
	'===': [
		['!==', -0.2],
		['==', 0]
	],
	'!==': [
		['===', -0.2],
		['!=', 0]
	],
	'==': [
		['===', 0.5],
		['!=', -0.2]
	],
	'!=': [
		['!==', 0.5],
		['==', -0.2]
	],
	'+': [['-', -0.2]],
	'-': [['+', -0.2]],
	'*': [
		['/', -0.5],
		['%', -0.8]
	],
	'/': [['*', -0.5]],
	'%': [['/', -1]],
	'<<': [['>>', -0.5]],
	'>>': [
		['<<', -0.5],
		['>>>', -0.3]
	],
	'>>>': [['>>', -0.5]],
	'&': [['|', -0.5]],
	'|': [['&', -0.5]],
	'&&': [
		['||', 0],
		['??', -1]
	],
	'||': [
		['&&', 0],
		['??', -0.4]
	],
	'??': [
		['||', -0.4],
		['&&', -0.6]
	]
};

const ASSIGNMENT: Record<string, readonly Other[]> = {
	'=': [
		['+=', -0.6],
		['||=', -0.8]
	],
	'+=': [
		['-=', 0],
		['=', -0.6]
	],
	'-=': [
		['+=', 0],
		['=', -0.6]
	],
	'*=': [
		['/=', -0.2],
		['%=', -0.4]
	],
	'/=': [['*=', -0.2]],
	'%=': [['*=', -0.4]],
	'<<=': [['>>=', 0]],
	'>>=': [['<<=', 0]],
	'>>>=': [['>>=', -0.4]],
	'|=': [
		['&=', 0],
		['=', -0.6]
	],
	'&=': [
		['|=', 0],
		['=', -0.6]
	],
	'&&=': [['||=', 0]],
	'||=': [['&&=', 0]],
	'??=': [['||=', 0]]
};

export const otherOperator: Template = {
	name: 'another operator',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const { node } of expressionsOf(site)) {
			if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression')
				for (const [operator, prior] of BINARY[node.operator] ?? []) {
					if (operator === '??' && isMixed(node)) continue;
					yield draft(between(source, node, operator), operator, node.operator, prior);
				}
			if (node.type === 'AssignmentExpression')
				for (const [operator, prior] of ASSIGNMENT[node.operator] ?? []) {
					if (operator === '||=' && node.left.type.endsWith('Pattern')) continue;
					if (operator === '+=' && node.left.type.endsWith('Pattern')) continue;
					yield draft(between(source, node, operator), operator, node.operator, prior);
				}
			if (node.type === 'UpdateExpression') {
				const operator = node.operator === '++' ? '--' : '++';
				const at = node.prefix ? node.start : node.end - 2;
				yield draft({ start: at, end: at + 2, text: operator }, operator, node.operator, -0.3);
			}
			yield* otherSign(source, node);
		}
	}
};

function* otherSign(source: Source, node: AnyNode): Generator<Draft> {
	if (node.type !== 'UnaryExpression') return;
	const other = { '-': '+', '+': '-' }[node.operator as string];
	if (other === undefined) return;
	yield draft(replace(node, other + textOf(source, node.argument)), other, node.operator, -0.4);
	yield draft(replace(node, operand(source, node.argument)), 'nothing', node.operator, -0.6);
}

function draft(edit: Edit, operator: string, instead: string, prior: number): Draft {
	return { edits: [edit], what: `${operator} for ${instead}`, prior, risk: 0 };
}

/** The operator alone is replaced: what binds how is the author's. */
function between(
	{ text }: Source,
	node: { operator: string; left: Node; right: Node },
	operator: string
): Edit {
	const at = node.left.end + text.slice(node.left.end, node.right.start).indexOf(node.operator);
	return { start: at, end: at + node.operator.length, text: operator };
}

/** `??` may not stand beside `&&` and `||` without parentheses. */
function isMixed({ left, right }: BinaryExpression | LogicalExpression): boolean {
	return left.type === 'LogicalExpression' || right.type === 'LogicalExpression';
}
