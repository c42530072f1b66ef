/** Which statements edits are proposed for beside those that failing tests run: what these name may be defined wrongly. */
import type { Expression } from 'acorn';
import type { Unit } from './instrument.ts';
import { isFunction, textOf, type Source } from './syntax.ts';

type Suspected = { unit: Unit; suspicion: number };

/** Statements that are looked at, most suspicious first, and definitions of what they name. */
export const STATEMENTS = 80;
const DEFINITIONS = 20;
/** How suspicious a definition is, of what the statement is that names it. */
const NAMED = 0.8;
/** Longer ones are bodies. */
const LONG = 4000;

/** Of later ones: values that a suspicious statement of the same file names. `suspected`: most suspicious first. */
export function definitionsFor(suspected: readonly Suspected[]): Suspected[] {
	const named = new Map<Source, Map<string, number>>();
	for (const { unit, suspicion } of suspected.slice(0, STATEMENTS)) {
		const names = named.get(unit.source) ?? new Map<string, number>();
		named.set(unit.source, names);
		const text = textOf(unit.source, unit.node);
		if (text.length < LONG)
			for (const [name] of text.matchAll(/[A-Za-z_$][\w$]*/g))
				if (!names.has(name)) names.set(name, suspicion);
	}
	return suspected
		.slice(STATEMENTS)
		.flatMap(({ unit }) => {
			const most = Math.max(...definedBy(unit.node).map((name) => named.get(unit.source)?.get(name) ?? 0), 0);
			return most > 0 ? [{ unit, suspicion: most * NAMED }] : [];
		})
		.sort((a, b) => b.suspicion - a.suspicion)
		.slice(0, DEFINITIONS);
}

/** Names that get a value here which is neither a function nor what a call gives. */
function definedBy(node: Unit['node']): string[] {
	if (node.type !== 'VariableDeclaration') return [];
	return node.declarations.flatMap(({ id, init }) =>
		id.type === 'Identifier' && init && isValue(init) ? [id.name] : []
	);
}

function isValue(init: Expression): boolean {
	return !isFunction(init) && init.type !== 'CallExpression' && init.type !== 'MemberExpression';
}
