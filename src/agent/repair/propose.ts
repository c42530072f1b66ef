/** All edits worth a try, best first. Deterministic: the seed decides only between equals. */
import { normalForm, type Candidate, type Draft, type Edit } from './candidate.ts';
import { ingredientsOf, type Ingredients } from './ingredients.ts';
import type { Unit } from './instrument.ts';
import { isListed, perSource, type Source } from './syntax.ts';
import * as calls from './templates/calls.ts';
import * as given from './templates/arguments.ts';
import { addInnerTerm, addTerm, changeTest, compareBy } from './templates/conditions.ts';
import { assignFirst, leaveAfter, leaveEarly, leaveOut, takeOver, wrapInIf } from './templates/guards.ts';
import { otherOperator } from './templates/operators.ts';
import { definitionsFor, STATEMENTS } from './definitions.ts';
import { inTurns } from './turns.ts';
import { emptyIsTaken, emptyIsThere } from './templates/nothing.ts';
import { forgottenThis, missingOption } from './templates/options.ts';
import * as parameters from './templates/parameters.ts';
import * as pieces from './templates/pieces.ts';
import { changePatterns, changeRegex } from './templates/regex.ts';
import { ownKeysOnly } from './templates/loops.ts';
import type { Answers, Site, Template } from './templates/site.ts';
import * as values from './templates/values.ts';

const templates: readonly Template[] = [
	leaveEarly,
	leaveAfter,
	wrapInIf,
	assignFirst,
	leaveOut,
	addTerm,
	addInnerTerm,
	changeTest,
	compareBy,
	otherOperator,
	changeRegex,
	changePatterns,
	values.otherLiteral,
	values.numberInTexts,
	values.otherName,
	values.convert,
	values.choose,
	values.bareObject,
	parameters.missingParameter,
	parameters.sayInstead,
	given.shiftArguments,
	given.convertFirst,
	given.passOn,
	ownKeysOnly,
	values.offByOne,
	calls.otherMethod,
	calls.missingCall,
	calls.otherArguments,
	calls.handBack,
	calls.emptyList,
	pieces.wrapInCall,
	pieces.missingPiece,
	pieces.ownKey,
	pieces.ownKeys,
	emptyIsThere,
	emptyIsTaken,
	missingOption,
	forgottenThis,
	takeOver
];

/** Edits of one template at one statement: a statement may be a table of thousands of values. */
const DRAFTS = 2000;
/** How much a suspicion counts against what a template and a predicate say. */
const WEIGHT = 1.2;

/** Those that guard by conditions of which there are many. */
const asking: readonly Template[] = [leaveEarly, wrapInIf, assignFirst, addTerm, addInnerTerm, values.choose];

export type Wanted = {
	issue: string;
	seed: number;
	/** Proposals at most. */
	count: number;
};

export function propose(units: readonly Unit[], suspicion: readonly number[], wanted: Wanted): Candidate[] {
	return new Proposals(units, suspicion, wanted).best();
}

/** What a template proposes, before it is known whether it is worth a try: of most it never is. */
type Proposal = { site: Site; template: string; draft: Draft; score: number };

export class Proposals {
	readonly #wanted: Wanted;
	readonly #sites: readonly { site: Site; suspicion: number }[];
	/** By statement: what templates propose that do not ask. */
	readonly #ahead = new Map<Site, ReadonlyMap<Template, readonly Proposal[]>>();

	constructor(units: readonly Unit[], suspicion: readonly number[], wanted: Wanted) {
		this.#wanted = wanted;
		this.#sites = sitesOf(units, suspicion, wanted.issue);
	}

	/** Lets `answers` hear of every condition that could be proposed. */
	ask(answers: Answers): void {
		for (const { site } of this.#sites)
			for (const { drafts } of asking) for (const _ of drafts({ ...site, answers })) break;
	}

	/** Thinks of what needs no answers, a statement at a time: there is time for it while the tests run. */
	*thinkAhead(): Generator<void> {
		const free = templates.filter((template) => !asking.includes(template));
		for (const one of this.#sites) {
			this.#ahead.set(one.site, new Map(free.map((template) => [template, this.#of(one, template)])));
			yield;
		}
	}

	/** All edits worth a try, best first. `answers`: what the tests say of conditions (probe.ts); absent = all of them are proposed. */
	best(answers?: Answers): Candidate[] {
		const all = this.#sites.flatMap((one) => {
			const asked = { ...one, site: { ...one.site, answers } };
			const ahead = this.#ahead.get(one.site);
			return templates.flatMap((template) => ahead?.get(template) ?? this.#of(asked, template));
		});
		const best = new Map<string, Candidate>();
		for (const proposal of all.sort((a, b) => b.score - a.score)) {
			if (best.size === this.#wanted.count) break;
			const key = normalForm(proposal.site.source, proposal.draft.edits);
			if (!best.has(key)) best.set(key, candidateOf(proposal));
		}
		return inTurns([...best.values()]);
	}

	#of(
		{ site, suspicion }: { site: Site; suspicion: number },
		{ name: template, drafts }: Template
	): Proposal[] {
		const { source, node } = site;
		const base = Math.log(suspicion) * WEIGHT;
		const place = hashOf(`${this.#wanted.seed}:${source.path}:${node.start}:`);
		const proposals: Proposal[] = [];
		for (const draft of withEverywhere(source, firstOf(drafts(site), DRAFTS))) {
			const score = base + draft.prior + jitter(hashOf(draft.what, place));
			proposals.push({ site, template, draft, score });
		}
		return proposals;
	}
}

function sitesOf(
	units: readonly Unit[],
	suspicion: readonly number[],
	issue: string
): { site: Site; suspicion: number }[] {
	const ingredients = new Map<Source, Ingredients>();
	const suspected = units
		.map((unit, index) => ({ unit, suspicion: suspicion[index] ?? 0 }))
		.filter((one) => one.suspicion > 0)
		.sort((a, b) => b.suspicion - a.suspicion);
	return [...suspected.slice(0, STATEMENTS), ...definitionsFor(suspected)].map(({ unit, suspicion: of }) => {
		const own = ingredients.get(unit.source) ?? ingredientsOf(unit.source, issue);
		ingredients.set(unit.source, own);
		const listed = isListed(unit.node, unit.above.at(-1));
		return { site: { ...unit, ingredients: own, listed }, suspicion: of };
	});
}

function candidateOf({ site: { source, node }, template, draft, score }: Proposal): Candidate {
	const { edits, what, prior, risk, when } = draft;
	const candidate = { edits, what, prior, risk, source, template, start: node.start, score };
	if (!when) return candidate;
	return { ...candidate, when, alike: `${source.path} ${template} ${when.turns} ${when.does}` };
}

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
	let left = count;
	for (const one of all) {
		yield one;
		left -= 1;
		if (left === 0) return;
	}
}

/** Edits of one piece of code that stands in more than one place are proposed for all of them at once, too. */
function* withEverywhere(source: Source, drafts: Iterable<Draft>): Generator<Draft> {
	for (const draft of drafts) {
		yield draft;
		const [edit, ...more] = draft.edits;
		if (!edit || more.length > 0 || draft.prior < EVERYWHERE) continue;
		const edits = everywhere(source, edit);
		if (edits.length > 1)
			yield {
				edits,
				what: `${draft.what}, in ${edits.length} places`,
				prior: draft.prior - 0.5,
				risk: draft.risk
			};
	}
}

/** Prior below which that is not done; shortest piece of code; places at most. */
const EVERYWHERE = -0.5;
const SHORT = 8;
const PLACES = 10;

const placesOfPieces = perSource(() => new Map<string, readonly number[]>());

/** Where a piece of code stands in a file, for itself. */
function placesOf(source: Source, piece: string): readonly number[] {
	const all = placesOfPieces(source);
	const known = all.get(piece);
	if (known) return known;
	const { text } = source;
	const at: number[] = [];
	for (let next = text.indexOf(piece); next >= 0; next = text.indexOf(piece, next + piece.length))
		if (!/[\w$.]/.test(text[next - 1] ?? '') && !/[\w$(]/.test(text[next + piece.length] ?? ''))
			at.push(next);
	all.set(piece, at);
	return at;
}

function everywhere(source: Source, edit: Edit): Edit[] {
	if (edit.end - edit.start < SHORT) return [];
	const old = source.text.slice(edit.start, edit.end);
	if (old.includes('\n')) return [];
	const starts = placesOf(source, old);
	if (starts.length > PLACES || !starts.includes(edit.start)) return [];
	return starts.map((start) => ({ ...edit, start, end: start + old.length }));
}

/** FNV-1a of a text, or of one that goes on with another. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string, before = 0x811c9dc5): number {
	let hash = before;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash;
}

/** 0 to 0.001. */
function jitter(hash: number): number {
	return (hash >>> 0) / 2 ** 32 / 1000;
}
