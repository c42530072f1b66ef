/** Stryker's mutation operators by its names. https://stryker-mutator.io/docs/mutation-testing-elements/supported-mutators/ */
import type { BinaryExpression, CallExpression, LogicalExpression } from 'acorn';
import { replace, type Operator, type Place } from './mutation.ts';

const arithmetic: Record<string, string> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' };
const equality: Record<string, readonly string[]> = {
	'<': ['<=', '>='],
	'<=': ['<', '>'],
	'>': ['>=', '<='],
	'>=': ['>', '<'],
	'==': ['!='],
	'!=': ['=='],
	'===': ['!=='],
	'!==': ['===']
};
const logical: Record<string, string> = { '&&': '||', '||': '&&', '??': '&&' };
const assignment: Record<string, string> = {
	'+=': '-=',
	'-=': '+=',
	'*=': '/=',
	'/=': '*=',
	'%=': '*=',
	'<<=': '>>=',
	'>>=': '<<=',
	'&=': '|=',
	'|=': '&=',
	'&&=': '||=',
	'||=': '&&=',
	'??=': '&&='
};
const methods: Record<string, string> = {
	endsWith: 'startsWith',
	startsWith: 'endsWith',
	toUpperCase: 'toLowerCase',
	toLowerCase: 'toUpperCase',
	toLocaleUpperCase: 'toLocaleLowerCase',
	toLocaleLowerCase: 'toLocaleUpperCase',
	some: 'every',
	every: 'some',
	min: 'max',
	max: 'min',
	trimEnd: 'trimStart',
	trimStart: 'trimEnd'
};
/** Calls that are left out: "x.sort()" becomes "x". */
const dropped = new Set(['charAt', 'filter', 'reverse', 'slice', 'sort', 'substr', 'substring', 'trim']);

const unary: Record<string, string> = { '+': '-', '-': '+', '~': '' };

type Binary = BinaryExpression | LogicalExpression;

/** The operator between two operands; comments between them may not look like it. */
function operatorOf(node: Binary, { text }: Place, fresh: string) {
	const between = text(node).slice(node.left.end - node.start, node.right.start - node.start);
	const at = between.indexOf(node.operator);
	if (at < 0 || between.includes('/*') || between.includes('//')) return null;
	const start = node.left.end + at;
	return { start, end: start + node.operator.length, text: fresh };
}

const isText = ({ node, text }: Place) =>
	/^(['"`]|`)/.test(text(node)) || (node.type === 'BinaryExpression' && /['"`]/.test(text(node)));

export const stryker: Record<string, Operator> = {
	*ArithmeticOperator(place) {
		const { node } = place;
		if (node.type !== 'BinaryExpression' || (node.operator === '+' && isText(place))) return;
		const found = arithmetic[node.operator] && operatorOf(node, place, arithmetic[node.operator] ?? '');
		if (found) yield found;
	},
	*ArrayDeclaration({ node }) {
		if (node.type === 'ArrayExpression') yield replace(node, node.elements.length > 0 ? '[]' : '["Stryker"]');
	},
	*ArrowFunction({ node, text }) {
		if (node.type === 'ArrowFunctionExpression' && node.expression && text(node.body) !== 'undefined')
			yield replace(node, '() => undefined');
	},
	*AssignmentOperator({ node, text }) {
		if (node.type !== 'AssignmentExpression' || !assignment[node.operator]) return;
		const at = node.start + text(node).indexOf(node.operator, node.left.end - node.start);
		yield { start: at, end: at + node.operator.length, text: assignment[node.operator] ?? '' };
	},
	*BlockStatement({ node, above }) {
		if (node.type !== 'BlockStatement' || node.body.length === 0) return;
		if (above.at(-1)?.type !== 'Program') yield replace(node, '{}');
	},
	*BooleanLiteral({ node, text }) {
		if (node.type === 'Literal' && typeof node.value === 'boolean') yield replace(node, String(!node.value));
		if (node.type === 'UnaryExpression' && node.operator === '!') yield replace(node, text(node.argument));
	},
	*ConditionalExpression({ node }) {
		if (!('test' in node) || !node.test || node.type === 'SwitchCase') return;
		if (node.type === 'IfStatement' || node.type === 'ConditionalExpression')
			yield replace(node.test, 'true');
		yield replace(node.test, 'false');
	},
	*EqualityOperator(place) {
		const { node } = place;
		if (node.type !== 'BinaryExpression') return;
		for (const fresh of equality[node.operator] ?? []) {
			const found = operatorOf(node, place, fresh);
			if (found) yield found;
		}
	},
	*LogicalOperator(place) {
		const { node } = place;
		if (node.type !== 'LogicalExpression') return;
		const found = operatorOf(node, place, logical[node.operator] ?? '');
		if (found) yield found;
	},
	*MethodExpression({ node, text }) {
		if (node.type !== 'CallExpression') return;
		const { callee } = node as CallExpression;
		if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
			return;
		const fresh = methods[callee.property.name];
		if (fresh) yield replace(callee.property, fresh);
		if (dropped.has(callee.property.name)) yield replace(node, text(callee.object));
	},
	*ObjectLiteral({ node }) {
		if (node.type === 'ObjectExpression' && node.properties.length > 0) yield replace(node, '({})');
	},
	*OptionalChaining({ node, text }) {
		if (node.type !== 'MemberExpression' || !node.optional || node.computed) return;
		const at =
			node.object.end +
			text(node)
				.slice(node.object.end - node.start)
				.indexOf('?.');
		yield { start: at, end: at + 2, text: '.' };
	},
	*Regex({ node }) {
		if (node.type !== 'Literal' || !node.regex) return;
		const { pattern, flags } = node.regex;
		for (const fresh of regexVariants(pattern)) yield replace(node, `/${fresh}/${flags}`);
	},
	*StringLiteral({ node, above }) {
		const parent = above.at(-1);
		if (node.type !== 'Literal' || typeof node.value !== 'string') return;
		if (parent?.type === 'ExpressionStatement' || parent?.type.startsWith('Import')) return;
		if (parent?.type === 'Property' && parent.key === node) return;
		if (parent?.type === 'CallExpression' && 'name' in parent.callee && parent.callee.name === 'require')
			return;
		yield replace(node, node.value === '' ? '"Stryker was here!"' : '""');
	},
	*UnaryOperator({ node, text }) {
		if (node.type !== 'UnaryExpression') return;
		const fresh = unary[node.operator];
		if (fresh !== undefined) yield replace(node, `${fresh}${text(node.argument)}`);
	},
	*UpdateOperator({ node, text }) {
		if (node.type !== 'UpdateExpression') return;
		const fresh = node.operator === '++' ? '--' : '++';
		yield replace(node, node.prefix ? fresh + text(node.argument) : text(node.argument) + fresh);
	}
};

/** Anchors dropped, quantifiers and classes changed: one change each. */
function regexVariants(pattern: string): string[] {
	const variants = [
		pattern.replace(/^\^/, ''),
		pattern.replace(/([^\\])\$$/, '$1'),
		pattern.replace(/\[\^/, '['),
		pattern.replace(/\\([dDwWsS])/, (_, letter: string) =>
			letter === letter.toLowerCase() ? `\\${letter.toUpperCase()}` : `\\${letter.toLowerCase()}`
		),
		pattern.replace(/([\w\])])[*+](?!\?)/, '$1')
	];
	return [...new Set(variants)].filter((one) => one !== pattern && one !== '' && isRegex(one));
}

function isRegex(pattern: string): boolean {
	try {
		new RegExp(pattern);
		return true;
	} catch {
		return false; // the change left half a construct
	}
}
