/** One edit that may make a bug of good code. */
import type { AnyNode, Node } from 'acorn';

/** A splice of a file: replaces [start, end), offsets in UTF-16 units. */
export type Mutation = {
	/** Name of the operator: Stryker's, or that of a template of real bugs. */
	operator: string;
	start: number;
	end: number;
	text: string;
};

/** A node with what is above it, outermost first. */
export type Place = { node: AnyNode; above: readonly AnyNode[]; text: (node: Node) => string };
/** Every edit of an operator at one place, as replacements of nodes or ranges. */
export type Operator = (place: Place) => Iterable<Omit<Mutation, 'operator'>>;

export function replace({ start, end }: Node, text: string): Omit<Mutation, 'operator'> {
	return { start, end, text };
}

export function applyMutation(text: string, { start, end, text: fresh }: Mutation): string {
	return text.slice(0, start) + fresh + text.slice(end);
}
