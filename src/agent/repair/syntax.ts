/** What the search knows of a source file: its tree, what is visible where, and how its author writes. */
import { parse, type AnyNode, type Function as FunctionNode, type Node, type Program } from 'acorn';

export type Source = {
	path: string;
	text: string;
	program: Program;
	/** The author's own habits, for what is put in. */
	style: { semicolon: string; quote: string };
};

/** A node with everything above it, outermost first. */
export type Place = { node: AnyNode; above: readonly AnyNode[] };

/** null where the file is not a script: ES modules and syntax that is newer than the parser. */
export function readSource(path: string, text: string): Source | null {
	try {
		const options = { ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowHashBang: true } as const;
		return { path, text, program: parse(text, options), style: styleOf(text) };
	} catch {
		return null; // not one that can be searched; the caller says so
	}
}

/** Whether a text is an expression, wherever it may stand. */
export function isExpression(text: string): boolean {
	try {
		parse(`(${text}\n)`, { ecmaVersion: 'latest', allowSuperOutsideMethod: true, checkPrivateFields: false });
		return true;
	} catch {
		return false;
	}
}

function styleOf(text: string): Source['style'] {
	const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
	const ends = count(/[^\s{};,]\s*$/gm);
	return {
		semicolon: count(/;\s*$/gm) * 2 >= ends ? ';' : '',
		quote: count(/'/g) >= count(/"/g) ? "'" : '"'
	};
}

function isNode(value: unknown): value is AnyNode {
	return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

const children = new WeakMap<Node, readonly AnyNode[]>();

export function childrenOf(node: Node): readonly AnyNode[] {
	let found = children.get(node);
	if (!found) {
		const values = Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]));
		found = values.filter(isNode);
		children.set(node, found);
	}
	return found;
}

/** Every node below and including `node`, outer before inner. */
export function* places(node: AnyNode, above: readonly AnyNode[] = []): Generator<Place> {
	yield { node, above };
	const inner = [...above, node];
	for (const child of childrenOf(node)) yield* places(child, inner);
}

/** What `find` says of a file, asked once for each. */
export function perSource<T>(find: (source: Source) => T): (source: Source) => T {
	const known = new WeakMap<Source, { found: T }>();
	return (source) => {
		const { found } = known.get(source) ?? { found: find(source) };
		known.set(source, { found });
		return found;
	};
}

/** Every node of a file. */
export const placesIn = perSource((source): readonly Place[] => [...places(source.program)]);

const own = new WeakMap<Node, readonly AnyNode[]>();

/** Nodes below and including `node`, outer before inner, without those of functions inside it. */
export function ownNodes(node: AnyNode): readonly AnyNode[] {
	let found = own.get(node);
	if (!found) {
		const list: AnyNode[] = [];
		addOwnNodes(node, list);
		found = list;
		own.set(node, found);
	}
	return found;
}

function addOwnNodes(node: AnyNode, list: AnyNode[]): void {
	list.push(node);
	for (const child of childrenOf(node)) if (!isFunction(child)) addOwnNodes(child, list);
}

export function isFunction(node: AnyNode): node is Extract<AnyNode, FunctionNode> {
	return (
		node.type === 'FunctionDeclaration' ||
		node.type === 'FunctionExpression' ||
		node.type === 'ArrowFunctionExpression'
	);
}

const loops = new Set([
	'ForStatement',
	'ForInStatement',
	'ForOfStatement',
	'WhileStatement',
	'DoWhileStatement'
]);

export function isLoop(node: AnyNode): boolean {
	return loops.has(node.type);
}

/** The innermost function round a place. */
export function functionAround(above: readonly AnyNode[]): FunctionNode | undefined {
	return above.findLast(isFunction);
}

/** Whether `continue` would mean a loop of the same function. */
export function isInLoop(above: readonly AnyNode[]): boolean {
	const inner = above.findLast((node) => isLoop(node) || isFunction(node));
	return inner !== undefined && isLoop(inner);
}

/** Statements that stand in a list, so that another can be put before them. */
export function isListed(node: AnyNode, parent: AnyNode | undefined): boolean {
	if (!parent || !node.type.endsWith('Statement')) return isDeclaration(node) && hasList(parent);
	return hasList(parent);
}

function isDeclaration(node: AnyNode): boolean {
	return node.type === 'VariableDeclaration';
}

function hasList(parent: AnyNode | undefined): boolean {
	return parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'SwitchCase';
}

/** Names bound by a pattern. */
export function boundNames(pattern: AnyNode): string[] {
	if (pattern.type === 'Identifier') return [pattern.name];
	if (pattern.type === 'AssignmentPattern') return boundNames(pattern.left);
	if (pattern.type === 'RestElement') return boundNames(pattern.argument);
	if (pattern.type === 'ArrayPattern')
		return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
	if (pattern.type !== 'ObjectPattern') return [];
	return pattern.properties.flatMap((property) =>
		boundNames(property.type === 'Property' ? property.value : property.argument)
	);
}

type Variable = {
	name: string;
	/** Offset from which it holds a value. */
	from: number;
	/** Where a `let` or `const` ends; absent = the whole function. */
	block?: AnyNode;
};

const variables = new WeakMap<AnyNode, Variable[]>();

/** Variables that hold a value before `offset`, nearest function first: parameters, then what was declared above. */
export function visibleNames(above: readonly AnyNode[], offset: number): string[] {
	const names = new Set<string>();
	for (const node of [...above].reverse()) {
		if (!isFunction(node) && node.type !== 'Program') continue;
		for (const { name, from, block } of variablesOf(node))
			if (from <= offset && (!block || above.includes(block))) names.add(name);
	}
	return [...names];
}

function variablesOf(scope: AnyNode): Variable[] {
	let found = variables.get(scope);
	if (found) return found;
	found = [];
	if (isFunction(scope))
		for (const param of scope.params)
			for (const name of boundNames(param)) found.push({ name, from: scope.body.start });
	for (const child of childrenOf(scope)) if (!isFunction(child)) collectVariables(child, scope, found);
	variables.set(scope, found);
	return found;
}

/** `block` is the innermost node that bounds a `let`. */
function collectVariables(node: AnyNode, block: AnyNode, into: Variable[]): void {
	if (node.type === 'VariableDeclaration')
		for (const { id, end } of node.declarations)
			for (const name of boundNames(id))
				into.push({ name, from: end, ...(node.kind === 'var' ? {} : { block }) });
	const bounds = node.type === 'BlockStatement' || isLoop(node);
	for (const child of childrenOf(node))
		if (!isFunction(child)) collectVariables(child, bounds ? node : block, into);
}

const used = new WeakMap<AnyNode, string[]>();

/** Variables read or written in a piece of code, first use first, without property names. */
export function usedNames(node: AnyNode): readonly string[] {
	const known = used.get(node);
	if (known) return known;
	const names = new Set<string>();
	for (const { node: inner, above } of places(node)) {
		if (inner.type !== 'Identifier') continue;
		const parent = above.at(-1);
		if (parent?.type === 'MemberExpression' && !parent.computed && parent.property === inner) continue;
		if (parent?.type === 'Property' && !parent.computed && parent.key === inner && !parent.shorthand)
			continue;
		names.add(inner.name);
	}
	const list = [...names];
	used.set(node, list);
	return list;
}

export function textOf(source: Source, node: Node): string {
	return source.text.slice(node.start, node.end);
}

/** The white space that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
	const line = text.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

export function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}
