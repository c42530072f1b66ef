/**
 * Stack traces as Node's: the user's files, with the places that the user wrote. Code is compiled by eval, so an engine's call site
 * has no file name (only the sourceURL) and, in the first line, a column shifted by our wrapper; and our own frames must not show.
 * https://v8.dev/docs/stack-trace-api
 */

import type { Columns } from './esm/columns.ts';
import { emulateCapture, emulateStack } from './foreign-stacks.ts';
import { typeNameOf, withReceiver } from './receiver-names.ts';

/** What V8 gives. */
type CallSite = {
	getThis(): unknown;
	getTypeName(): string | null;
	getFunction(): unknown;
	getFunctionName(): string | null;
	getMethodName(): string | null;
	getFileName(): string | undefined;
	getScriptNameOrSourceURL(): string | undefined;
	getLineNumber(): number | null;
	getColumnNumber(): number | null;
	getEnclosingLineNumber(): number | null;
	getEnclosingColumnNumber(): number | null;
	getPosition(): number;
	getScriptHash(): string;
	getEvalOrigin(): string | undefined;
	isToplevel(): boolean;
	isEval(): boolean;
	isNative(): boolean;
	isConstructor(): boolean;
	isAsync(): boolean;
	isPromiseAll(): boolean;
	getPromiseIndex(): number | null;
	toString(): string;
};
type Prepare = (error: unknown, trace: unknown[]) => unknown;
type NodeCallback = (global: unknown, error: unknown, trace: unknown[]) => unknown;

/** Scripts that are not as the user wrote them, by URL. */
const rewritten = new Map<string, Columns>();
/** Our own bundle, as the engine names it. */
const ours = /^blob:/;
/** Frames that the library looks at, as V8's default. */
const DEPTH = 10;

/** Remembers where the columns of `url` were. */
export function rememberColumns(url: string, columns: Columns): void {
	rewritten.set(url, columns);
}

function columnOf(site: CallSite): number | null {
	const line = site.getLineNumber();
	const column = site.getColumnNumber();
	const columns = rewritten.get(site.getScriptNameOrSourceURL() ?? '');
	return columns && line !== null && column !== null ? Math.max(1, columns(line, column)) : column;
}

/** A call site as programs see it. Its methods stand on a prototype of their own, as the engine's do: some copy them from there. */
class View implements CallSite {
	readonly #site: CallSite;
	readonly #url: string | undefined;
	#column: number | null | undefined;

	constructor(site: CallSite) {
		this.#site = site;
		this.#url = site.getScriptNameOrSourceURL();
	}

	getFileName(): string | undefined {
		return this.#url;
	}
	getScriptNameOrSourceURL(): string | undefined {
		return this.#url;
	}
	getScriptHash(): string {
		return this.#site.getScriptHash();
	}
	getLineNumber(): number | null {
		return this.#site.getLineNumber();
	}
	getColumnNumber(): number | null {
		return (this.#column ??= columnOf(this.#site));
	}
	getEnclosingLineNumber(): number | null {
		return this.#site.getEnclosingLineNumber();
	}
	getEnclosingColumnNumber(): number | null {
		return this.#site.getEnclosingColumnNumber();
	}
	getPosition(): number {
		return this.#site.getPosition();
	}
	getThis(): undefined {}
	getTypeName(): string | null {
		return typeNameOf(this.#site);
	}
	getFunction(): undefined {}
	getFunctionName(): string | null {
		return nameOf(this.#site);
	}
	getMethodName(): string | null {
		return this.#site.getMethodName();
	}
	getEvalOrigin(): undefined {}
	getPromiseIndex(): number | null {
		return this.#site.getPromiseIndex();
	}
	isToplevel(): boolean {
		return this.#site.isToplevel();
	}
	/** What Node compiles as a function is an eval here. */
	isEval(): boolean {
		return false;
	}
	isNative(): boolean {
		return this.#site.isNative();
	}
	isConstructor(): boolean {
		return this.#site.isConstructor();
	}
	isAsync(): boolean {
		return this.#site.isAsync();
	}
	isPromiseAll(): boolean {
		return this.#site.isPromiseAll();
	}
	toString(): string {
		return shown(this.#site, this.getColumnNumber());
	}
}

Object.defineProperty(View, 'name', { value: 'CallSite' });

/**
 * Node runs its library from a code cache, which has no inferred names, and its engine names what belongs to a function "Function": a newer
 * one takes the function's name, as it does for what the function makes. Only names that no instance has are told apart.
 */
const INFERRED: [newer: RegExp, pinned: string][] = [
	[/^Module\._extensions\./, 'Object.'],
	[/^Module\.(?=(_load|_resolveFilename|_findPath|executeUserEntryPoint)\b)/, 'Function.'],
	[/(?<=^|^async )(ok|strict)\.(?=\w+ )/, 'Function.'],
	[/^Buffer\.(?=(from|of|alloc(Unsafe(Slow)?)?|concat|byteLength|copyBytesFrom) )/, 'Function.'],
	[/^EventEmitter\.(?=(getEventListeners|addAbortListener) )/, 'Function.']
];

/** As the engine prints it, but for what eval did: the place in the first line, and the name of the wrapper. */
function shown(site: CallSite, column: number | null): string {
	let text = withReceiver(site, site.toString());
	if (column !== null && column !== site.getColumnNumber()) text = text.replace(/:\d+(\)?)$/, `:${column}$1`);
	text = text.replace(/eval at \S+ \(blob:[^)]*\)/, 'eval at <anonymous>');
	if (site.getScriptNameOrSourceURL()?.startsWith('node:'))
		INFERRED.forEach((inferred) => (text = text.replace(inferred[0], inferred[1])));
	const nameless = /^(async )?eval \((?!eval at)(.*)\)$/.exec(text);
	if (nameless) return (nameless[1] ?? '') + (nameless[2] ?? '');
	return text
		.replace(/^((?:async )?[\w$.]*\.)eval \[as ([^\]]+)\] \(/, '$1$2 (')
		.replace(/^((?:async )?(?:new )?[\w$.]*\.)eval \(/, '$1<anonymous> (');
}

/** Code run by vm is an eval to the engine, and nameless to Node. */
function nameOf(site: CallSite): string | null {
	const name = site.getFunctionName();
	return name === 'eval' ? null : name;
}

function users(trace: CallSite[]): CallSite[] {
	return trace
		.filter((site) => !ours.test(site.getScriptNameOrSourceURL() ?? ''))
		.map((site) => new View(site));
}

export class StackTraces {
	#node: NodeCallback | null = null;
	/** What Error.prepareStackTrace is to the program. */
	#current: Prepare | undefined;
	readonly #wrappers = new WeakMap<Prepare, Prepare>();
	readonly #wrapped = new WeakMap<Prepare, Prepare>();

	constructor() {
		emulateCapture(() => this.#wrapperOf(this.#current));
	}

	readonly setCallback = (callback: NodeCallback): void => {
		this.#node = callback;
	};

	/** Takes over `Error.prepareStackTrace`: whoever stands there gets our view of the trace. */
	install(): void {
		this.#current = (Error as unknown as { prepareStackTrace?: Prepare }).prepareStackTrace;
		const place = {
			configurable: true,
			enumerable: false,
			get: () => this.#wrapperOf(this.#current),
			set: (given: Prepare | undefined) => {
				this.#current = typeof given === 'function' ? (this.#wrapped.get(given) ?? given) : undefined;
			}
		};
		Object.defineProperty(Error, 'prepareStackTrace', place);
		// A program may delete it: then the engine finds the one behind it.
		const behind = {
			...place,
			get: () => this.#wrapperOf(undefined),
			set(given: Prepare | undefined) {
				place.set(given);
				Object.defineProperty(Error, 'prepareStackTrace', place);
			}
		};
		Object.setPrototypeOf(Error, Object.create(Function.prototype, { prepareStackTrace: behind }) as object);
		emulateStack(() => this.#wrapperOf(this.#current));
	}

	/** The engine calls this one; a program that keeps it and sets it again gets what it had. */
	#wrapperOf(prepare: Prepare | undefined): Prepare {
		const key = prepare ?? plain;
		const before = this.#wrappers.get(key);
		if (before) return before;
		const wrapper: Prepare = (error, trace) => {
			const shown = isRaw(trace) ? users(trace) : trace;
			return this.#node ? this.#node({ Error: { prepareStackTrace: key } }, error, shown) : key(error, shown);
		};
		this.#wrappers.set(key, wrapper);
		this.#wrapped.set(wrapper, key);
		return wrapper;
	}

	/** Where `error` was made, if nobody has read its stack yet. */
	firstSite(error: { stack?: unknown }): CallSite | undefined {
		const before = this.#current;
		this.#current = (_error, trace) => trace;
		try {
			return Array.isArray(error.stack) ? (error.stack as CallSite[])[0] : undefined;
		} finally {
			this.#current = before;
		}
	}

	/** As util.getCallSites wants them. */
	callSites(count: number) {
		return this.#capture(count + DEPTH)
			.slice(1, count + 1)
			.map((site) => ({
				functionName: site.getFunctionName() ?? '',
				scriptId: '0',
				scriptName: site.getFileName() ?? '',
				lineNumber: site.getLineNumber() ?? 0,
				columnNumber: site.getColumnNumber() ?? 0,
				column: site.getColumnNumber() ?? 0
			}));
	}

	/** Who called the function that asks: line, column, file. */
	callerLocation(): [number, number, string] | undefined {
		const site = this.#capture(DEPTH)[1];
		return site && [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0, site.getFileName() ?? ''];
	}

	/** Whether the nearest user frame is a dependency's: Node then keeps quiet about deprecations. */
	isInsideNodeModules(): boolean {
		const user = this.#capture(DEPTH).find((site) => !site.getFileName()?.startsWith('node:'));
		return /[/\\]node_modules[/\\]/.test(user?.getFileName() ?? '');
	}

	/** The file of the nearest frame that is the program's, among the `depth` nearest, or as many as a stack shows; null = there is none. */
	userFile(depth?: number): string | null {
		const user = this.#capture(depth).find((site) => !(site.getFileName() ?? 'node:').startsWith('node:'));
		return user?.getFileName() ?? null;
	}

	/** @param depth whatever the program has set for its errors; absent = that */
	#capture(depth?: number): CallSite[] {
		const before = this.#current;
		const limit = Error.stackTraceLimit;
		if (depth !== undefined) Error.stackTraceLimit = depth;
		const holder: { stack?: unknown } = {};
		this.#current = (_error, trace) => trace;
		try {
			(Error as unknown as { captureStackTrace(target: object): void }).captureStackTrace(holder);
			// Within a prepareStackTrace the engine calls none: it gives a text.
			return Array.isArray(holder.stack) ? (holder.stack as CallSite[]) : [];
		} finally {
			this.#current = before;
			Error.stackTraceLimit = limit;
		}
	}
}

/** Where nobody set one. */
const plain: Prepare = (error, trace) =>
	[String(error), ...trace.map((site) => `    at ${String(site)}`)].join('\n');

/** A trace that comes from the engine, not one that went through a wrapper already. */
function isRaw(trace: unknown[]): trace is CallSite[] {
	const first = trace[0];
	return typeof first === 'object' && first !== null && !(first instanceof View);
}
