/** Statements that do for one name what is done for others: options that are read and never taken over, names that lack their object. */
import type { AnyNode, AssignmentExpression, MemberExpression } from 'acorn';
import { replace, type Draft } from '../candidate.ts';
import { functionAround, indentAt, ownNodes, perSource, placesIn, textOf, type Source } from '../syntax.ts';
import { expressionsOf, type Site, type Template } from './site.ts';

/** Options proposed at one place. */
const OPTIONS = 6;

/** After `a.x = b.x`, the same for an option that the file reads and this function does not set. */
export const missingOption: Template = {
	name: 'take over an option',
	*drafts({ source, node, above, ingredients }: Site): Generator<Draft> {
		const scope = functionAround(above);
		if (!scope || node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression')
			return;
		const pair = sameName(node.expression);
		if (!pair) return;
		const set = new Set(
			[...ownNodes(scope.body as AnyNode)].flatMap((one) =>
				one.type === 'AssignmentExpression' ? (memberName(one.left) ?? []) : []
			)
		);
		const [to, from] = pair.map(({ object }) => textOf(source, object));
		const missing = readOfOptions(source).filter((name) => !set.has(name));
		missing.sort((a, b) => Number(ingredients.words.has(b)) - Number(ingredients.words.has(a)));
		for (const name of missing.slice(0, OPTIONS)) {
			const text = `\n${indentAt(source.text, node.start)}${to}.${name} = ${from}.${name};`;
			yield {
				edits: [{ start: node.end, end: node.end, text }],
				what: `${to}.${name} = ${from}.${name} as well`,
				prior: ingredients.words.has(name.toLowerCase()) ? 0.8 : -0.3,
				risk: 0.2
			};
		}
	}
};

function memberName(node: AnyNode): string | undefined {
	if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
		return undefined;
	return node.property.name;
}

/** Both sides of `a.x = b.x`, also where something stands round `b.x`. */
function sameName({
	left,
	right,
	operator
}: AssignmentExpression): [MemberExpression, MemberExpression] | null {
	const name = memberName(left);
	if (operator !== '=' || name === undefined || left.type !== 'MemberExpression') return null;
	const other = [...ownNodes(right as AnyNode)].find(
		(node): node is MemberExpression => memberName(node) === name
	);
	return other ? [left, other] : null;
}

/** Members that the file reads of objects that are called something with "opt". */
const readOfOptions = perSource((source): readonly string[] => {
	const names = new Set<string>();
	for (const { node, above } of placesIn(source)) {
		const name = memberName(node);
		if (name === undefined || node.type !== 'MemberExpression') continue;
		const parent = above.at(-1);
		if (parent?.type === 'AssignmentExpression' && parent.left === node) continue;
		if (parent?.type === 'CallExpression' && parent.callee === node) continue;
		if (/opt/i.test(textOf(source, node.object))) names.add(name);
	}
	return [...names];
});

/** A name that nothing declares, where the object that has it was forgotten. */
export const forgottenThis: Template = {
	name: 'of this',
	*drafts(site: Site): Generator<Draft> {
		const { source } = site;
		const declared = declaredIn(source);
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'Identifier' || declared.has(node.name) || GLOBAL.test(node.name)) continue;
			const parent = above.at(-1);
			if (parent?.type === 'MemberExpression' && !parent.computed && parent.property === node) continue;
			if (parent?.type === 'Property' && (parent.key === node || parent.shorthand)) continue;
			if (site.node.type === 'BreakStatement' || site.node.type === 'ContinueStatement') continue;
			if (parent?.type === 'LabeledStatement') continue;
			yield { edits: [replace(node, `this.${node.name}`)], what: `this.${node.name}`, prior: 0.8, risk: 0 };
		}
	}
};

/** What every file has, or may have: classes, functions of the language and of its hosts. */
const GLOBAL =
	/^([A-Z].*|require|module|exports|__\w+|arguments|undefined|process|global\w*|window|self|document|console|(is|parse|set|clear|encode|decode)[A-Z]\w*|escape|unescape|eval|define|describe|it)$/;

/** Every name that the file binds anywhere. */
const declaredIn = perSource((source: Source): ReadonlySet<string> => {
	const names = new Set<string>();
	const add = (node: AnyNode | null | undefined): void => {
		if (node) for (const one of ownNodes(node)) if (one.type === 'Identifier') names.add(one.name);
	};
	for (const { node } of placesIn(source)) {
		if ('params' in node) for (const param of node.params) add(param as AnyNode);
		if ('id' in node) add(node.id as AnyNode | null);
		if (node.type === 'CatchClause') add(node.param as AnyNode | null);
	}
	return names;
});
