/** Values that lack a piece or have one too many: a call round them, a text beside them, a look at what is the object's own. */
import type { AnyNode, MemberExpression } from 'acorn';
import { operand, replace, type Draft } from '../candidate.ts';
import { functionAround, perSource, placesIn, textOf } from '../syntax.ts';
import { expressionsOf, type Site, type Template } from './site.ts';

/** Functions of the file that are tried as converters. */
const CONVERTERS = 8;

export const wrapInCall: Template = {
	name: 'a call round it',
	*drafts(site): Generator<Draft> {
		const { source, above } = site;
		const around = functionAround(above);
		const own = around?.id?.name;
		const converters = convertersOf(source)
			.filter(({ name, scope }) => name !== own && (!scope || above.includes(scope)))
			.slice(0, CONVERTERS)
			.map(({ name }) => name);
		for (const { node, above: over } of expressionsOf(site)) {
			const text = textOf(source, node);
			if (node.type === 'CallExpression' && node.arguments.length > 0) {
				const [first] = node.arguments;
				if (first && first.type !== 'SpreadElement' && over.at(-1)?.type !== 'ExpressionStatement')
					yield {
						edits: [replace(node, operand(source, first))],
						what: `${textOf(source, first)} for ${text.slice(0, 40)}`,
						prior: -0.8,
						risk: 0.6
					};
			}
			if (!isValue(node, over.at(-1))) continue;
			for (const name of converters)
				yield {
					edits: [replace(node, `${name}(${text})`)],
					what: `${name}(${text})`,
					prior: -0.8,
					risk: 0.4
				};
		}
	}
};

/** `scope`: the function inside of which it is known; absent = everywhere in the file. */
type Converter = { name: string; scope: AnyNode | undefined };

/** The file's functions of one parameter. */
const convertersOf = perSource((source): readonly Converter[] =>
	placesIn(source).flatMap(({ node, above }) =>
		node.type === 'FunctionDeclaration' && node.params.length === 1 && node.id
			? [{ name: node.id.name, scope: functionAround(above) as AnyNode | undefined }]
			: []
	)
);

function isValue(node: AnyNode, parent: AnyNode | undefined): boolean {
	if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
	if (parent?.type === 'CallExpression') return parent.callee !== node;
	if (parent?.type === 'AssignmentExpression') return parent.right === node;
	if (parent?.type === 'VariableDeclarator') return parent.init === node;
	return parent?.type === 'ReturnStatement' || parent?.type === 'BinaryExpression';
}

export const missingPiece: Template = {
	name: 'a piece of text',
	*drafts(site): Generator<Draft> {
		const { source, ingredients } = site;
		const { quote } = source.style;
		const pieces = [
			...ingredients.strings,
			...ingredients.issueStrings.map((text) => `${quote}${text}${quote}`)
		];
		for (const { node, above } of expressionsOf(site)) {
			const parent = above.at(-1);
			const isAdded =
				parent?.type === 'AssignmentExpression' && parent.operator === '+=' && parent.right === node;
			const isSum =
				node.type === 'BinaryExpression' && node.operator === '+' && parent?.type !== 'BinaryExpression';
			if (!isAdded && !isSum) continue;
			for (const piece of new Set(pieces))
				for (const fresh of [`${piece} + ${operand(source, node)}`, `${operand(source, node)} + ${piece}`])
					yield { edits: [replace(node, fresh)], what: fresh.slice(0, 60), prior: -0.9, risk: 0.6 };
		}
	}
};

export const ownKey: Template = {
	name: 'only what is its own',
	*drafts(site): Generator<Draft> {
		const { source, ingredients } = site;
		for (const { node, above } of expressionsOf(site)) {
			const parent = above.at(-1);
			if (node.type === 'UnaryExpression' && node.operator === 'delete') {
				const hole = noHole(site, node.argument);
				if (hole) yield { edits: [replace(node, hole)], what: hole, prior: 1, risk: 0 };
			}
			if (node.type !== 'MemberExpression' || !node.computed || !isAsked(node, parent)) continue;
			const own = `Object.prototype.hasOwnProperty.call(${textOf(source, node.object)}, ${textOf(source, node.property)})`;
			const prior = ingredients.aboutPrototypes ? 1.2 : -0.3;
			const isWhole = parent?.type === 'LogicalExpression' && parent.operator === '&&';
			const fresh = isWhole ? `${own} && ${textOf(source, node)}` : `(${own} && ${textOf(source, node)})`;
			yield { edits: [replace(node, own)], what: own, prior, risk: 0.1 };
			yield { edits: [replace(node, fresh)], what: fresh, prior: prior - 0.1, risk: 0.1 };
		}
	}
};

/** An element of a list is taken out, so that none is missing in the middle. */
function noHole({ source }: Site, argument: AnyNode): string | null {
	if (argument.type !== 'MemberExpression' || !argument.computed) return null;
	const [object, key] = [textOf(source, argument.object), textOf(source, argument.property)];
	return `Array.isArray(${object}) ? ${object}.splice(${key}, 1) : delete ${object}[${key}]`;
}

/** Only whether it is there matters. */
function isAsked(node: MemberExpression, parent: AnyNode | undefined): boolean {
	if (!parent) return false;
	if (parent.type === 'LogicalExpression') return true;
	if (parent.type === 'UnaryExpression') return parent.operator === '!';
	return 'test' in parent && parent.test === node;
}

/** Keys looked at, and places that are mended together. */
const KEYS = 3;
const TOGETHER = 12;

/** What is asked of several tables by the same key is its own in all of them. */
export const ownKeys: Template = {
	name: 'only what is their own',
	*drafts(site): Generator<Draft> {
		const { source, ingredients } = site;
		const here = new Set([...expressionsOf(site)].map(({ node }) => node));
		const asked = askedIn(source);
		const keys = new Set(asked.filter(({ node }) => here.has(node)).map(({ key }) => key));
		for (const key of [...keys].slice(0, KEYS)) {
			const all = asked.filter((one) => one.key === key);
			if (all.length < 2 || all.length > TOGETHER) continue;
			const edits = all.map(({ node }) =>
				replace(node, `Object.prototype.hasOwnProperty.call(${textOf(source, node.object)}, ${key})`)
			);
			yield {
				edits,
				what: `only own ${key} of tables, in ${edits.length} places`,
				prior: ingredients.aboutPrototypes ? 1.2 : -0.5,
				risk: 0.1
			};
		}
	}
};

/** Members by a name that are asked whether they are there, as far as the key's name says that they are the same. */
const askedIn = perSource((source): readonly { node: MemberExpression; key: string }[] =>
	placesIn(source).flatMap(({ node, above }) =>
		node.type === 'MemberExpression' &&
		node.computed &&
		node.property.type === 'Identifier' &&
		isAsked(node, above.at(-1))
			? [{ node, key: node.property.name }]
			: []
	)
);
