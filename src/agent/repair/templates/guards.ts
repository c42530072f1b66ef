/** Statements that are to run only sometimes: left early, skipped, or given another value first. */
import type { AnyNode } from 'acorn';
import { around, type Draft, type Edit } from '../candidate.ts';
import { literalOf } from '../ingredients.ts';
import {
	functionAround,
	indentAt,
	isInLoop,
	ownNodes,
	perSource,
	placesIn,
	textOf,
	usedNames,
	visibleNames
} from '../syntax.ts';
import { effect, followers, predicatesAt, type Site, type Template } from './site.ts';

/** Before the statement; in the place of one that is empty. */
export function before({ node, source }: Site, statement: string): Edit {
	if (node.type === 'EmptyStatement') return { start: node.start, end: node.end, text: `${statement};` };
	const text = `${statement}${source.style.semicolon}\n${indentAt(source.text, node.start)}`;
	return { start: node.start, end: node.start, text };
}

/** What a function may give back that it gives back nowhere else, and how many texts of the issue. */
const CONSTANTS = ['null', 'false', 'true', "''", '0', '[]'];
const TEXTS = 4;
/** Conditions, likeliest first, with which that is tried. */
const LIKELY = 20;

export const leaveEarly: Template = {
	name: 'leave early',
	*drafts(site) {
		if (!site.listed || !functionAround(site.above)) return;
		const loop = isInLoop(site.above);
		const values = returnValues(site);
		const complaints = throwsOf(site);
		const { issueTexts } = site.ingredients;
		const texts = issueTexts.slice(0, TEXTS).map((text) => literalOf(site.source, text));
		const point = { node: site.node, kind: 'before', holds: true } as const;
		for (const [index, asked] of predicatesAt(site, point, followers(site)).entries()) {
			const { text, prior, risk } = asked;
			const exits: [exit: string, weight: number, risk?: number][] = [['return', 0.5]];
			if (loop) exits.push(['continue', 0.6], ['break', 0.3]);
			for (const thrown of complaints) exits.push([thrown, 0.1]);
			for (const value of values) exits.push([`return ${value}`, values.length > 2 ? 0 : 0.5]);
			for (const value of index < LIKELY ? [...CONSTANTS, ...texts] : [])
				if (!values.includes(value)) exits.push([`return ${value}`, -0.5, 1]);
			for (const [exit, weight, more = 0] of exits)
				yield {
					edits: [before(site, `if (${text}) ${exit}`)],
					what: `${exit} when ${text}`,
					prior: prior + weight,
					risk: risk + more,
					...effect(asked, exit)
				};
		}
	}
};

/** After a statement that changes a variable: the condition is about what it is then, so nobody could be asked before. */
export const leaveAfter: Template = {
	name: 'leave after it',
	*drafts(site): Generator<Draft> {
		const { node, source, above } = site;
		if (!site.listed || node.type !== 'ExpressionStatement' || !functionAround(above)) return;
		const name = changedBy(node.expression);
		if (!name || !/[;}]$/.test(textOf(source, node))) return;
		const exits = isInLoop(above) ? ['break', 'continue', 'return'] : ['return'];
		exits.push(...returnValues(site).map((value) => `return ${value}`));
		for (const [test, prior] of [
			[`${name} === 0`, 0.2],
			[`!${name}`, 0.2],
			[`${name} < 0`, 0],
			[`${name} == null`, 0.1],
			[`${name}.length === 0`, -0.4]
		] as const)
			for (const exit of exits) {
				const text = `\n${indentAt(source.text, node.start)}if (${test}) ${exit}${source.style.semicolon}`;
				yield {
					edits: [{ start: node.end, end: node.end, text }],
					what: `${exit} after it when ${test}`,
					prior,
					risk: 0.4
				};
			}
	}
};

function changedBy(node: AnyNode): string | undefined {
	const target =
		node.type === 'UpdateExpression'
			? node.argument
			: node.type === 'AssignmentExpression'
				? node.left
				: undefined;
	return target?.type === 'Identifier' ? target.name : undefined;
}

/** What the function returns elsewhere, as far as it can be said here. */
function returnValues({ source, node, above }: Site): string[] {
	const scope = functionAround(above);
	if (!scope) return [];
	const visible = visibleNames(above, node.start);
	const values = new Set<string>();
	for (const inner of ownNodes(scope.body as AnyNode)) {
		if (inner.type !== 'ReturnStatement' || !inner.argument) continue;
		const text = textOf(source, inner.argument);
		const known = usedNames(inner.argument as AnyNode).every((name) => visible.includes(name));
		if (known && text.length < 30) values.add(text);
	}
	return [...values].slice(0, 4);
}

/** How the file complains elsewhere, as far as it can be said here. */
function throwsOf({ source, node, above }: Site): string[] {
	const visible = visibleNames(above, node.start);
	const texts = new Set<string>();
	const throwers = throwersOf(source);
	for (const { node: inner } of placesIn(source)) {
		const argument = complaintIn(inner, throwers);
		if (!argument || inner.end - inner.start > 120) continue;
		const names = usedNames(argument).filter((name) => !throwers.has(name));
		if (names.every((name) => visible.includes(name) || /^[A-Z]\w*Error$/.test(name)))
			texts.add(textOf(source, inner).replace(/;$/, ''));
	}
	return [...texts].slice(0, 2);
}

/** What a statement throws, or the call of a function that does nothing but throw. */
function complaintIn(node: AnyNode, throwers: ReadonlySet<string>): AnyNode | undefined {
	if (node.type === 'ThrowStatement') return node.argument as AnyNode;
	if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return undefined;
	const { callee } = node.expression;
	return callee.type === 'Identifier' && throwers.has(callee.name) ? node.expression : undefined;
}

/** Names of the file's functions that end by throwing. */
const throwersOf = perSource((source): ReadonlySet<string> => {
	const found = new Set<string>();
	for (const { node } of placesIn(source))
		if (node.type === 'FunctionDeclaration' && node.body.body.at(-1)?.type === 'ThrowStatement' && node.id)
			found.add(node.id.name);
	return found;
});

export const wrapInIf: Template = {
	name: 'wrap in if',
	*drafts(site) {
		const { node } = site;
		if (!node.type.endsWith('Statement') || node.type === 'BlockStatement') return;
		const weight = node.type === 'ExpressionStatement' ? 0.4 : 0;
		const point = { node, kind: 'before', holds: false } as const;
		for (const asked of predicatesAt(site, point, [node])) {
			const { text, prior, risk } = asked;
			yield {
				edits: around(node, `if (${text}) ${site.listed ? '' : '{ '}`, site.listed ? '' : ' }'),
				what: `only when ${text}`,
				prior: prior + weight,
				risk,
				...effect(asked, 'skip')
			};
		}
	}
};

const VALUES = ["''", '0', 'null', '[]', '{}', 'undefined'];

export const assignFirst: Template = {
	name: 'another value first',
	*drafts(site) {
		if (!site.listed) return;
		const visible = visibleNames(site.above, site.node.start);
		const used = usedNames(site.node).filter((name) => visible.includes(name));
		if (used.length === 0) return;
		const point = { node: site.node, kind: 'before', holds: true } as const;
		const all = predicatesAt(site, point, [site.node]);
		for (const name of used.slice(0, 4)) {
			const own = all.filter(({ text }) => text.includes(name));
			const values = [...VALUES, ...visible.filter((other) => other !== name).slice(0, 4)];
			for (const asked of own.slice(0, 10)) {
				const { text, prior, risk } = asked;
				for (const value of values)
					yield {
						edits: [before(site, `if (${text}) ${name} = ${value}`)],
						what: `${name} = ${value} when ${text}`,
						prior: prior - 1.2,
						risk: risk + 0.5,
						...effect(asked, `${name} = ${value}`)
					};
			}
		}
	}
};

export const leaveOut: Template = {
	name: 'leave out',
	*drafts({ node }): Generator<Draft> {
		if (node.type !== 'ExpressionStatement' && node.type !== 'IfStatement') return;
		yield {
			edits: [{ start: node.start, end: node.end, text: ';' }],
			what: 'leave it out',
			prior: -0.8,
			risk: 2
		};
	}
};

/** Statements taken over at most, nearest first. */
const DONORS = 10;

export const takeOver: Template = {
	name: 'take over a statement',
	*drafts(site): Generator<Draft> {
		const { node, source, above } = site;
		if (!site.listed) return;
		const visible = visibleNames([...above, node], node.end);
		const donors = placesIn(source)
			.map((place) => place.node)
			.filter((other) => isDonor(other, node, visible))
			.sort((a, b) => Math.abs(a.start - node.start) - Math.abs(b.start - node.start))
			.slice(0, DONORS);
		const indent = indentAt(source.text, node.start);
		for (const [distance, donor] of donors.entries()) {
			const text = `${textOf(source, donor).replace(/;$/, '')};`;
			const prior = -0.9 - distance * 0.05;
			yield { edits: [before(site, text.replace(/;$/, ''))], what: `${text} before it`, prior, risk: 0.6 };
			if (!/[;}]$/.test(textOf(source, node))) continue;
			const after = { start: node.end, end: node.end, text: `\n${indent}${text}` };
			yield { edits: [after], what: `${text} after it`, prior: prior - 0.1, risk: 0.6 };
		}
	}
};

function isDonor(other: AnyNode, node: AnyNode, visible: readonly string[]): boolean {
	if (other.type !== 'ExpressionStatement' || other.end - other.start > 100 || other === node) return false;
	if ('directive' in other && other.directive !== undefined) return false;
	const expression = other.expression.type;
	if (!/^(AssignmentExpression|CallExpression|UpdateExpression)$/.test(expression)) return false;
	return usedNames(other).every((name) => visible.includes(name));
}
