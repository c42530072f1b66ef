/** Calls that are the wrong ones: of another method, with other arguments, of too much or too little, without waiting. */
import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { around, operand, replace, type Draft } from '../candidate.ts';
import {
	functionAround,
	isFunction,
	perSource,
	placesIn,
	textOf,
	usedNames,
	visibleNames
} from '../syntax.ts';
import { expressionsOf, type Site, type Template } from './site.ts';

/** Methods that are mistaken for each other. */
const METHODS: Record<string, readonly string[]> = {
	startsWith: ['endsWith', 'includes'],
	endsWith: ['startsWith', 'includes'],
	includes: ['startsWith', 'endsWith'],
	toUpperCase: ['toLowerCase'],
	toLowerCase: ['toUpperCase'],
	toLocaleUpperCase: ['toLocaleLowerCase'],
	toLocaleLowerCase: ['toLocaleUpperCase'],
	some: ['every'],
	every: ['some'],
	min: ['max'],
	max: ['min'],
	floor: ['ceil', 'round'],
	ceil: ['floor', 'round'],
	round: ['floor', 'ceil'],
	trimEnd: ['trimStart', 'trim'],
	trimStart: ['trimEnd', 'trim'],
	indexOf: ['lastIndexOf'],
	lastIndexOf: ['indexOf'],
	push: ['unshift'],
	unshift: ['push'],
	pop: ['shift'],
	shift: ['pop'],
	substr: ['substring', 'slice'],
	substring: ['substr', 'slice'],
	replace: ['replaceAll'],
	call: ['apply'],
	apply: ['call'],
	escape: ['encodeURIComponent'],
	unescape: ['decodeURIComponent']
};

/** What may have been left out after a value. */
const ADDED: readonly (readonly [call: string, prior: number])[] = [
	['.trim()', -0.6],
	['.slice()', -0.7],
	['.toLowerCase()', -0.8],
	['.toString()', -0.9],
	['.slice(1)', -1],
	['.slice(0, -1)', -1],
	['.sort()', -1.1],
	['.reverse()', -1.2],
	['.filter(Boolean)', -1],
	['[0]', -0.9],
	['.length', -0.8]
];
const DROPPED = /^(trim|sort|reverse|slice|filter|toLowerCase|toUpperCase|toString|substr|substring|charAt)$/;

function methodOf({ callee }: CallExpression): string {
	if (callee.type !== 'MemberExpression' || callee.computed) return '';
	return callee.property.type === 'Identifier' ? callee.property.name : '';
}

export const otherMethod: Template = {
	name: 'another method',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const { node } of expressionsOf(site)) {
			if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
			const method = methodOf(node);
			for (const other of (Object.hasOwn(METHODS, method) ? METHODS[method] : undefined) ?? [])
				yield {
					edits: [replace(node.callee.property, other)],
					what: `${other} for ${method}`,
					prior: 0,
					risk: 0.3
				};
			if (DROPPED.test(method) && node.callee.object.type !== 'Super')
				yield {
					edits: [replace(node, operand(source, node.callee.object))],
					what: `without ${method}`,
					prior: -0.4,
					risk: 0.6
				};
		}
	}
};

export const missingCall: Template = {
	name: 'a missing call',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		const known = callsIn(source);
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'Identifier' && node.type !== 'MemberExpression' && node.type !== 'CallExpression')
				continue;
			const parent = above.at(-1);
			const isObject = parent?.type === 'MemberExpression' && !parent.computed && parent.object === node;
			if (!isObject && !isRead(node, parent)) continue;
			const text = textOf(source, node);
			for (const [call, prior] of isObject ? ADDED.slice(0, 3) : ADDED)
				yield { edits: [replace(node, text + call)], what: `${text}${call} for ${text}`, prior, risk: 0.4 };
			if (isObject) continue;
			for (const call of known)
				if (!text.endsWith(call))
					yield {
						edits: [replace(node, text + call)],
						what: `${text}${call} for ${text}`,
						prior: -0.9,
						risk: 0.4
					};
		}
	}
};

/** Calls of the file taken at most. */
const CALLS = 6;
/** Methods that the file calls with nothing but literals, as written behind the value: ".replace(/a/g, 'b')". */
const callsIn = perSource((source): readonly string[] => {
	const found = new Set<string>();
	for (const { node } of placesIn(source)) {
		if (node.type !== 'CallExpression' || node.arguments.length === 0 || methodOf(node) === '') continue;
		if (node.optional || !node.arguments.every(({ type }) => type === 'Literal')) continue;
		const text = source.text.slice((node.callee as MemberExpression).object.end, node.end).trim();
		if (text.length <= 40 && text.startsWith('.')) found.add(text);
	}
	return [...found].slice(0, CALLS);
});

/** A value on its own: passed, returned, kept, compared, or walked over. */
function isRead(node: AnyNode, parent: AnyNode | undefined): boolean {
	if (!parent) return false;
	if (READERS.has(parent.type)) return true;
	if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee !== node;
	if (parent.type === 'MemberExpression') return parent.computed && parent.property === node;
	if (parent.type === 'Property') return parent.value === node && !parent.shorthand;
	if (parent.type === 'VariableDeclarator') return parent.init === node;
	if (parent.type === 'AssignmentExpression' || isWalk(parent)) return parent.right === node;
	return false;
}

const READERS = new Set([
	'ReturnStatement',
	'ConditionalExpression',
	'BinaryExpression',
	'LogicalExpression',
	'ArrowFunctionExpression'
]);

function isWalk(node: AnyNode): node is Extract<AnyNode, { type: 'ForInStatement' | 'ForOfStatement' }> {
	return node.type === 'ForInStatement' || node.type === 'ForOfStatement';
}

export const otherArguments: Template = {
	name: 'other arguments',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
			const given = node.arguments;
			for (const [index, one] of given.entries()) {
				const next = given[index + 1];
				if (!next || one.type === 'SpreadElement' || next.type === 'SpreadElement') continue;
				const [first, second] = [textOf(source, one), textOf(source, next)];
				if (first !== second)
					yield {
						edits: [replace(one, second), replace(next, first)],
						what: `${second} before ${first}`,
						prior: -0.3,
						risk: 0.3
					};
			}
			const last = given.at(-1);
			if (!last || node.end - last.end > 4) continue;
			const used = usedNames(node);
			for (const name of visibleNames(above, node.start).slice(0, 8))
				if (!used.includes(name))
					yield {
						edits: [{ start: last.end, end: last.end, text: `, ${name}` }],
						what: `${name} as one more argument`,
						prior: -0.9,
						risk: 0.4
					};
			if (given.length > 1)
				yield {
					edits: [{ start: given[given.length - 2]?.end ?? last.start, end: last.end, text: '' }],
					what: 'without the last argument',
					prior: -0.9,
					risk: 0.5
				};
		}
	}
};

/** What is begun and not waited for, and what is worked out and not given back. */
export const handBack: Template = {
	name: 'wait or give back',
	*drafts(site): Generator<Draft> {
		const { source, node, above } = site;
		const scope = functionAround(above);
		if (!scope) return;
		if (node.type === 'ExpressionStatement' && node.expression.type !== 'AssignmentExpression')
			yield {
				edits: [{ start: node.start, end: node.start, text: 'return ' }],
				what: 'give it back',
				prior: -0.1,
				risk: 0.3
			};
		if (!scope.async) return;
		for (const place of expressionsOf(site)) {
			if (place.node.type !== 'CallExpression' || isAwaited(place.above.at(-1))) continue;
			if (place.above.findLast(isFunction) !== scope) continue;
			const tight = place.above.at(-1)?.type === 'MemberExpression';
			yield {
				edits: around(place.node, tight ? '(await ' : 'await ', tight ? ')' : ''),
				what: `wait for ${textOf(source, place.node).slice(0, 40)}`,
				prior: 0.3,
				risk: 0
			};
		}
	}
};

function isAwaited(parent: AnyNode | undefined): boolean {
	return parent?.type === 'AwaitExpression' || parent?.type === 'ChainExpression';
}

export const emptyList: Template = {
	name: 'a list of something else',
	*drafts(site: Site): Generator<Draft> {
		for (const { node, above } of expressionsOf(site)) {
			if (node.type !== 'ArrayExpression') continue;
			if (node.elements.length > 0)
				yield { edits: [replace(node, '[]')], what: 'an empty list', prior: -0.6, risk: 0.6 };
			else
				for (const name of visibleNames(above, node.start).slice(0, 6))
					yield {
						edits: [replace(node, `[${name}]`)],
						what: `a list of ${name}`,
						prior: -0.8,
						risk: 0.5
					};
		}
	}
};
