/** Statements that are to run only sometimes: left early, skipped, or given another value first. */
import type { AnyNode } from 'acorn';
import { around, type Draft, type Edit } from '../candidate.ts';
import { functionAround, indentAt, isInLoop, ownNodes, textOf, usedNames, visibleNames } from '../syntax.ts';
import { followers, predicatesAt, type Site, type Template } from './site.ts';

/** Before the statement; in the place of one that is empty. */
function before({ node, source }: Site, statement: string): Edit {
	if (node.type === 'EmptyStatement') return { start: node.start, end: node.end, text: `${statement};` };
	const text = `${statement}${source.style.semicolon}\n${indentAt(source.text, node.start)}`;
	return { start: node.start, end: node.start, text };
}

/** What a function may give back that it gives back nowhere else. */
const CONSTANTS = ['null', 'false', 'true', "''", '0', '[]'];

export const leaveEarly: Template = {
	name: 'leave early',
	*drafts(site) {
		if (!site.listed || !functionAround(site.above)) return;
		const loop = isInLoop(site.above);
		const values = returnValues(site);
		for (const { text, prior, risk } of predicatesAt(site, site.node.start, followers(site))) {
			const exits: [string, number][] = [
				['return', 0.5],
				...(loop ? [['continue', 0.6] as [string, number]] : [])
			];
			for (const value of values) exits.push([`return ${value}`, values.length > 2 ? 0 : 0.5]);
			for (const value of CONSTANTS) if (!values.includes(value)) exits.push([`return ${value}`, -0.5]);
			for (const [exit, weight] of exits)
				yield {
					edits: [before(site, `if (${text}) ${exit}`)],
					what: `${exit} when ${text}`,
					prior: prior + weight,
					risk
				};
		}
	}
};

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

export const wrapInIf: Template = {
	name: 'wrap in if',
	*drafts(site) {
		const { node } = site;
		if (!node.type.endsWith('Statement') || node.type === 'BlockStatement') return;
		const weight = node.type === 'ExpressionStatement' ? 0.4 : 0;
		for (const { text, prior, risk } of predicatesAt(site, node.start, [node]))
			yield {
				edits: around(node, `if (${text}) ${site.listed ? '' : '{ '}`, site.listed ? '' : ' }'),
				what: `only when ${text}`,
				prior: prior + weight,
				risk
			};
	}
};

const VALUES = ["''", '0', 'null', '[]', '{}', 'undefined'];

export const assignFirst: Template = {
	name: 'another value first',
	*drafts(site) {
		if (!site.listed) return;
		const visible = visibleNames(site.above, site.node.start);
		const used = usedNames(site.node).filter((name) => visible.includes(name));
		for (const name of used.slice(0, 4)) {
			const own = predicatesAt(site, site.node.start, [site.node]).filter(({ text }) => text.includes(name));
			const values = [...VALUES, ...visible.filter((other) => other !== name).slice(0, 4)];
			for (const { text, prior, risk } of own.slice(0, 10))
				for (const value of values)
					yield {
						edits: [before(site, `if (${text}) ${name} = ${value}`)],
						what: `${name} = ${value} when ${text}`,
						prior: prior - 1.2,
						risk: risk + 0.5
					};
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
