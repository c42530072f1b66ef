/** All bugs that can be put into a source file, one at a time, in the order of the text. */
import { parse, type AnyNode, type Node, type Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { applyMutation, type Mutation, type Place } from './mutation.ts';
import { realBugs } from './real-bugs.ts';
import { stryker } from './stryker.ts';

const operators = { ...realBugs, ...stryker };

/** null where the text is no JavaScript that the parser knows. */
export function parseSource(text: string): Program | null {
	for (const sourceType of ['commonjs', 'module'] as const)
		try {
			return parse(text, { ecmaVersion: 'latest', sourceType, allowHashBang: true });
		} catch {
			continue; // not of this kind
		}
	return null;
}

/** Without those that no longer parse. */
export function mutationsOf(source: string): Mutation[] {
	return draftsOf(source).filter((draft) => isMutation(source, draft));
}

/** To parse every one of them takes minutes in a large file: whoever tries some asks isMutation of these. */
export function draftsOf(source: string): Mutation[] {
	const program = parseSource(source);
	if (!program) return [];
	const text = ({ start, end }: Node) => source.slice(start, end);
	const found = new Map<string, Mutation>();
	fullAncestor(program, (node, _state, ancestors) => {
		const place: Place = { node: node as AnyNode, above: ancestors.slice(0, -1) as AnyNode[], text };
		for (const [operator, edits] of Object.entries(operators))
			for (const edit of edits(place)) {
				const key = `${edit.start}:${edit.end}:${edit.text}`;
				if (!found.has(key)) found.set(key, { operator, ...edit });
			}
	});
	return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Whether it changes the text, and into one that parses. */
export function isMutation(source: string, draft: Mutation): boolean {
	const mutant = applyMutation(source, draft);
	return mutant !== source && parseSource(mutant) !== null;
}
