/** Arguments that come otherwise than the function takes them: in the place of another, of another kind, not at all. */
import type { AnyNode, CallExpression } from 'acorn';
import type { Draft, Edit } from '../candidate.ts';
import { functionAround, isFunction, perSource, placesIn, usedNames, visibleNames } from '../syntax.ts';
import { before } from './guards.ts';
import { expressionsOf, type Site, type Template } from './site.ts';

/** An argument in the middle that may be left out: what stands in its place belongs to the next parameter. */
export const shiftArguments: Template = {
	name: 'shift the arguments',
	*drafts(site): Generator<Draft> {
		const scope = functionAround(site.above);
		if (!scope || scope.body.type !== 'BlockStatement' || scope.body.body[0] !== site.node) return;
		const { semicolon: end, quote } = site.source.style;
		const names = scope.params.map((param) => (param.type === 'Identifier' ? param.name : null));
		for (const [index, name] of names.entries()) {
			const next = names[index + 1];
			if (!name || !next) continue;
			const tests = ['function', 'object', 'string', 'boolean'].map(
				(type) => `typeof ${name} === ${quote}${type}${quote}`
			);
			for (const test of [...tests, `${name} && !Array.isArray(${name})`])
				yield {
					edits: [before(site, `if (${test}) { ${next} = ${name}; ${name} = undefined${end} }`)],
					what: `${name} is ${next} when ${test}`,
					prior: 0,
					risk: 0.2
				};
		}
	}
};

/** Variables looked at, those first that the statement uses first. */
const NAMES = 4;

/** Makes a value what the code takes it for, once and for all that follows. */
export const convertFirst: Template = {
	name: 'convert first',
	*drafts(site: Site): Generator<Draft> {
		if (!site.listed) return;
		const visible = visibleNames(site.above, site.node.start);
		const used = usedNames(site.node).filter((name) => visible.includes(name));
		for (const name of used.slice(0, NAMES))
			for (const [value, prior] of [
				[`String(${name})`, -0.3],
				[`${name} || {}`, -0.3],
				[`${name} || []`, -0.6],
				[`[].concat(${name})`, -0.6],
				[`Number(${name})`, -0.8]
			] as const)
				yield {
					edits: [before(site, `${name} = ${value}`)],
					what: `${name} = ${value} first`,
					prior,
					risk: 0.3
				};
	}
};

/** Calls of one function that are mended together. */
const CALLS = 10;

/** A parameter that callers have under its own name and do not pass. */
export const passOn: Template = {
	name: 'pass it on',
	*drafts(site: Site): Generator<Draft> {
		const calls = shortCallsIn(site.source);
		for (const { node } of expressionsOf(site)) {
			const own = calls.find((call) => call.node === node);
			if (!own) continue;
			const what = `pass ${own.name} on to ${own.to}`;
			yield { edits: [own.edit], what, prior: 0.5, risk: 0.1 };
			const all = calls.filter(({ to, name }) => to === own.to && name === own.name).slice(0, CALLS);
			if (all.length > 1)
				yield {
					edits: all.map(({ edit }) => edit),
					what: `${what}, in ${all.length} calls`,
					prior: 0.5,
					risk: 0.1
				};
		}
	}
};

type ShortCall = { node: CallExpression; to: string; name: string; edit: Edit };

/** Calls of the file's functions that lack the next argument, where a variable of that name is there. */
const shortCallsIn = perSource((source): readonly ShortCall[] => {
	const parameters = new Map<string, readonly (string | null)[]>();
	for (const { node, above } of placesIn(source)) {
		if (!isFunction(node)) continue;
		const parent = above.at(-1);
		const id = node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : null);
		if (id?.type === 'Identifier')
			parameters.set(
				id.name,
				node.params.map((one) => nameOf(one))
			);
	}
	return placesIn(source).flatMap(({ node, above }): ShortCall[] => {
		if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
		const to = node.callee.name;
		const name = parameters.get(to)?.[node.arguments.length];
		const last = node.arguments.at(-1);
		if (!name || !last || last.type === 'SpreadElement') return [];
		if (!visibleNames(above, node.start).includes(name)) return [];
		return [{ node, to, name, edit: { start: last.end, end: last.end, text: `, ${name}` } }];
	});
});

function nameOf(param: AnyNode): string | null {
	return param.type === 'Identifier' ? param.name : null;
}
