/**
 * A script's top-level let, const and class are seen by the scripts after it; what an engine evaluates keeps its own to itself. So they
 * are made into `var`, at the same place in the text, and who runs the script keeps them where they belong.
 */
import { child, children, declaredNames, eachChild, parse, patternNames, type Ast } from '../esm/ast.ts';

/** Names, and whether each is constant; the text that declares them otherwise. */
export type Lexical = { names: Map<string, boolean>; text: string };

/** The statements of a script in which one of `words` stands; empty = none does, or the engine is to say what is wrong with it. */
export function statementsOf(code: string, words: RegExp): Ast[] {
	if (!words.test(code)) return [];
	try {
		return parse(code, { sourceType: 'script' }).body;
	} catch {
		return [];
	}
}

/** null = it declares none. */
export function lexicalOf(code: string, body: Ast[]): Lexical | null {
	// What is strict keeps what it declares to itself, however it is declared.
	if (body[0]?.['directive'] === 'use strict') return null;
	const names = new Map<string, boolean>();
	let text = code;
	for (const node of body.toReversed()) {
		const { start, end } = node;
		if (node.type === 'ClassDeclaration') {
			const [name = ''] = declaredNames(node);
			names.set(name, false);
			text = `${text.slice(0, start)}var ${name}=${text.slice(start, end)};${text.slice(end)}`;
		} else if (node.type === 'VariableDeclaration' && node['kind'] !== 'var') {
			const kind = String(node['kind']);
			for (const name of declaredNames(node)) names.set(name, kind === 'const');
			for (const declarator of children(node, 'declarations').toReversed())
				if (declarator && !declarator['init'])
					text = `${text.slice(0, declarator.end)}=undefined${text.slice(declarator.end)}`;
			text = text.slice(0, start) + 'var'.padEnd(kind.length) + text.slice(start + kind.length);
		}
	}
	return names.size > 0 ? { names, text } : null;
}

/** Names that `node` gives values to, wherever. */
function assigned(node: Ast, into: Set<string>): Set<string> {
	if (node.type === 'AssignmentExpression')
		for (const name of patternNames(child(node, 'left'))) into.add(name);
	if (node.type === 'UpdateExpression')
		for (const name of patternNames(child(node, 'argument'))) into.add(name);
	eachChild(node, (inner) => assigned(inner, into));
	return into;
}

const declared = new Map<string, boolean>();

/**
 * The text of a script of this context, whose names become properties that nobody enumerates. As it is where that could be told: a name
 * that there is, or is used before it is declared, or a constant that is assigned to.
 */
export function globalLexical(code: string): Lexical | null {
	const body = statementsOf(code, /\b(let|const|class)\b/);
	const lexical = lexicalOf(code, body);
	if (!lexical) return null;
	const changed = new Set<string>();
	for (const statement of body) assigned(statement, changed);
	for (const [name, isConstant] of lexical.names) {
		if (declared.has(name)) throw new SyntaxError(`Identifier '${name}' has already been declared`);
		if (name in globalThis || (isConstant && changed.has(name))) return null;
		const first = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).exec(code)?.index ?? 0;
		if (!/(\b(let|const|class)\s+|[{[,:]\s*)$/.test(code.slice(0, first))) return null;
	}
	return lexical;
}

/** After its script has run, or failed. */
export function keepGlobals({ names }: Lexical): void {
	for (const [name, isConstant] of names) {
		declared.set(name, isConstant);
		const value: unknown = Reflect.get(globalThis, name);
		const constant = {
			get: () => value,
			set: () => {
				throw new TypeError('Assignment to constant variable.');
			}
		};
		Object.defineProperty(globalThis, name, {
			...(isConstant ? constant : { value, writable: true }),
			enumerable: false,
			configurable: true
		});
	}
}
