/** Compiles user code in the global scope, with dynamic imports going to Node's loader and awaits followed by their context. */
import type MagicString from 'magic-string';
import type { AsyncActivation } from './async-activation.ts';
import { COUNTERS } from './coverage/slots.ts';
import { coverage, type ScriptCounters } from './coverage/coverage.ts';
import { MAKE_ACTIVATION, original } from './esm/awaits.ts';
import { columnsOf } from './esm/columns.ts';
import { rewriteScript } from './esm/script.ts';
import { native } from './native.ts';
import { sharedSymbol } from './shapes.ts';
import { rememberColumns } from './stack-traces.ts';

type Callback = (
	referrer: symbol,
	specifier: string,
	attributes: object,
	referrerName: string | null
) => Promise<unknown>;

/** Node's importModuleDynamicallyCallback, and who keeps the process alive meanwhile. */
export const dynamicImports: {
	callback: Callback;
	loop: { ref(): void; unref(): void; enqueue(callback: () => void): void } | null;
} = {
	callback: () => Promise.reject(new Error('Cannot import: the loader is not ready')),
	loop: null
};

/** What a function that awaits keeps; set once there is a loop. */
export const activations: { make: () => AsyncActivation } = {
	make: () => {
		throw new Error('Cannot await: the process is not ready');
	}
};

/** What `import(...)` of one script becomes: a function of specifier and options. */
export function importer(referrer: symbol, referrerName: string | null) {
	return (specifier: unknown, options?: { with?: object }): Promise<unknown> => {
		const { callback, loop } = dynamicImports;
		loop?.ref();
		let result: Promise<unknown>;
		try {
			const attributes = Object.assign(Object.create(null) as object, options?.with);
			result = callback(referrer, `${specifier as string}`, attributes, referrerName);
		} catch (error) {
			result = Promise.reject(error instanceof Error ? error : new Error(String(error)));
		}
		const done = () => loop?.enqueue(() => loop.unref());
		result.then(done, done);
		return result;
	};
}

export const DEFAULT_REFERRER = sharedSymbol('vm_dynamic_import_default_internal');

/** Names that begin like this are not looked for in the sandbox of a context. */
const IMPORT_NAME = '__vm_import';

/** "#!..." in the first line is a comment. */
function withoutHashbang(code: string): string {
	return code.startsWith('#!') ? `//${code.slice(2)}` : code;
}

const sourceUrl = (filename: string) => (filename ? `\n//# sourceURL=${filename}` : '');

const evaluateGlobally = (text: string): unknown => (0, native.eval)(text) as unknown;

/**
 * A function with these parameters and this body, sloppy unless the body says otherwise; lines and columns as in the file. `evaluate`: where
 * its free names are looked up.
 */
export function compileFunction(
	code: string,
	filename: string,
	parameters: string[],
	referrer: symbol = DEFAULT_REFERRER,
	evaluate: (text: string) => unknown = evaluateGlobally
): (...args: unknown[]) => unknown {
	const body = withoutHashbang(code);
	// A syntax error must not be repaired by the wrapper's own braces.
	const head = `(function (${parameters.join(', ')}) {`;
	const { count, counters } = counting(filename, body);
	const text = rewriteScript(body, IMPORT_NAME, count);
	if (!text) {
		if (filename) rememberColumns(filename, (line, column) => (line === 1 ? column - head.length : column));
		return evaluate(`${head}${body}\n})${sourceUrl(filename)}`) as (...args: unknown[]) => unknown;
	}
	text
		.prepend(`(function (${IMPORT_NAME}, ${MAKE_ACTIVATION}, ${COUNTERS}) {return ${head}`)
		.append('\n});})');
	if (filename) rememberColumns(filename, columnsOf(text));
	const make = evaluate(text.toString() + sourceUrl(filename)) as (
		...hidden: unknown[]
	) => (...args: unknown[]) => unknown;
	return make(importer(referrer, filename || null), activations.make, counters());
}

/** What puts counters into a script, where its coverage is wanted, and the counters once it did. */
function counting(filename: string | null, source: string, name: string = COUNTERS) {
	let made: ScriptCounters | null = null;
	const isWanted = filename !== null && coverage.watches(filename);
	const count = (text: MagicString): void => {
		made = coverage.count(filename ?? '', source, text, { sourceType: 'script', name });
	};
	return { count: isWanted ? count : null, counters: () => made };
}

let scripts = 0;

/** Code that is evaluated in some scope: what it imports and awaits with are hidden globals. null = nothing changes. */
function withHiddenGlobals(
	code: string,
	filename: string | null | (() => string | null),
	referrer: symbol
): string | null {
	const name = `${IMPORT_NAME}_${++scripts}`;
	const countersName = `${COUNTERS}_${scripts}`;
	const { count, counters } = counting(typeof filename === 'string' ? filename : null, code, countersName);
	const text = rewriteScript(code, name, count);
	if (!text) return null;
	const hide = (name: string, value: unknown) =>
		Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: true });
	hide(name, importer(referrer, typeof filename === 'function' ? filename() : filename));
	hide(MAKE_ACTIVATION, activations.make);
	if (counters()) hide(countersName, counters());
	if (typeof filename === 'string') rememberColumns(filename, columnsOf(text));
	return text.toString();
}

/** A script's text, ready for an indirect eval. */
export function scriptText(code: string, filename: string, referrer: symbol): string {
	const text = withoutHashbang(code);
	return (withHiddenGlobals(text, filename, referrer) ?? text) + sourceUrl(filename);
}

/**
 * `new Function` bodies can import too: what is relative is so to the file that made the function, as V8 has it.
 */
export function wrapFunctionConstructor(
	callerFile: () => string | null,
	contexts: { isUsed: boolean; makerFor(file: string | null): ((args: string[]) => unknown) | null }
): void {
	const Original = native.Function;
	const rewritten = (args: unknown[]) => {
		const body = withHiddenGlobals(String(args.at(-1) ?? ''), callerFile, DEFAULT_REFERRER);
		return body === null ? args : [...args.slice(0, -1), body];
	};
	/** Code of a context makes functions of that context. */
	const inContext = (args: unknown[]) =>
		contexts.isUsed ? contexts.makerFor(callerFile())?.(args.map(String)) : undefined;
	const wrapped: FunctionConstructor = new native.Proxy(Original, {
		apply: (target, receiver: unknown, args: unknown[]) =>
			inContext(args) ?? (Reflect.apply(target, receiver, rewritten(args)) as unknown),
		construct: (target, args: unknown[], newTarget): object => {
			if (newTarget !== wrapped) return Reflect.construct(target, rewritten(args), newTarget) as object;
			return (
				(inContext(args) as object | undefined) ?? (Reflect.construct(target, rewritten(args)) as object)
			);
		}
	});
	Object.defineProperty(Original.prototype, 'constructor', {
		value: wrapped,
		configurable: true,
		writable: true,
		enumerable: false
	});
	Object.defineProperty(globalThis, 'Function', {
		value: wrapped,
		configurable: true,
		writable: true,
		enumerable: false
	});
}

/** A function shows the text that was written. */
export function wrapFunctionText(): void {
	const { prototype } = native.Function;
	const wrapped = new native.Proxy(Reflect.get(prototype, 'toString') as () => string, {
		apply: (target, receiver: unknown) => original(Reflect.apply(target, receiver, []))
	});
	Object.defineProperty(prototype, 'toString', {
		value: wrapped,
		configurable: true,
		writable: true,
		enumerable: false
	});
}

/** The last sourceMappingURL comment. */
export function sourceMapUrl(code: string): string | undefined {
	const at = code.lastIndexOf('//# sourceMappingURL=');
	return at < 0 ? undefined : code.slice(at + 21).split(/\s/, 1)[0];
}
