/**
 * vm contexts without a new global scope of the engine: code runs inside `with` over a proxy of the sandbox object, so that its globals
 * are the sandbox's properties, and the language's own globals (Object, Array, ...) are this realm's. Known to differ: `instanceof`
 * across contexts holds, and assignments to undeclared names land in the sandbox even in strict code.
 */
import {
	child,
	declaredNames,
	eachChild,
	hoistedNames,
	isFunction,
	nameOf,
	patternNames,
	type Ast
} from '../esm/ast.ts';
import { native } from '../native.ts';
import type { Lexical } from './lexical.ts';

/** What every context has of its own; names, because that is what `with` asks for. */
const LANGUAGE = new Set([
	...[
		'Object',
		'Function',
		'Array',
		'Number',
		'parseFloat',
		'parseInt',
		'Infinity',
		'NaN',
		'undefined',
		'Boolean',
		'String',
		'Symbol'
	],
	...[
		'Date',
		'Promise',
		'RegExp',
		'Error',
		'AggregateError',
		'EvalError',
		'RangeError',
		'ReferenceError',
		'SyntaxError',
		'TypeError'
	],
	...[
		'URIError',
		'JSON',
		'Math',
		'Intl',
		'ArrayBuffer',
		'Atomics',
		'Uint8Array',
		'Int8Array',
		'Uint16Array',
		'Int16Array'
	],
	...[
		'Uint32Array',
		'Int32Array',
		'Float32Array',
		'Float64Array',
		'Uint8ClampedArray',
		'BigUint64Array',
		'BigInt64Array',
		'DataView'
	],
	...[
		'Map',
		'BigInt',
		'Set',
		'WeakMap',
		'WeakSet',
		'WeakRef',
		'Proxy',
		'Reflect',
		'FinalizationRegistry',
		'SharedArrayBuffer'
	],
	...[
		'decodeURI',
		'decodeURIComponent',
		'encodeURI',
		'encodeURIComponent',
		'escape',
		'unescape',
		'eval',
		'isFinite',
		'isNaN',
		'WebAssembly',
		'Iterator'
	]
]);

type Declarations = { functions: string[]; variables: Set<string> };
type Running = { body: Ast[]; filename: string; lexical: Lexical | null };
/** A script without them leaves nothing behind. */
export const DECLARING = /\b(function|var|let|const|class)\b|=/;
type Variable = { isConstant: boolean; isReady: boolean; value: unknown };
type Scope = Record<PropertyKey, unknown>;

class Contexts {
	readonly #scopes = new WeakMap<object, Scope>();
	/** What scripts declared with let, const and class. */
	readonly #lexical = new WeakMap<object, Map<string, Variable>>();
	/** The sandbox in which code of a file last ran; it lives no longer for that. */
	readonly #files = new Map<string, WeakRef<object>>();
	/** Names that the running script declares: they are its own until it is done. */
	#declared: Declarations = { functions: [], variables: new Set() };

	get isUsed(): boolean {
		return this.#files.size > 0;
	}

	add(sandbox: object): void {
		this.#scopes.set(sandbox, this.#scopeOf(sandbox));
	}

	/** Runs a script; its top-level functions and variables become properties of the sandbox. */
	run(sandbox: object, text: string, { body, filename, lexical }: Running): unknown {
		if (!this.#scopes.has(sandbox)) this.add(sandbox);
		const declared = declarationsOf(body);
		this.#declareLexical(sandbox, lexical?.names ?? new Map(), declared);
		this.#files.set(filename, new WeakRef(sandbox));
		const before = this.#declared;
		this.#declared = declared;
		const publish = this.#declared.functions
			.map((name) => `var __vm_made=(__vm_scope0[${JSON.stringify(name)}]=${name});`)
			.join('');
		try {
			return this.evaluate(sandbox, publish + text);
		} finally {
			this.#declared = before;
		}
	}

	#declareLexical(
		sandbox: object,
		names: Map<string, boolean>,
		{ functions, variables }: Declarations
	): void {
		const kept = this.#lexical.get(sandbox) ?? new Map<string, Variable>();
		for (const name of [...names.keys(), ...functions, ...variables.keys()])
			if (kept.has(name) && (names.has(name) || !variables.has(name)))
				throw new SyntaxError(`Identifier '${name}' has already been declared`);
		for (const [name, isConstant] of names) kept.set(name, { isConstant, isReady: false, value: undefined });
		this.#lexical.set(sandbox, kept);
	}

	/** What `text` evaluates to where free names are the sandbox's; it declares nothing. */
	evaluate(sandbox: object, text: string): unknown {
		return this.#within([this.#scopes.get(sandbox) ?? this.#scopeOf(sandbox)], text);
	}

	/** The same, of a file, and where names are first looked for in `extensions`, the last of them first. null = in no sandbox. */
	evaluateFile(
		sandbox: object | null,
		extensions: readonly object[],
		text: string,
		filename: string
	): unknown {
		if (!sandbox) return this.#within(extensions, text);
		this.#files.set(filename, new WeakRef(sandbox));
		return this.#within([this.#scopes.get(sandbox) ?? this.#scopeOf(sandbox), ...extensions], text);
	}

	/** `scopes`: the innermost last; the first is `this`. */
	#within(scopes: readonly object[], text: string): unknown {
		const names = scopes.map((_, index) => `__vm_scope${index}`);
		const around = names.map((name) => `with(${name})`).join('');
		const run = new native.Function(...names, '__vm_text', `${around}{return eval(__vm_text)}`);
		return run.call(scopes[0], ...scopes, text) as unknown;
	}

	/** Where the code of this file last ran in a context: what `new Function` in it makes belongs there. null = in none. */
	makerFor(file: string | null): ((args: string[]) => unknown) | null {
		const sandbox = file === null ? undefined : this.#files.get(file)?.deref();
		if (!sandbox) return null;
		return (args) => {
			const code = args.at(-1) ?? '';
			const made = this.function(sandbox, code, args.slice(0, -1)) as (...args: unknown[]) => unknown;
			if (/^\s*['"]use strict['"]/.test(code)) return made;
			const scope = this.#scopes.get(sandbox);
			return new native.Proxy(made, {
				apply: (target, receiver: unknown, given: unknown[]) =>
					Reflect.apply(target, receiver ?? scope, given) as unknown
			});
		};
	}

	/** A function whose free names are the sandbox's. */
	function(sandbox: object, code: string, parameters: string[]): unknown {
		const scope = this.#scopes.get(sandbox) ?? this.#scopeOf(sandbox);
		const make = new native.Function(
			'__vm_scope',
			`with(__vm_scope){return function (${parameters.join(', ')}) {${code}\n}}`
		);
		return make(scope) as unknown;
	}

	#scopeOf(sandbox: object): Scope {
		const variable = (name: string | symbol) =>
			typeof name === 'string' ? this.#lexical.get(sandbox)?.get(name) : undefined;
		const scope: Scope = new native.Proxy(sandbox as Scope, {
			has: (target, name) => {
				if (typeof name === 'symbol') return name in target;
				if (variable(name)) return true;
				if (name.startsWith('__vm_') || this.#declared.functions.includes(name)) return false;
				return (
					name in target || this.#declared.variables.has(name) || name === 'globalThis' || name in globalThis
				);
			},
			get: (target, name) => {
				if (name === Symbol.unscopables) return undefined;
				const known = variable(name);
				if (known) return valueOf(known, String(name));
				if (name in target) return target[name];
				if (name === 'globalThis') return scope;
				return LANGUAGE.has(name as string) ? Reflect.get(globalThis, name) : undefined;
			},
			set: (target, name, value) => {
				const known = variable(name);
				return known ? assign(known, value) : Reflect.set(target, name, value);
			}
		});
		return scope;
	}
}

function valueOf({ isReady, value }: Variable, name: string): unknown {
	if (!isReady) throw new ReferenceError(`Cannot access '${name}' before initialization`);
	return value;
}

/** The first value is the declaration's. */
function assign(variable: Variable, value: unknown): true {
	if (variable.isConstant && variable.isReady) throw new TypeError('Assignment to constant variable.');
	Object.assign(variable, { isReady: true, value });
	return true;
}

/** One per process. */
export const contexts = new Contexts();

/** Names that `node` gives values to, outside of functions: they become the sandbox's, declared or not. */
function assignedNames(node: Ast, into: Set<string>): void {
	if (isFunction(node)) return;
	if (node.type === 'AssignmentExpression')
		for (const name of patternNames(child(node, 'left'))) into.add(name);
	eachChild(node, (inner) => assignedNames(inner, into));
}

function declarationsOf(body: Ast[]): Declarations {
	const declarations: Declarations = { functions: [], variables: new Set() };
	for (const node of body) {
		const id = node.type === 'FunctionDeclaration' ? child(node, 'id') : null;
		if (id) declarations.functions.push(nameOf(id));
		if (node.type === 'VariableDeclaration' && node['kind'] === 'var')
			for (const name of declaredNames(node)) declarations.variables.add(name);
	}
	hoistedNames(body, declarations.variables);
	for (const node of body) assignedNames(node, declarations.variables);
	return declarations;
}
