/** Arguments that come otherwise than the function takes them: in the place of another, of another kind, not at all. */
import type { Draft } from '../candidate.ts';
import { functionAround, usedNames, visibleNames } from '../syntax.ts';
import { before } from './guards.ts';
import type { Site, Template } from './site.ts';

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
