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
	/** What the tests say of conditions (probe.ts); absent = all of them are proposed. */
	answers?: Answers | undefined;
};

export function propose(units: readonly Unit[], suspicion: readonly number[], wanted: Wanted): Candidate[] {
	const all = sitesOf(units, suspicion, wanted).flatMap(({ site, suspicion: of }) => [
		...candidatesAt(site, Math.log(of) * WEIGHT, wanted.seed)
	]);
	const best = new Map<string, Candidate>();
	for (const candidate of all.sort((a, b) => b.score - a.score)) {
		if (best.size === wanted.count) break;
		const key = normalForm(candidate.source, candidate.edits);
		if (!best.has(key)) best.set(key, candidate);
	}
	return inTurns([...best.values()]);
}

/** Lets `answers` hear of every condition that could be proposed. */
export function ask(
	units: readonly Unit[],
	suspicion: readonly number[],
	{ issue, answers }: { issue: string; answers: Answers }
): void {
	for (const { site } of sitesOf(units, suspicion, { issue, answers }))
		for (const { drafts } of asking) for (const _ of drafts(site)) break;
}

function sitesOf(
	units: readonly Unit[],
	suspicion: readonly number[],
	{ issue, answers }: Pick<Wanted, 'issue' | 'answers'>
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
		return { site: { ...unit, ingredients: own, listed, answers }, suspicion: of };
	});
}

function* candidatesAt(site: Site, base: number, seed: number): Generator<Candidate> {
	const { source, node } = site;
	for (const { name, drafts } of templates)
		for (const draft of withEverywhere(source, firstOf(drafts(site), DRAFTS))) {
			const score = base + draft.prior + jitter(`${seed}:${source.path}:${node.start}:${draft.what}`);
			const { when } = draft;
			const alike = when && { alike: `${source.path} ${name} ${when.turns} ${when.does}` };
			yield { ...draft, ...alike, source, template: name, start: node.start, score };
		}
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

/** 0 to 0.001, the same for the same text (FNV-1a). http://www.isthe.com/chongo/tech/comp/fnv/ */
function jitter(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return (hash >>> 0) / 2 ** 32 / 1000;
}
