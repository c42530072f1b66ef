/** Conditions that could tell the failing case from the others, from what is visible at a place. */
import type { AnyNode } from 'acorn';
import type { Ingredients } from './ingredients.ts';
import { ownNodes, textOf, usedNames, type Source } from './syntax.ts';

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
	const found = [...keyGuards(around), ...aboutVariables(around), ...borrowed(around)];
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
		yield { text: `${name} === 0`, prior: base - 0.5, risk: 1 };
		yield { text: `${name} < 0`, prior: base - 0.5, risk: 0.7 };
		yield { text: `isNaN(${name})`, prior: base - 0.8, risk: 0.7 };
		for (const literal of [...ingredients.strings, ...ingredients.numbers])
			yield { text: `${name} === ${literal}`, prior: base - 1.2, risk: 2 };
		for (const text of ingredients.issueStrings)
			yield { text: `${name} === ${quote}${text}${quote}`, prior: base - 0.8, risk: 3 };
	}
}

function* borrowed({ source, visible, others }: Around): Generator<Predicate> {
	for (const test of others) {
		const text = textOf(source, test);
		if (text.length > 60 || text.includes('\n')) continue;
		if (!usedNames(test).every((name) => visible.includes(name) || /^[A-Z]/.test(name))) continue;
		yield { text, prior: -0.8, risk: 0.3 };
	}
}
