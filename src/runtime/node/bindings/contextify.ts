/** Scripts and functions from text: CommonJS wrappers, vm.Script, vm contexts. */
import type { BindingFactory, Context } from '../context.ts';
import type { Internals } from '../internals.ts';
import {
	compileFunction,
	DEFAULT_REFERRER,
	scriptText,
	sourceMapUrl,
	wrapFunctionConstructor
} from '../evaluate.ts';
import { native } from '../native.ts';
import { sharedSymbol } from '../shapes.ts';
import { syntaxErrorPlace } from '../source-lines.ts';
import { contexts, DECLARING } from '../vm/contexts.ts';
import { PAUSE } from './inspector.ts';
import { globalLexical, keepGlobals, lexicalOf, statementsOf, type Lexical } from '../vm/lexical.ts';

const CJS_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const HOST_ID = sharedSymbol('node:host_defined_option_symbol');
/** What V8 says of module syntax in a script. */
const ESM_ERRORS =
	/Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module/;
/** Errors that go away in a module: top-level await, and redeclared CommonJS parameters. */
const RETRY_ERRORS =
	/await is only valid in async functions and the top level bodies of modules|Identifier '(exports|require|module|__filename|__dirname)' has already been declared/;

/** Node prints where; the engine puts the place only into its own message. */
function withPlace(error: unknown, filename: string, code: string): unknown {
	if (error instanceof SyntaxError && filename) {
		const stack = (error.stack ?? String(error)).replace(/\n\s+at <anonymous>$/m, '');
		error.stack = `${syntaxErrorPlace(code, filename)}\n\n${stack}`;
	}
	return error;
}

function isModuleSyntax(error: unknown): boolean {
	return error instanceof SyntaxError && (ESM_ERRORS.test(error.message) || RETRY_ERRORS.test(error.message));
}

function compileForCommonJs(code: string, filename: string, _isSea: boolean, detectModule: boolean) {
	try {
		return {
			__proto__: null,
			function: compileFunction(code, filename, CJS_PARAMETERS),
			canParseAsESM: false,
			cachedDataRejected: false,
			sourceMapURL: sourceMapUrl(code),
			sourceURL: undefined
		};
	} catch (error) {
		if (detectModule && isModuleSyntax(error))
			return {
				__proto__: null,
				function: undefined,
				canParseAsESM: true,
				cachedDataRejected: false,
				sourceMapURL: undefined
			};
		throw withPlace(error, filename, code);
	}
}

/** `alone`: the variables of a CommonJS module are not there, so that the code may have its own. */
function containsModuleSyntax(code: string, _name?: string, _resource?: unknown, alone?: string): boolean {
	try {
		compileFunction(code, '', alone === undefined ? CJS_PARAMETERS : []);
		return false;
	} catch (error) {
		return isModuleSyntax(error);
	}
}

function scriptClass({ permissions }: Context) {
	return class ContextifyScript {
		readonly #code: string;
		readonly #filename: string;
		readonly #referrer: symbol;
		readonly sourceMapURL: string | undefined;
		cachedDataRejected?: boolean;

		constructor(
			code: string,
			filename = 'evalmachine.<anonymous>',
			_line = 0,
			_column = 0,
			cachedData?: unknown,
			_produce?: boolean,
			_context?: unknown,
			referrer?: symbol
		) {
			this.#code = code;
			this.#filename = filename;
			this.#referrer = typeof referrer === 'symbol' ? referrer : Symbol(filename);
			Object.defineProperty(this, HOST_ID, { value: this.#referrer, enumerable: false });
			this.sourceMapURL = sourceMapUrl(code);
			if (cachedData !== undefined) this.cachedDataRejected = false;
			checkSyntax(code, filename);
		}
		createCachedData() {
			return new Uint8Array();
		}
		runInContext(
			sandbox: object | null,
			_timeout?: number,
			_displaysErrors?: boolean,
			_breaksOnSigint?: boolean,
			breaksOnFirstLine?: boolean
		): unknown {
			if (breaksOnFirstLine) permissions.need('inspector', PAUSE);
			const textOf = (lexical: Lexical | null) =>
				scriptText(lexical?.text ?? this.#code, this.#filename, this.#referrer);
			if (sandbox !== null && sandbox !== globalThis) {
				const body = statementsOf(this.#code, DECLARING);
				const lexical = lexicalOf(this.#code, body);
				return contexts.run(sandbox, textOf(lexical), { body, filename: this.#filename, lexical });
			}
			const lexical = globalLexical(this.#code);
			const text = textOf(lexical);
			try {
				return (0, native.eval)(text) as unknown;
			} finally {
				if (lexical) keepGlobals(lexical);
			}
		}
	};
}

/** A script's early errors are thrown when it is made, not when it runs. */
function checkSyntax(code: string, filename: string): void {
	try {
		new native.Function(code);
	} catch (error) {
		if (!(error instanceof SyntaxError) || /Illegal return|await/.test(error.message)) return;
		throw withPlace(error, filename, code);
	}
}

export const contextify: (internals: Internals) => BindingFactory = (internals) => (context) => {
	wrapFunctionConstructor(() => internals.stackTraces.userFile(), contexts);
	const contextSymbol =
		(context.internalBinding('util')['privateSymbols'] as Record<string, symbol>)[
			'contextify_context_private_symbol'
		] ?? Symbol();
	return {
		ContextifyScript: scriptClass(context),
		compileFunctionForCJSLoader: compileForCommonJs,
		containsModuleSyntax,
		shouldRetryAsESM: () => true,
		compileFunction(
			code: string,
			filename: string,
			_line: number,
			_column: number,
			_cached: unknown,
			_produce: boolean,
			sandbox: object | undefined,
			extensions: object[] = [],
			parameters: string[] = [],
			referrer: symbol = DEFAULT_REFERRER
		) {
			const isGlobal = !sandbox && extensions.length === 0;
			const evaluate = (text: string) => contexts.evaluateFile(sandbox ?? null, extensions, text, filename);
			const made = compileFunction(code, filename, parameters, referrer, isGlobal ? undefined : evaluate);
			Object.defineProperty(made, HOST_ID, { value: referrer, enumerable: false });
			return { function: made, sourceMapURL: sourceMapUrl(code) };
		},
		makeContext(given: object | symbol) {
			const sandbox = typeof given === 'symbol' ? {} : given;
			Reflect.set(sandbox, contextSymbol, true);
			contexts.add(sandbox);
			return sandbox;
		},
		/** Whether it watches: nothing is interrupted here, so no signal is lost either. */
		startSigintWatchdog: () => true,
		stopSigintWatchdog: () => false,
		watchdogHasPendingSigint: () => false,
		measureMemory: () => Promise.resolve({})
	};
};
