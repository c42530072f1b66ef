/** What the transforms need to know of acorn's tree: any node, its children, and the names that patterns and scopes bind. */
import * as acorn from 'acorn';
import type { Options } from 'acorn';

/** An ESTree node, loosely: https://github.com/estree/estree */
export type Ast = { type: string; start: number; end: number; [field: string]: unknown };

export function parse(source: string, options: Partial<Options>): Ast & { body: Ast[] } {
	return acorn.parse(source, { ecmaVersion: 'latest', allowHashBang: true, ...options }) as unknown as Ast & {
		body: Ast[];
	};
}

/** What acorn's parser does inside; its declarations do not name it. */
type Grammar = {
	nextToken(): void;
	parseMaybeAssign(): Ast;
	parseMethod(isGenerator: boolean, isAsync: boolean, allowDirectSuper: boolean): Ast;
};
const { Node, Parser, Token } = acorn as unknown as {
	Node: { prototype: object };
	Parser: { prototype: object; new (options: Options, input: string): Grammar };
	Token: { prototype: object };
};

// A program may have put accessors on Object.prototype; reading its modules is not to call them.
for (const { prototype } of [Node, Parser, Token]) Object.setPrototypeOf(prototype, null);

/**
 * One async function at the beginning of `source`, whatever follows: from its parameters on, or an arrow from "async" on (or an expression
 * that only looks like one). Positions count from there.
 */
export function parseAsync(source: string, from: 'parameters' | 'arrow', isGenerator: boolean): Ast {
	const options: Options = {
		ecmaVersion: 'latest',
		allowSuperOutsideMethod: true,
		checkPrivateFields: false
	};
	const parser = new Parser(options, source);
	parser.nextToken();
	return from === 'arrow' ? parser.parseMaybeAssign() : parser.parseMethod(isGenerator, true, true);
}

export const child = (node: Ast, field: string): Ast | null => (node[field] ?? null) as Ast | null;
export const children = (node: Ast, field: string): (Ast | null)[] => (node[field] ?? []) as (Ast | null)[];
export const nameOf = (node: Ast): string =>
	(node.type === 'Identifier' ? node['name'] : node['value']) as string;

export function isFunction(node: Ast): boolean {
	return (
		node.type === 'FunctionDeclaration' ||
		node.type === 'FunctionExpression' ||
		node.type === 'ArrowFunctionExpression'
	);
}

/** Visits the direct children of `node`, in source order as far as fields are. */
export function eachChild(node: Ast, visit: (child: Ast) => void): void {
	for (const field in node) {
		const value = node[field];
		if (Array.isArray(value)) {
			for (const item of value as (Ast | null)[]) if (item && typeof item.type === 'string') visit(item);
		} else if (typeof value === 'object' && value !== null && typeof (value as Ast).type === 'string')
			visit(value as Ast);
	}
}

/** The names that a binding pattern declares. */
export function patternNames(pattern: Ast | null, into: string[] = []): string[] {
	if (!pattern) return into;
	switch (pattern.type) {
		case 'Identifier':
			into.push(pattern['name'] as string);
			break;
		case 'ObjectPattern':
			for (const property of children(pattern, 'properties'))
				if (property)
					patternNames(child(property, property.type === 'RestElement' ? 'argument' : 'value'), into);
			break;
		case 'ArrayPattern':
			for (const element of children(pattern, 'elements')) patternNames(element, into);
			break;
		case 'AssignmentPattern':
			patternNames(child(pattern, 'left'), into);
			break;
		case 'RestElement':
			patternNames(child(pattern, 'argument'), into);
			break;
	}
	return into;
}

export function declaredNames(declaration: Ast): string[] {
	if (declaration.type !== 'VariableDeclaration') {
		const id = child(declaration, 'id');
		return id ? [nameOf(id)] : [];
	}
	return children(declaration, 'declarations').flatMap((declarator) =>
		declarator ? patternNames(child(declarator, 'id')) : []
	);
}

/** `var` names of a function's body, however deep, but not those of functions in it. */
export function hoistedNames(nodes: (Ast | null)[], into: Set<string>): void {
	for (const node of nodes) {
		if (!node || isFunction(node) || node.type === 'ClassBody') continue;
		if (node.type === 'VariableDeclaration' && node['kind'] === 'var')
			for (const name of declaredNames(node)) into.add(name);
		eachChild(node, (inner) => hoistedNames([inner], into));
	}
}

/** let, const, class and function names of one block. */
export function lexicalNames(statements: (Ast | null)[], into: Set<string> = new Set()): Set<string> {
	for (const statement of statements) {
		if (!statement) continue;
		const isLexical = statement.type === 'VariableDeclaration' && statement['kind'] !== 'var';
		if (isLexical || statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration')
			for (const name of declaredNames(statement)) into.add(name);
	}
	return into;
}
