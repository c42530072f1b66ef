/** Text put into sources before they run in the checker: `$hit(n)` says which statement ran, `$fuel()` bounds loops and calls. */
import type { AnyNode } from 'acorn';
import { applyEdits, type Edit } from './candidate.ts';
import { isFunction, isListed, places, type Place, type Source } from './syntax.ts';

/** A statement, or the body of an arrow function, that can be hit. */
export type Unit = Place & { source: Source };

type Insertion = { at: number; text: string; closes: boolean; order: number };

class Insertions {
	readonly #list: Insertion[] = [];

	open(at: number, text: string): void {
		this.#list.push({ at, text, closes: false, order: this.#list.length });
	}

	around({ start, end }: AnyNode, before: string, after: string): void {
		this.open(start, before);
		this.#list.push({ at: end, text: after, closes: true, order: -this.#list.length });
	}

	lengths(): { at: number; length: number }[] {
		return this.#list.map(({ at, text }) => ({ at, length: text.length }));
	}

	/** Where several meet, what closes comes first, inner before outer; what opens, outer before inner. */
	into(text: string): string {
		const sorted = this.#list.sort(
			(a, b) => a.at - b.at || Number(b.closes) - Number(a.closes) || a.order - b.order
		);
		let [result, done] = ['', 0];
		for (const { at, text: added } of sorted) {
			result += text.slice(done, at) + added;
			done = at;
		}
		return result + text.slice(done);
	}
}

/** A source whose loops and calls are bounded, and where text was put in. */
export type Fuelled = { text: string; added: readonly { at: number; length: number }[] };

export function withFuel(source: Source): Fuelled {
	const insertions = new Insertions();
	addFuel(source, insertions);
	return { text: insertions.into(source.text), added: insertions.lengths() };
}

/** Edits of the original as edits of the fuelled text. What was put in where an edit begins stays before it. */
export function edited({ text, added }: Fuelled, edits: readonly Edit[]): string {
	const shift = (counts: (at: number) => boolean): number =>
		added.reduce((sum, { at, length }) => (counts(at) ? sum + length : sum), 0);
	const moved = edits.map((edit) => {
		const start = edit.start + shift((at) => at <= edit.start);
		const end = edit.end === edit.start ? start : edit.end + shift((at) => at < edit.end);
		return { start, end, text: edit.text };
	});
	return applyEdits(text, moved);
}

/** The same with a hit in every unit; they are numbered from `units.length` and added there. */
export function withHits(source: Source, units: Unit[]): string {
	const insertions = new Insertions();
	for (const place of places(source.program)) {
		const parent = place.above.at(-1);
		const { node } = place;
		if (isListed(node, parent)) {
			if (isDirective(node)) continue;
			insertions.open(node.start, `$hit(${units.length});`);
		} else if (isLoneBody(node, parent)) insertions.around(node, `{$hit(${units.length});`, '}');
		else if (parent?.type === 'ArrowFunctionExpression' && parent.body === node && parent.expression)
			insertions.around(node, `($hit(${units.length}),`, ')');
		else continue;
		units.push({ ...place, source });
	}
	addFuel(source, insertions);
	return insertions.into(source.text);
}

/** Conditions that are asked before a statement, or beside a test that stands there. */
export type Question = { node: AnyNode; kind: 'before' | 'test'; texts: readonly string[] };

/** The source with `$probe(id, count, ask, test)` at these places; `first` is the id of the first. */
export function withProbes(source: Source, questions: readonly Question[], first: number): string {
	const insertions = new Insertions();
	const ids = new Map(questions.map(({ node, kind }, index) => [`${kind} ${node.start} ${node.end}`, index]));
	for (const { node, above } of places(source.program))
		for (const kind of ['before', 'test'] as const) {
			const index = ids.get(`${kind} ${node.start} ${node.end}`);
			const question = index === undefined ? undefined : questions[index];
			if (index === undefined || question?.node !== node) continue;
			const call = `$probe(${first + index},${question.texts.length},`;
			if (kind === 'test') insertions.around(node, `${call}${askOf(question.texts)},(`, '))');
			else if (isListed(node, above.at(-1))) insertions.open(node.start, `${call}${askOf(question.texts)});`);
			else insertions.around(node, `{${call}${askOf(question.texts)});`, '}');
		}
	addFuel(source, insertions);
	return insertions.into(source.text);
}

/** A function that puts what they say into `$says`, from the nth on (checker/probes.cjs). */
function askOf(texts: readonly string[]): string {
	const cases = texts.map(
		(text, index) => `case ${index}:if($may[${index}])$says[${index}]=${alone(text)}?1:0;`
	);
	return `($n,$says,$may)=>{switch($n){${cases.join('')}}}`;
}

/**
 * What may throw is a function of its own: to word what was thrown, V8 parses the function that it was thrown in again, and one with hundreds of
 * conditions takes a hundred times as long as all of these.
 */
function alone(text: string): string {
	return /[.[(]|\b(?:in|instanceof)\b/.test(text) ? `(()=>(${text}))()` : `(${text})`;
}

function isDirective(node: AnyNode): boolean {
	return node.type === 'ExpressionStatement' && 'directive' in node && node.directive !== undefined;
}

/** A statement that is the whole body of an `if` or a loop. */
function isLoneBody(node: AnyNode, parent: AnyNode | undefined): boolean {
	if (!parent || node.type === 'BlockStatement' || isFunction(node)) return false;
	if (parent.type === 'IfStatement') return parent.consequent === node || parent.alternate === node;
	return (
		parent.type !== 'LabeledStatement' && !isFunction(parent) && 'body' in parent && parent.body === node
	);
}

function addFuel(source: Source, insertions: Insertions): void {
	for (const { node } of places(source.program)) {
		if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement')
			insertions.open(node.test.start, '$fuel(),');
		if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') addToBody(node.body, insertions);
		// What never ends need not be a loop: a function may call itself, also by way of promises and events.
		if (isFunction(node)) addToFunction(node.body, insertions);
		if (node.type !== 'ForStatement') continue;
		if (node.test) insertions.open(node.test.start, '$fuel(),');
		else addToBody(node.body, insertions);
	}
}

function addToBody(body: AnyNode, insertions: Insertions): void {
	if (body.type === 'BlockStatement') insertions.open(body.start + 1, '$fuel();');
}

function addToFunction(body: AnyNode, insertions: Insertions): void {
	if (body.type !== 'BlockStatement') return insertions.around(body, '($fuel(),', ')');
	const first = body.body.find((statement) => !isDirective(statement));
	if (first) insertions.open(first.start, '$fuel();');
}
