/** Compiles user code in the global scope, with dynamic imports going to Node's loader. */
import { rewriteDynamicImports } from './esm/transform.ts';
import { native } from './native.ts';
import { sharedSymbol } from './shapes.ts';
import { rememberShift } from './stack-traces.ts';

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

const IMPORT_NAME = '__import_dynamically';
const mayImport = (code: string) => /\bimport\s*\(/.test(code);

/** "#!..." in the first line is a comment. */
function withoutHashbang(code: string): string {
	return code.startsWith('#!') ? `//${code.slice(2)}` : code;
}

const sourceUrl = (filename: string) => (filename ? `\n//# sourceURL=${filename}` : '');

/** A function with these parameters and this body, sloppy unless the body says otherwise; lines and columns as in the file. */
export function compileFunction(
	code: string,
	filename: string,
	parameters: string[],
	referrer: symbol = DEFAULT_REFERRER
): (...args: unknown[]) => unknown {
	const body = withoutHashbang(code);
	// A syntax error must not be repaired by the wrapper's own braces.
	const head = `(function (${parameters.join(', ')}) {`;
	if (!mayImport(body)) {
		if (filename) rememberShift(filename, head.length);
		return (0, native.eval)(`${head}${body}\n})${sourceUrl(filename)}`) as (...args: unknown[]) => unknown;
	}
	const outer = `(function (${IMPORT_NAME}) {return ${head}`;
	if (filename) rememberShift(filename, outer.length);
	const make = (0, native.eval)(
		`${outer}${rewriteDynamicImports(body, IMPORT_NAME)}\n});})${sourceUrl(filename)}`
	) as (imports: unknown) => (...args: unknown[]) => unknown;
	return make(importer(referrer, filename || null));
}

let scripts = 0;

/** A script's text, ready for an indirect eval: its imports go through a hidden global of its own. */
export function scriptText(code: string, filename: string, referrer: symbol): string {
	let text = withoutHashbang(code);
	if (mayImport(text)) {
		const name = `${IMPORT_NAME}_${++scripts}`;
		const rewritten = rewriteDynamicImports(text, name);
		if (rewritten !== text)
			Object.defineProperty(globalThis, name, { value: importer(referrer, filename), enumerable: false });
		text = rewritten;
	}
	return text + sourceUrl(filename);
}

/** `new Function` bodies can import too. */
export function wrapFunctionConstructor(): void {
	const Original = native.Function;
	const rewritten = (args: unknown[]) => {
		const body = String(args.at(-1) ?? '');
		if (!mayImport(body)) return args;
		const name = `${IMPORT_NAME}_${++scripts}`;
		Object.defineProperty(globalThis, name, { value: importer(DEFAULT_REFERRER, null), enumerable: false });
		return [...args.slice(0, -1), rewriteDynamicImports(body, name)];
	};
	const wrapped: FunctionConstructor = new native.Proxy(Original, {
		apply: (target, receiver: unknown, args: unknown[]) =>
			Reflect.apply(target, receiver, rewritten(args)) as unknown,
		construct: (target, args: unknown[], newTarget): object =>
			Reflect.construct(target, rewritten(args), newTarget === wrapped ? target : newTarget) as object
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

/** The last sourceMappingURL comment. */
export function sourceMapUrl(code: string): string | undefined {
	const at = code.lastIndexOf('//# sourceMappingURL=');
	return at < 0 ? undefined : code.slice(at + 21).split(/\s/, 1)[0];
}
