/**
 * Stack traces as Node's: the user's files, with the places that the user wrote. Code is compiled by eval, so an engine's call site
 * has no file name (only the sourceURL) and, in the first line, a column shifted by our wrapper; and our own frames must not show.
 * https://v8.dev/docs/stack-trace-api
 */

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

/** Scripts whose first line begins with a wrapper of ours: URL -> its length. */
const shifts = new Map<string, number>();
/** Our own bundle, as the engine names it. */
const ours = /^blob:/;

/** Remembers that the first line of `url` is shifted by `length` columns. */
export function rememberShift(url: string, length: number): void {
	shifts.set(url, length);
}

function view(site: CallSite): CallSite {
	const url = site.getScriptNameOrSourceURL();
	const shift = site.getLineNumber() === 1 && url ? (shifts.get(url) ?? 0) : 0;
	const column = () => {
		const raw = site.getColumnNumber();
		return raw === null ? null : Math.max(1, raw - shift);
	};
	const shownSite = Object.create(site) as CallSite;
	const methods: Partial<CallSite> = {
		getFileName: () => url,
		getScriptNameOrSourceURL: () => url,
		getColumnNumber: column,
		isEval: () => false,
		getEvalOrigin: () => undefined,
		getThis: () => undefined,
		getTypeName: () => site.getTypeName(),
		getFunction: () => undefined,
		getFunctionName: () => nameOf(site),
		getMethodName: () => site.getMethodName(),
		getLineNumber: () => site.getLineNumber(),
		isToplevel: () => site.isToplevel(),
		isNative: () => site.isNative(),
		isConstructor: () => site.isConstructor(),
		isAsync: () => site.isAsync(),
		isPromiseAll: () => site.isPromiseAll(),
		getPromiseIndex: () => site.getPromiseIndex(),
		toString: () => shown(site, shift, column())
	};
	// Without a prototype: a program may have put `get` on Object.prototype.
	for (const [name, value] of Object.entries(methods))
		Object.defineProperty(shownSite, name, { __proto__: null, value } as PropertyDescriptor);
	return shownSite;
}

/** Node runs its library from a code cache, which has no inferred names: functions of Module are named by their receiver. */
const INFERRED: [newer: RegExp, pinned: string][] = [
	[/^Module\._extensions\./, 'Object.'],
	[/^Module\.(?=(_load|_resolveFilename|_findPath|executeUserEntryPoint)\b)/, 'Function.']
];

/** As the engine prints it, but for what eval did: the place in the first line, and the name of the wrapper. */
function shown(site: CallSite, shift: number, column: number | null): string {
	let text = site.toString();
	if (shift > 0) text = text.replace(/:1:\d+(\)?)$/, `:1:${column}$1`);
	text = text.replace(/eval at \S+ \(blob:[^)]*\)/, 'eval at <anonymous>');
	if (site.getScriptNameOrSourceURL()?.startsWith('node:'))
		for (const [newer, pinned] of INFERRED) text = text.replace(newer, pinned);
	const nameless = /^(async )?eval \((?!eval at)(.*)\)$/.exec(text);
	if (nameless) return (nameless[1] ?? '') + (nameless[2] ?? '');
	return text.replace(/^((?:async )?(?:new )?[\w$.]*\.)eval \(/, '$1<anonymous> (');
}

/** Code run by vm is an eval to the engine, and nameless to Node. */
function nameOf(site: CallSite): string | null {
	const name = site.getFunctionName();
	return name === 'eval' ? null : name;
}

function users(trace: CallSite[]): CallSite[] {
	return trace.filter((site) => !ours.test(site.getScriptNameOrSourceURL() ?? '')).map(view);
}

export class StackTraces {
	#node: NodeCallback | null = null;
	/** What Error.prepareStackTrace is to the program. */
	#current: Prepare | undefined;
	readonly #wrappers = new WeakMap<Prepare, Prepare>();
	readonly #wrapped = new WeakMap<Prepare, Prepare>();

	readonly setCallback = (callback: NodeCallback): void => {
		this.#node = callback;
	};

	/** Takes over `Error.prepareStackTrace`: whoever stands there gets our view of the trace. */
	install(): void {
		this.#current = (Error as unknown as { prepareStackTrace?: Prepare }).prepareStackTrace;
		Object.defineProperty(Error, 'prepareStackTrace', {
			configurable: true,
			enumerable: false,
			get: () => this.#wrapperOf(this.#current),
			set: (given: Prepare | undefined) => {
				this.#current = typeof given === 'function' ? (this.#wrapped.get(given) ?? given) : undefined;
			}
		});
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
	callSites(count: number): unknown[] {
		return this.#capture()
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
		const site = this.#capture()[1];
		return site && [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0, site.getFileName() ?? ''];
	}

	/** Whether the nearest user frame is a dependency's: Node then keeps quiet about deprecations. */
	isInsideNodeModules(): boolean {
		const user = this.#capture().find((site) => !site.getFileName()?.startsWith('node:'));
		return /[/\\]node_modules[/\\]/.test(user?.getFileName() ?? '');
	}

	#capture(): CallSite[] {
		const before = this.#current;
		const holder: { stack?: unknown } = {};
		this.#current = (_error, trace) => trace;
		try {
			(Error as unknown as { captureStackTrace(target: object): void }).captureStackTrace(holder);
			// While a trace is being prepared the engine prepares no other, and gives text.
			return Array.isArray(holder.stack) ? (holder.stack as CallSite[]) : [];
		} finally {
			this.#current = before;
		}
	}
}

/** Where nobody set one. */
const plain: Prepare = (error, trace) =>
	[String(error), ...trace.map((site) => `    at ${String(site)}`)].join('\n');

/** A trace that comes from the engine, not one that went through a wrapper already. */
function isRaw(trace: unknown[]): trace is CallSite[] {
	const first = trace[0];
	return typeof first === 'object' && first !== null && !Object.hasOwn(first, 'getFileName');
}
