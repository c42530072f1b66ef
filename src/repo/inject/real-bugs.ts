/** Mistakes that people make: the fix of each is what bug fixes most often do (IF, MC-DAP and AS patterns of BugsJS). https://bugsjs.github.io/ */
import type { AnyNode } from 'acorn';
import { replace, type Operator } from './mutation.ts';

const leaves = new Set(['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement']);

/** "if (x) return y;": nothing but a way out. */
function isGuard(node: AnyNode): boolean {
	if (node.type !== 'IfStatement' || node.alternate) return false;
	const { consequent } = node;
	if (consequent.type !== 'BlockStatement') return leaves.has(consequent.type);
	return consequent.body.length === 1 && leaves.has(consequent.body[0]?.type ?? '');
}

export const realBugs: Record<string, Operator> = {
	*'drop a guard'({ node }) {
		if (isGuard(node)) yield replace(node, ';');
	},
	*'weaken a condition'({ node, above, text }) {
		const parent = above.at(-1);
		if (node.type !== 'LogicalExpression' || !parent || !('test' in parent || node.operator === '&&')) return;
		yield replace(node, `(${text(node.left)})`);
		yield replace(node, `(${text(node.right)})`);
	},
	*'off by one'({ node, above, text }) {
		const parent = above.at(-1);
		if (!parent) return;
		const isIndex = parent.type === 'MemberExpression' && parent.computed && parent.property === node;
		const isBound = parent.type === 'BinaryExpression' && /^[<>]=?$/.test(parent.operator);
		const isPosition =
			parent.type === 'CallExpression' &&
			parent.arguments.includes(node as never) &&
			parent.callee.type === 'MemberExpression' &&
			'name' in parent.callee.property &&
			/^(slice|substr|substring|charAt|charCodeAt|splice|indexOf)$/.test(parent.callee.property.name);
		if (!isIndex && !isBound && !isPosition) return;
		if (node.type === 'Literal' && typeof node.value === 'number')
			yield replace(node, String(node.value + 1));
		else if (node.type === 'Identifier' || node.type === 'MemberExpression')
			for (const change of ['+ 1', '- 1']) yield replace(node, `${text(node)} ${change}`);
	},
	*'swapped argument'({ node, text }) {
		if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
		for (const [index, argument] of node.arguments.entries()) {
			const next = node.arguments[index + 1];
			if (!next || argument.type === 'SpreadElement' || next.type === 'SpreadElement') continue;
			if (text(argument) === text(next)) continue;
			yield { start: argument.start, end: next.end, text: `${text(next)}, ${text(argument)}` };
		}
	},
	*'missing await'({ node, text }) {
		if (node.type === 'AwaitExpression') yield replace(node, text(node.argument));
	},
	*'missing return'({ node, text }) {
		if (node.type === 'ReturnStatement' && node.argument)
			yield replace(node, text(node).replace(/^return\b\s*/, ''));
	},
	*'forgotten assignment'({ node, above }) {
		const isAlone = above.at(-1)?.type === 'BlockStatement' || above.at(-1)?.type === 'Program';
		if (isAlone && node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression') {
			const { left } = node.expression;
			const exports = left.type === 'MemberExpression' && above.length === 1;
			if (!exports) yield replace(node, ';');
		}
	}
};
