/**
 * Walks a module and finds what the transform must replace: references to imported names that no inner scope shadows,
 * import.meta, dynamic imports, and whether there is a top-level await.
 */
import {
	child,
	children,
	hoistedNames,
	isFunction,
	lexicalNames,
	nameOf,
	patternNames,
	type Ast
} from './ast.ts';

export type Use = 'plain' | 'called' | 'constructed' | 'shorthand';

export type Visitor = {
	/** Whether the module imports `name`. */
	isImported(name: string): boolean;
	/** `identifier` reads an imported name. */
	reference(identifier: Ast, use: Use): void;
	importMeta(node: Ast): void;
	dynamicImport(node: Ast): void;
	topLevelAwait(): void;
	/** All of a statement that no semicolon needs to end was walked. */
	statementEnded(node: Ast): void;
};

/** Statements that end where the next line begins, if the source has no semicolon there. */
const MAY_END_OPENLY = new Set([
	'BreakStatement',
	'ContinueStatement',
	'DebuggerStatement',
	'DoWhileStatement',
	'ExportDefaultDeclaration',
	'ExpressionStatement',
	'ReturnStatement',
	'ThrowStatement',
	'VariableDeclaration'
]);

export class References {
	readonly #visitor: Visitor;
	readonly #scopes: Set<string>[] = [];
	#functionDepth = 0;

	constructor(visitor: Visitor) {
		this.#visitor = visitor;
	}

	walkAll(nodes: (Ast | null)[]): void {
		for (const node of nodes) this.walk(node);
	}

	walk(node: Ast | null): void {
		if (!node) return;
		const special = this.#special[node.type];
		if (special) special(node);
		else this.#walkChildren(node);
		if (MAY_END_OPENLY.has(node.type)) this.#visitor.statementEnded(node);
	}

	#walkChildren(node: Ast): void {
		for (const field in node) {
			const value = node[field];
			if (Array.isArray(value)) {
				for (const item of value as (Ast | null)[])
					if (item && typeof item.type === 'string') this.walk(item);
			} else if (typeof value === 'object' && value !== null && typeof (value as Ast).type === 'string')
				this.walk(value as Ast);
		}
	}

	#reference(identifier: Ast, use: Use): void {
		const name = nameOf(identifier);
		if (this.#visitor.isImported(name) && !this.#scopes.some((scope) => scope.has(name)))
			this.#visitor.reference(identifier, use);
	}

	#within(scope: Set<string>, walk: () => void): void {
		this.#scopes.push(scope);
		walk();
		this.#scopes.pop();
	}

	#inFunction(walk: () => void): void {
		this.#functionDepth++;
		walk();
		this.#functionDepth--;
	}

	/** A callee or constructor: an imported name must not become a method call on its module. */
	#target(node: Ast | null, use: Use): void {
		if (node?.type === 'Identifier') this.#reference(node, use);
		else this.walk(node);
	}

	/** A pattern that binds or assigns: only its defaults, computed keys and member targets read anything. */
	#pattern(pattern: Ast | null): void {
		if (!pattern) return;
		switch (pattern.type) {
			case 'Identifier':
				return;
			case 'ObjectPattern':
				for (const property of children(pattern, 'properties')) {
					if (!property) continue;
					if (property.type === 'RestElement') this.#pattern(child(property, 'argument'));
					else {
						if (property['computed']) this.walk(child(property, 'key'));
						this.#pattern(child(property, 'value'));
					}
				}
				return;
			case 'ArrayPattern':
				for (const element of children(pattern, 'elements')) this.#pattern(element);
				return;
			case 'AssignmentPattern':
				this.#pattern(child(pattern, 'left'));
				this.walk(child(pattern, 'right'));
				return;
			case 'RestElement':
				this.#pattern(child(pattern, 'argument'));
				return;
			default:
				this.walk(pattern);
		}
	}

	#function(node: Ast): void {
		const params = children(node, 'params');
		const scope = new Set(params.flatMap((param) => patternNames(param)));
		const id = child(node, 'id');
		if (node.type === 'FunctionExpression' && id) scope.add(nameOf(id));
		if (node.type !== 'ArrowFunctionExpression') scope.add('arguments');
		const body = child(node, 'body');
		const statements = body?.type === 'BlockStatement' ? children(body, 'body') : null;
		if (statements) hoistedNames(statements, lexicalNames(statements, scope));
		this.#inFunction(() =>
			this.#within(scope, () => {
				for (const param of params) this.#pattern(param);
				if (statements) this.walkAll(statements);
				else this.walk(body);
			})
		);
	}

	#class(node: Ast): void {
		const id = child(node, 'id');
		this.#within(new Set(id ? [nameOf(id)] : []), () => {
			this.walk(child(node, 'superClass'));
			const body = child(node, 'body');
			for (const member of body ? children(body, 'body') : []) if (member) this.#member(member);
		});
	}

	#member(member: Ast): void {
		if (member.type === 'StaticBlock') {
			const statements = children(member, 'body');
			const scope = lexicalNames(statements);
			hoistedNames(statements, scope);
			this.#inFunction(() => this.#within(scope, () => this.walkAll(statements)));
			return;
		}
		if (member['computed']) this.walk(child(member, 'key'));
		const value = child(member, 'value');
		if (value && isFunction(value)) this.#function(value);
		else if (value) this.#inFunction(() => this.walk(value));
	}

	#loop(node: Ast): void {
		if (node['await'] && this.#functionDepth === 0) this.#visitor.topLevelAwait();
		const head = child(node, node.type === 'ForStatement' ? 'init' : 'left');
		this.#within(lexicalNames([head]), () => {
			if (node.type === 'ForStatement' || head?.type === 'VariableDeclaration') this.walk(head);
			else this.#pattern(head);
			for (const field of ['test', 'update', 'right', 'body']) this.walk(child(node, field));
		});
	}

	#switch(node: Ast): void {
		this.walk(child(node, 'discriminant'));
		const cases = children(node, 'cases').filter((item) => item !== null);
		const scope = lexicalNames(cases.flatMap((item) => children(item, 'consequent')));
		this.#within(scope, () => {
			for (const item of cases) {
				this.walk(child(item, 'test'));
				this.walkAll(children(item, 'consequent'));
			}
		});
	}

	#property(node: Ast): void {
		if (node['computed']) this.walk(child(node, 'key'));
		const value = child(node, 'value');
		if (node['shorthand'] && value?.type === 'Identifier') this.#reference(value, 'shorthand');
		else this.walk(value);
	}

	#declaration(node: Ast): void {
		if (node['kind'] === 'await using' && this.#functionDepth === 0) this.#visitor.topLevelAwait();
		for (const declarator of children(node, 'declarations')) {
			if (!declarator) continue;
			this.#pattern(child(declarator, 'id'));
			this.walk(child(declarator, 'init'));
		}
	}

	#catch(node: Ast): void {
		const param = child(node, 'param');
		this.#within(new Set(patternNames(param)), () => {
			this.#pattern(param);
			this.walk(child(node, 'body'));
		});
	}

	readonly #special: Record<string, (node: Ast) => void> = {
		ImportDeclaration() {},
		ExportAllDeclaration() {},
		ExportNamedDeclaration: (node) => this.walk(child(node, 'declaration')),
		Identifier: (node) => this.#reference(node, 'plain'),
		FunctionDeclaration: (node) => this.#function(node),
		FunctionExpression: (node) => this.#function(node),
		ArrowFunctionExpression: (node) => this.#function(node),
		ClassDeclaration: (node) => this.#class(node),
		ClassExpression: (node) => this.#class(node),
		BlockStatement: (node) =>
			this.#within(lexicalNames(children(node, 'body')), () => this.walkAll(children(node, 'body'))),
		SwitchStatement: (node) => this.#switch(node),
		ForStatement: (node) => this.#loop(node),
		ForInStatement: (node) => this.#loop(node),
		ForOfStatement: (node) => this.#loop(node),
		CatchClause: (node) => this.#catch(node),
		VariableDeclaration: (node) => this.#declaration(node),
		AssignmentExpression: (node) => {
			this.#pattern(child(node, 'left'));
			this.walk(child(node, 'right'));
		},
		UpdateExpression: (node) => this.#pattern(child(node, 'argument')),
		MemberExpression: (node) => {
			this.walk(child(node, 'object'));
			if (node['computed']) this.walk(child(node, 'property'));
		},
		Property: (node) => this.#property(node),
		CallExpression: (node) => {
			this.#target(child(node, 'callee'), 'called');
			this.walkAll(children(node, 'arguments'));
		},
		TaggedTemplateExpression: (node) => {
			this.#target(child(node, 'tag'), 'called');
			this.walk(child(node, 'quasi'));
		},
		NewExpression: (node) => {
			this.#target(child(node, 'callee'), 'constructed');
			this.walkAll(children(node, 'arguments'));
		},
		MetaProperty: (node) => {
			const meta = child(node, 'meta');
			if (meta && nameOf(meta) === 'import') this.#visitor.importMeta(node);
		},
		ImportExpression: (node) => {
			this.#visitor.dynamicImport(node);
			this.walk(child(node, 'source'));
			this.walk(child(node, 'options'));
		},
		AwaitExpression: (node) => {
			if (this.#functionDepth === 0) this.#visitor.topLevelAwait();
			this.walk(child(node, 'argument'));
		},
		LabeledStatement: (node) => this.walk(child(node, 'body')),
		BreakStatement() {},
		ContinueStatement() {}
	};
}
