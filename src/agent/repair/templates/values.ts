/** Values that are the wrong ones: literals, names, what is missing, what should be an array, a text or a copy. */
import type { AnyNode, Expression, Literal } from 'acorn';
import { operand, replace, type Draft, type Edit } from '../candidate.ts';
import { literalOf } from '../ingredients.ts';
import { ownNodes, textOf, usedNames, visibleNames } from '../syntax.ts';
import { effect, expressionsOf, predicatesAt, type Site, type Template } from './site.ts';

export const otherLiteral: Template = {
	name: 'another literal',
	*drafts(site): Generator<Draft> {
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'Literal' || isKey(node, above.at(-1))) continue;
			const own = textOf(site.source, node);
			for (const [text, prior, risk] of othersFor(site, node.value))
				if (text !== own) yield { edits: [replace(node, text)], what: `${text} for ${own}`, prior, risk };
		}
	}
};

/** Texts in which a number stands, looked at: those of the statement, what is inside of it too. */
const TEXTS = 4;
/** Numbers of a statement for which texts are looked through. */
const NUMBERS = 40;

/** A limit or a version that is another one now, and the texts that tell of it. */
export const numberInTexts: Template = {
	name: 'another number, in texts too',
	*drafts({ source, node: site, ingredients }): Generator<Draft> {
		const inside = [...ownNodes(site)];
		const numbers = inside.filter(
			(node): node is Literal => node.type === 'Literal' && typeof node.value === 'number'
		);
		for (const node of numbers.slice(0, NUMBERS)) {
			const own = textOf(source, node);
			const said = new RegExp(`(?<![\\w.])${own.replace('.', '\\.')}(?![\\w.])`, 'g');
			const texts = inside.filter(
				(one) => one.type === 'Literal' && typeof one.value === 'string' && one.value.search(said) >= 0
			);
			if (texts.length === 0 || texts.length > TEXTS) continue;
			for (const other of ingredients.issueNumbers)
				if (other !== own)
					yield {
						edits: [
							replace(node, other),
							...texts.map((one) => replace(one, textOf(source, one).replace(said, other)))
						],
						what: `${other} for ${own}, in texts too`,
						prior: 1,
						risk: 0.2
					};
		}
	}
};

function othersFor({ ingredients, source }: Site, value: unknown): (readonly [string, number, number])[] {
	if (typeof value === 'boolean') return [[String(!value), 0.2, 0]];
	if (typeof value === 'number')
		return [
			...[value + 1, value - 1]
				.filter((other) => other >= 0)
				.map((other) => [String(other), 0.1, 0.3] as const),
			...['0', '1', '(-1)'].map((other) => [other, -0.4, 0.5] as const),
			...ingredients.numbers.map((other) => [other, -0.8, 0.8] as const),
			...ingredients.issueNumbers.map((other) => [other, -0.1, 0.6] as const)
		];
	if (typeof value !== 'string') return [];
	const { quote } = source.style;
	return [
		...ingredients.strings.map((other) => [other, -0.6, 0.8] as const),
		...ingredients.issueStrings.map((other) => [`${quote}${other}${quote}`, -0.2, 1.5] as const),
		...ingredients.issueTexts.map((other) =>
			isVariant(value, other)
				? ([literalOf(source, other), 1, 0.2] as const)
				: ([literalOf(source, other), -0.5, 1.2] as const)
		),
		[`${quote}${quote}`, -0.6, 0.8]
	];
}

/** Whether most of one text is in the other, from the beginning and from the end. */
function isVariant(one: string, other: string): boolean {
	const shorter = Math.min(one.length, other.length);
	let [start, end] = [0, 0];
	while (start < shorter && one[start] === other[start]) start += 1;
	while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
	return shorter >= 4 && start + end >= 0.6 * Math.max(one.length, other.length);
}

export const otherName: Template = {
	name: 'another variable',
	*drafts(site): Generator<Draft> {
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'Identifier' || !isValue(node, above.at(-1))) continue;
			const visible = visibleNames([...above], node.start);
			if (!visible.includes(node.name)) continue;
			for (const [distance, name] of visible.slice(0, 10).entries())
				if (name !== node.name)
					yield {
						edits: [replace(node, name)],
						what: `${name} for ${node.name}`,
						prior: -0.5 - distance * 0.1,
						risk: 0.5
					};
		}
	}
};

function isValue(node: AnyNode, parent: AnyNode | undefined): boolean {
	if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
	if (parent?.type === 'VariableDeclarator') return parent.init === node;
	return (
		parent?.type !== 'Property' && parent?.type !== 'AssignmentPattern' && parent?.type !== 'RestElement'
	);
}

/** Names and members that are called upon, iterated, passed, returned or assigned. */
function* operands(site: Site): Generator<{ node: Expression; parent: AnyNode; role: 'object' | 'value' }> {
	for (const { node, above } of expressionsOf(site)) {
		const parent = above.at(-1);
		if (
			!parent ||
			(node.type !== 'Identifier' && node.type !== 'MemberExpression' && node.type !== 'CallExpression')
		)
			continue;
		if (parent.type === 'MemberExpression' && parent.object === node) yield { node, parent, role: 'object' };
		if (parent.type === 'CallExpression' && parent.arguments.includes(node))
			yield { node, parent, role: 'value' };
		if (parent.type === 'ReturnStatement') yield { node, parent, role: 'value' };
		if (parent.type === 'BinaryExpression') yield { node, parent, role: 'value' };
		if (parent.type === 'AssignmentExpression' && parent.right === node)
			yield { node, parent, role: 'value' };
		if (parent.type === 'VariableDeclarator' && parent.init === node) yield { node, parent, role: 'value' };
	}
}

export const convert: Template = {
	name: 'convert',
	*drafts(site): Generator<Draft> {
		for (const { node, parent, role } of operands(site)) {
			const text = textOf(site.source, node);
			const put = (changed: string, prior: number): Draft => ({
				edits: [replace(node, changed)],
				what: `${changed} for ${text}`,
				prior,
				risk: 0.2
			});
			if (role === 'value' || isMethod(site, parent)) {
				yield put(`[].concat(${text})`, role === 'object' ? 0.4 : -0.3);
				yield put(`String(${text})`, role === 'object' ? 0.4 : 0);
			}
			yield put(`Number(${text})`, -0.4);
			if (role === 'object') yield put(`(${text} || {})`, -0.1);
			else for (const value of ["''", '0', '[]', '{}']) yield put(`(${text} || ${value})`, -0.4);
			if (
				role === 'object' &&
				parent.type === 'MemberExpression' &&
				!parent.optional &&
				!isTarget(site, parent)
			)
				yield {
					edits: [optional(site, parent)],
					what: `nothing when ${text} is nothing`,
					prior: 0.3,
					risk: 0.2
				};
		}
	}
};

/** Only methods are what a list or a text has that something else has not. */
function isMethod(site: Site, member: AnyNode): boolean {
	return [...expressionsOf(site)].some(
		({ node }) => node.type === 'CallExpression' && node.callee === member
	);
}

/** `a?.b` can be neither written to nor constructed. */
function isTarget(site: Site, member: AnyNode): boolean {
	if (site.node.type === 'ForInStatement' || site.node.type === 'ForOfStatement') return true;
	for (const { node } of expressionsOf(site)) {
		const target =
			node.type === 'AssignmentExpression'
				? node.left
				: node.type === 'NewExpression'
					? node.callee
					: node.type === 'UpdateExpression' || node.type === 'TaggedTemplateExpression'
						? 'argument' in node
							? node.argument
							: node.tag
						: undefined;
		if (target && target.start <= member.start && member.end <= target.end) return true;
	}
	return false;
}

function optional({ source }: Site, member: Extract<AnyNode, { type: 'MemberExpression' }>): Edit {
	const between = source.text.slice(member.object.end, member.property.start);
	const at = member.object.end + Math.max(between.indexOf(member.computed ? '[' : '.'), 0);
	return { start: at, end: member.computed ? at : at + 1, text: '?.' };
}

/** A text that says yes or no, as a truth. */
function truthOf({ source: { style } }: Site, text: string): string[] {
	return [`${text} !== ${style.quote}false${style.quote}`, `${text} === ${style.quote}true${style.quote}`];
}

const INSTEAD = ["''", '[]', '{}', 'null', 'undefined', '0', 'true', 'false'];

/** Conditions, likeliest first, with which that is tried. */
const ASKED = 24;

export const choose: Template = {
	name: 'choose by a condition',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const { node, parent } of operands(site)) {
			if (parent.type === 'BinaryExpression' || parent.type === 'MemberExpression') continue;
			const text = textOf(source, node);
			const isCall = node.type === 'CallExpression';
			const others = isCall ? node.arguments.map((one) => textOf(source, one)) : [];
			const point = { node: site.node, kind: 'before', holds: true } as const;
			const near = predicatesAt(site, point, [node as AnyNode, site.node]);
			for (const asked of near.slice(0, ASKED)) {
				const { text: test, prior, risk } = asked;
				for (const value of [...others.slice(0, 2), ...(isCall ? [] : truthOf(site, text)), ...INSTEAD])
					yield {
						edits: [replace(node, `(${test} ? ${value} : ${text})`)],
						what: `${value} instead of ${text} when ${test}`,
						prior: prior - 1.3,
						risk: risk + 0.5,
						...effect(asked, `${node.start} ${value}`)
					};
			}
		}
	}
};

export const bareObject: Template = {
	name: 'an object without inherited keys',
	*drafts(site): Generator<Draft> {
		const prior = site.ingredients.aboutPrototypes ? 1 : -0.5;
		for (const { node } of expressionsOf(site))
			if (node.type === 'ObjectExpression' && node.properties.length === 0)
				yield { edits: [replace(node, 'Object.create(null)')], what: 'inherit nothing', prior, risk: 0.3 };
	}
};

/** One more or one less where a position or a count is meant. */
export const offByOne: Template = {
	name: 'off by one',
	*drafts(site): Generator<Draft> {
		for (const { node, above } of expressionsOf(site)) {
			const parent = above.at(-1);
			const isIndex = parent?.type === 'MemberExpression' && parent.computed && parent.property === node;
			const isArgument = parent?.type === 'CallExpression' && parent.arguments.includes(node as Expression);
			const isBound = parent?.type === 'BinaryExpression' && /^[<>]=?$/.test(parent.operator);
			if (!isIndex && !isArgument && !isBound) continue;
			if (node.type !== 'Identifier' && node.type !== 'MemberExpression' && node.type !== 'BinaryExpression')
				continue;
			if (usedNames(node).length === 0 || (isIndex && site.node.type === 'ForInStatement')) continue;
			if (node.type === 'BinaryExpression' && /^[+-]$/.test(node.operator) && isOne(node.right))
				yield {
					edits: [replace(node, textOf(site.source, node.left))],
					what: `${textOf(site.source, node.left)} for ${textOf(site.source, node)}`,
					prior: 0,
					risk: 0.3
				};
			for (const change of ['+ 1', '- 1'])
				yield {
					edits: [replace(node, `${operand(site.source, node)} ${change}`)],
					what: `${textOf(site.source, node)} ${change}`,
					prior: isArgument ? -0.6 : -0.2,
					risk: 0.5
				};
		}
	}
};

function isOne(node: AnyNode): boolean {
	return node.type === 'Literal' && node.value === 1;
}

function isKey(node: AnyNode, parent: AnyNode | undefined): boolean {
	return parent?.type === 'Property' && parent.key === node;
}
