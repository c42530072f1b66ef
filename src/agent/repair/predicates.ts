/** Conditions that could tell the failing case from the others, from what is visible at a place. */
import type { AnyNode } from 'acorn';
import type { Ingredients } from './ingredients.ts';
import { ownNodes, perSource, placesIn, textOf, usedNames, type Source } from './syntax.ts';

export type Predicate = { text: string; prior: number; risk: number };

/** Keys through which an object reaches what it shares with others. */
const SHARED_KEYS = ['__proto__', 'constructor', 'prototype'];

export type Around = {
	source: Source;
	ingredients: Ingredients;
	/** Variables that hold a value here. */
	visible: readonly string[];
	/** The code whose variables matter most: the statement, and what follows it in its block. */
	near: readonly AnyNode[];
	/** Tests of other conditions in the same function. */
	others: readonly AnyNode[];
};

export function predicatesFor(around: Around): Predicate[] {
	const found = [
		...keyGuards(around),
		...aboutVariables(around),
		...aboutMembers(around),
		...comparisons(around),
		...borrowed(around)
	];
	const best = new Map<string, Predicate>();
	for (const predicate of found) {
		const known = best.get(predicate.text);
		if (!known || known.prior < predicate.prior) best.set(predicate.text, predicate);
	}
	return [...best.values()];
}

function* keyGuards({ source, ingredients, visible, near }: Around): Generator<Predicate> {
	const { quote } = source.style;
	const boost = ingredients.aboutPrototypes ? 3 : -1;
	for (const [index, statement] of near.entries())
		for (const node of ownNodes(statement)) {
			if (node.type === 'BinaryExpression' && node.operator === 'in')
				yield {
					text: `${textOf(source, node.right)}[${textOf(source, node.left)}] !== undefined`,
					prior: -0.2,
					risk: 0.2
				};
			if (node.type !== 'MemberExpression' || !node.computed) continue;
			const { object, property } = node;
			if (property.type !== 'Identifier' || !visible.includes(property.name)) continue;
			if (!usedNames(object as AnyNode).every((name) => visible.includes(name))) continue;
			const [key, member] = [property.name, textOf(source, node)];
			const prior = boost - index * 0.3;
			const is = (name: string): string => `${key} === ${quote}${name}${quote}`;
			for (const name of SHARED_KEYS) yield { text: is(name), prior: prior + 0.2, risk: 1 };
			yield { text: SHARED_KEYS.map(is).join(' || '), prior: prior + 0.4, risk: 0 };
			if (object.type === 'Identifier') {
				const own = `Object.prototype.hasOwnProperty.call(${object.name}, ${key})`;
				yield { text: `!${own}`, prior: prior - 0.5, risk: 0.5 };
				yield { text: own, prior: prior - 1, risk: 0.5 };
				yield { text: `${key} in ${object.name}`, prior: prior - 1, risk: 0.5 };
			}
			yield { text: `typeof ${member} === ${quote}function${quote}`, prior: prior - 0.5, risk: 1 };
			yield { text: `${member} === undefined`, prior: -0.5 - index * 0.3, risk: 0.5 };
			yield { text: `${member} == null`, prior: -0.8 - index * 0.3, risk: 0.5 };
		}
}

const TYPES: readonly (readonly [type: string, prior: number])[] = [
	['string', -0.6],
	['function', -0.8],
	['object', -1],
	['number', -0.8],
	['undefined', -1],
	['boolean', -1]
];

/** Values that code often forgets. */
const VALUES: readonly (readonly [value: string, prior: number])[] = [
	["''", -0.2],
	['null', -0.2],
	['undefined', -0.2],
	['0', -0.5],
	['-1', -0.8],
	['true', -0.8],
	['false', -0.7]
];

function* aboutVariables({ source, ingredients, visible, near }: Around): Generator<Predicate> {
	const { quote } = source.style;
	const used = near.map((statement) => usedNames(statement));
	for (const name of visible) {
		const distance = used.findIndex((names) => names.includes(name));
		if (distance < 0) continue;
		const base = -0.4 * distance + (ingredients.words.has(name.toLowerCase()) ? 0.5 : 0);
		yield { text: `!${name}`, prior: base + 0.4, risk: 0.5 };
		yield { text: name, prior: base - 0.2, risk: 0.5 };
		yield { text: `${name} == null`, prior: base + 0.5, risk: 0.2 };
		yield { text: `${name} != null`, prior: base - 0.1, risk: 0.2 };
		yield { text: `Array.isArray(${name})`, prior: base - 0.4, risk: 0.5 };
		yield { text: `!Array.isArray(${name})`, prior: base - 0.8, risk: 0.5 };
		for (const [type, prior] of TYPES) {
			yield { text: `typeof ${name} === ${quote}${type}${quote}`, prior: base + prior, risk: 0.5 };
			yield { text: `typeof ${name} !== ${quote}${type}${quote}`, prior: base + prior - 0.1, risk: 0.5 };
		}
		if (near.some((node) => textOf(source, node).includes(`${name}.length`))) {
			yield { text: `${name}.length === 0`, prior: base, risk: 0.5 };
			yield { text: `${name}.length > 0`, prior: base - 0.3, risk: 0.5 };
		}
		for (const kind of ['RegExp', 'Date', 'Error'])
			yield { text: `${name} instanceof ${kind}`, prior: base - 1.1, risk: 0.5 };
		for (const [value, prior] of VALUES)
			yield { text: `${name} === ${value}`, prior: base + prior, risk: value === '0' ? 1 : 0.5 };
		yield { text: `${name} > 0`, prior: base - 0.6, risk: 0.7 };
		yield { text: `${name} < 0`, prior: base - 0.5, risk: 0.7 };
		yield { text: `isNaN(${name})`, prior: base - 0.8, risk: 0.7 };
		for (const literal of [...ingredients.strings, ...ingredients.numbers])
			yield { text: `${name} === ${literal}`, prior: base - 1.2, risk: 2 };
		for (const text of ingredients.issueStrings)
			yield { text: `${name} === ${quote}${text}${quote}`, prior: base - 0.8, risk: 3 };
	}
}

/** Terms of other conditions taken at most, and those that are taken two together. */
const TERMS = 24;
const PAIRED = 6;
/** Values that may stand for a name of a borrowed term that means nothing here. */
const STAND_INS = 4;

function* borrowed(around: Around): Generator<Predicate> {
	const { source, visible, others } = around;
	const known = (name: string): boolean => visible.includes(name) || /^[A-Z]/.test(name);
	const terms = new Set<string>();
	for (const test of others)
		for (const term of termsOf(test)) {
			const text = textOf(source, term);
			if (text.length > 60 || text.includes('\n') || !usedNames(term).every(known)) continue;
			if (terms.size < TERMS) terms.add(text);
			if (term === test) yield { text, prior: -0.8, risk: 0.3 };
		}
	for (const text of terms) {
		yield { text, prior: -0.9, risk: 0.3 };
		yield { text: `!(${text})`, prior: -1.1, risk: 0.3 };
	}
	const paired = [...terms].slice(0, PAIRED);
	for (const [index, one] of paired.entries())
		for (const other of paired.slice(index + 1))
			for (const text of [`${one} && ${other}`, `${one} && !(${other})`, `!(${one}) && ${other}`])
				yield { text, prior: -1.3, risk: 0.5 };
	yield* renamed(around, known);
}

/** The operands of a condition, itself first. */
function* termsOf(test: AnyNode): Generator<AnyNode> {
	yield test;
	if (test.type !== 'LogicalExpression' || test.operator === '??') return;
	yield* termsOf(test.left);
	yield* termsOf(test.right);
}

/** `table[key]`, as it is asked elsewhere in the file, of another key. */
function* renamed({ source, near }: Around, known: (name: string) => boolean): Generator<Predicate> {
	const keys = new Set<string>();
	for (const statement of near.slice(0, 2))
		for (const node of ownNodes(statement)) {
			const isKey = node.type === 'MemberExpression' || (node.type === 'Identifier' && known(node.name));
			if (isKey && usedNames(node).every(known) && keys.size < STAND_INS) keys.add(textOf(source, node));
		}
	for (const table of tablesIn(source)) {
		if (!usedNames(table).every(known)) continue;
		for (const key of keys) {
			const text = `${textOf(source, table)}[${key}]`;
			yield { text, prior: -0.7, risk: 0.3 };
			yield { text: `!${text}`, prior: -0.8, risk: 0.3 };
		}
	}
}

/** Tables taken at most. */
const TABLES = 6;

/** Objects that the file asks for a key of, as a condition. */
const tablesIn = perSource((source): readonly AnyNode[] => {
	const found = new Map<string, AnyNode>();
	for (const { node, above } of placesIn(source)) {
		if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'Identifier') continue;
		const parent = above.at(-1);
		const isAsked =
			parent?.type === 'LogicalExpression' ||
			(parent?.type === 'UnaryExpression' && parent.operator === '!') ||
			(parent && 'test' in parent && parent.test === node);
		if (isAsked) found.set(textOf(source, node.object), node.object as AnyNode);
	}
	return [...found.values()].slice(0, TABLES);
});

/** Members taken at most: those that the code reads, and others of the same objects. */
const MEMBERS = 14;
/** And those that the file reads of other objects. */
const ELSEWHERE = 16;

function* aboutMembers({ source, ingredients, visible, near }: Around): Generator<Predicate> {
	const { quote } = source.style;
	const objects = new Map<string, number>();
	const own = new Set<string>();
	for (const [distance, statement] of near.entries())
		for (const node of ownNodes(statement)) {
			if (node.type === 'ThisExpression' && !objects.has('this')) objects.set('this', distance);
			if (node.type !== 'MemberExpression' || node.computed) continue;
			const path = pathOf(source, node, visible);
			if (path === null) continue;
			own.add(path);
			const object = path.slice(0, path.lastIndexOf('.'));
			if (!objects.has(object)) objects.set(object, distance);
		}
	const known = membersOf(source);
	const taken = new Set(own);
	for (const object of objects.keys())
		for (const name of known.get(object) ?? [])
			if (taken.size < own.size + MEMBERS) taken.add(`${object}.${name}`);
	const elsewhere = [...new Set([...known.values()].flat())];
	for (const name of elsewhere)
		for (const object of objects.keys())
			if (taken.size < own.size + MEMBERS + ELSEWHERE) taken.add(`${object}.${name}`);
	for (const path of taken) {
		const at = path.lastIndexOf('.');
		const distance = objects.get(path.slice(0, at)) ?? 0;
		const isNamed = ingredients.words.has(path.slice(at + 1).toLowerCase());
		const base = -0.3 * distance + (isNamed ? 0.6 : 0) - (own.has(path) ? 0.3 : 0.5);
		yield { text: path, prior: base, risk: 0.4 };
		yield { text: `!${path}`, prior: base + 0.1, risk: 0.4 };
		if (!own.has(path)) continue;
		yield { text: `${path} == null`, prior: base - 0.1, risk: 0.4 };
		yield { text: `Array.isArray(${path})`, prior: base - 0.6, risk: 0.5 };
		for (const type of ['string', 'function', 'object', 'undefined'])
			yield { text: `typeof ${path} === ${quote}${type}${quote}`, prior: base - 0.7, risk: 0.5 };
	}
}

/** "a.b.c" of names that hold a value here, or null. */
function pathOf(source: Source, node: AnyNode, visible: readonly string[]): string | null {
	let at = node;
	while (at.type === 'MemberExpression' && !at.computed && !at.optional) at = at.object as AnyNode;
	const isKnown = at.type === 'ThisExpression' || (at.type === 'Identifier' && visible.includes(at.name));
	return isKnown ? textOf(source, node) : null;
}

/** Object as written -> names of its members anywhere in the file, most frequent first. */
const membersOf = perSource((source): ReadonlyMap<string, readonly string[]> => {
	const counts = new Map<string, Map<string, number>>();
	for (const { node, above } of placesIn(source)) {
		if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') continue;
		const parent = above.at(-1);
		if (parent?.type === 'CallExpression' && parent.callee === node) continue;
		const object = textOf(source, node.object);
		const names = counts.get(object) ?? new Map<string, number>();
		counts.set(object, names.set(node.property.name, (names.get(node.property.name) ?? 0) + 1));
	}
	return new Map(
		[...counts].map(([object, names]) => [
			object,
			[...names].sort(([, a], [, b]) => b - a).map(([name]) => name)
		])
	);
});

/** Variables of the code compared with each other. */
function* comparisons({ visible, near }: Around): Generator<Predicate> {
	const names = [...new Set(near.slice(0, 2).flatMap((node) => usedNames(node)))]
		.filter((name) => visible.includes(name))
		.slice(0, 5);
	for (const [index, one] of names.entries())
		for (const other of names.slice(index + 1))
			for (const operator of ['===', '!==', '<', '>', '<=', '>='])
				yield { text: `${one} ${operator} ${other}`, prior: -0.9, risk: 0.5 };
}
