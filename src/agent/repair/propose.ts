/** All edits worth a try, best first. Deterministic: the seed decides only between equals. */
import { normalForm, type Candidate } from './candidate.ts';
import { ingredientsOf } from './ingredients.ts';
import type { Unit } from './instrument.ts';
import { isListed } from './syntax.ts';
import * as calls from './templates/calls.ts';
import { addTerm, changeTest } from './templates/conditions.ts';
import { assignFirst, leaveEarly, leaveOut, wrapInIf } from './templates/guards.ts';
import { otherOperator } from './templates/operators.ts';
import { changeRegex } from './templates/regex.ts';
import type { Site, Template } from './templates/site.ts';
import * as values from './templates/values.ts';

const templates: readonly Template[] = [
	leaveEarly,
	wrapInIf,
	assignFirst,
	leaveOut,
	addTerm,
	changeTest,
	otherOperator,
	changeRegex,
	values.otherLiteral,
	values.otherName,
	values.convert,
	values.choose,
	values.bareObject,
	values.missingParameter,
	values.offByOne,
	calls.otherMethod,
	calls.missingCall,
	calls.otherArguments,
	calls.handBack,
	calls.emptyList
];

/** Statements that are looked at, most suspicious first. */
const STATEMENTS = 80;
/** How much a suspicion counts against what a template and a predicate say. */
const WEIGHT = 1.2;

export function propose(
	units: readonly Unit[],
	suspicion: readonly number[],
	{ issue, seed, count }: { issue: string; seed: number; count: number }
): Candidate[] {
	const ingredients = new Map(
		[...new Set(units.map(({ source }) => source))].map((s) => [s, ingredientsOf(s, issue)])
	);
	const ranked = units
		.map((unit, index) => ({ unit, suspicion: suspicion[index] ?? 0 }))
		.filter((one) => one.suspicion > 0)
		.sort((a, b) => b.suspicion - a.suspicion)
		.slice(0, STATEMENTS);
	const best = new Map<string, Candidate>();
	for (const { unit, suspicion: of } of ranked) {
		const own = ingredients.get(unit.source);
		if (!own) continue;
		const site: Site = { ...unit, ingredients: own, listed: isListed(unit.node, unit.above.at(-1)) };
		for (const candidate of candidatesAt(site, Math.log(of) * WEIGHT, seed)) {
			const key = normalForm(candidate.source, candidate.edits);
			const known = best.get(key);
			if (!known || known.score < candidate.score) best.set(key, candidate);
		}
	}
	return [...best.values()].sort((a, b) => b.score - a.score).slice(0, count);
}

function* candidatesAt(site: Site, base: number, seed: number): Generator<Candidate> {
	const { source } = site;
	for (const { name, drafts } of templates)
		for (const draft of drafts(site)) {
			const score = base + draft.prior + jitter(`${seed}:${source.path}:${site.node.start}:${draft.what}`);
			yield { ...draft, source, template: name, start: site.node.start, score };
		}
}

/** 0 to 0.001, the same for the same text (FNV-1a). http://www.isthe.com/chongo/tech/comp/fnv/ */
function jitter(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return (hash >>> 0) / 2 ** 32 / 1000;
}
