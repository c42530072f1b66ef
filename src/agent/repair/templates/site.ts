/** A statement that the failing tests ran, with what templates need to know of it. */
import type { AnyNode, Node } from 'acorn';
import type { Draft, Effect } from '../candidate.ts';
import type { Ingredients } from '../ingredients.ts';
import { predicatesFor, type Predicate } from '../predicates.ts';
import {
	childrenOf,
	functionAround,
	isFunction,
	ownNodes,
	visibleNames,
	type Place,
	type Source
} from '../syntax.ts';

export type Site = Place & {
	source: Source;
	ingredients: Ingredients;
	/** Whether it stands in a list of statements. */
	listed: boolean;
	/** What the tests say of conditions; absent = they were not asked. */
	answers?: Answers | undefined;
};

/** Before a statement, or beside a test that stands there; an edit takes effect where the condition `holds`, or where it does not. */
export type Point = { node: AnyNode; kind: 'before' | 'test'; holds: boolean };
export type Asked = Predicate & { effect?: Effect };
export type Answers = { about: (source: Source, point: Point, predicates: readonly Predicate[]) => Asked[] };

/** Proposes edits of one statement. */
export type Template = { name: string; drafts: (site: Site) => Iterable<Draft> };

/** Conditions at one place where the tests were not asked. */
const UNASKED = 60;
/** Statements after this one that say which variables matter. */
const LOOK_AHEAD = 3;

/** What could tell the failing case apart at a place. `near` = the code that would be guarded. */
export function predicatesAt(
	site: Site,
	point: Point,
	near: readonly AnyNode[],
	adapt: (predicate: Predicate) => Predicate | undefined = (predicate) => predicate
): Asked[] {
	const { source, answers } = site;
	const adapted = knownAt(site, point.node, near).flatMap((predicate) => adapt(predicate) ?? []);
	if (answers) return answers.about(source, point, adapted);
	return adapted.sort((a, b) => b.prior - a.prior).slice(0, UNASKED);
}

const known = new WeakMap<Ingredients, Map<string, readonly Predicate[]>>();

/** They are wanted when it is asked what they say, and again when this is known. */
function knownAt(site: Site, before: AnyNode, near: readonly AnyNode[]): readonly Predicate[] {
	const { source, ingredients, above, node } = site;
	const own = known.get(ingredients) ?? new Map<string, readonly Predicate[]>();
	known.set(ingredients, own);
	const key = [before, node, ...near].map(({ type, start, end }) => `${type} ${start} ${end}`).join();
	const visible = () => visibleNames([...above, node], before.start);
	const found =
		own.get(key) ??
		predicatesFor({ source, ingredients, visible: visible(), near, others: conditionsAround(site) });
	own.set(key, found);
	return found;
}

/** What an edit does where the condition says so: with the turns in which that is, it is like others. */
export function effect({ effect: known }: Asked, does: string): Pick<Draft, 'when'> {
	return known ? { when: { ...known, does } } : {};
}

export function followers({ node, above }: Site): AnyNode[] {
	const parent = above.at(-1);
	const list =
		parent && (parent.type === 'SwitchCase' ? parent.consequent : 'body' in parent ? parent.body : []);
	if (!Array.isArray(list)) return [node];
	const at = (list as AnyNode[]).indexOf(node);
	return (list as AnyNode[]).slice(at, at + 1 + LOOK_AHEAD);
}

const conditions = new WeakMap<Node, readonly AnyNode[]>();

/** Tests of the other `if` statements in the same function. */
function conditionsAround({ node, above }: Site): AnyNode[] {
	const scope = functionAround(above);
	if (!scope) return [];
	const all =
		conditions.get(scope) ??
		[...ownNodes(scope.body as AnyNode)].filter(({ type }) => type === 'IfStatement');
	conditions.set(scope, all);
	return all.flatMap((inner) =>
		inner.type === 'IfStatement' && (inner.start > node.end || inner.end < node.start)
			? [inner.test as AnyNode]
			: []
	);
}

/** Expressions of the statement itself: not those of statements and functions inside it. */
export function* expressionsOf({ node, above }: Site): Generator<Place> {
	yield* walk(node, above, node);
}

function* walk(node: AnyNode, above: readonly AnyNode[], top: AnyNode): Generator<Place> {
	yield { node, above };
	for (const child of childrenOf(node)) {
		if (isFunction(child) || (isStatement(child) && !isHead(node, child))) continue;
		yield* walk(child, [...above, node], top);
	}
}

function isStatement(node: AnyNode): boolean {
	return node.type.endsWith('Statement') || node.type === 'VariableDeclaration' || node.type === 'SwitchCase';
}

/** The declaration in the head of a `for` belongs to the `for`. */
function isHead(parent: AnyNode, child: AnyNode): boolean {
	return parent.type === 'ForStatement' && parent.init === child;
}
