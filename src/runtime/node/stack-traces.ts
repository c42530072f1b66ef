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
	return Object.create(site, {
		getFileName: { value: () => url },
		getScriptNameOrSourceURL: { value: () => url },
		getColumnNumber: { value: column },
		isEval: { value: () => false },
		getEvalOrigin: { value: () => undefined },
		getThis: { value: () => undefined },
		getTypeName: { value: () => site.getTypeName() },
		getFunction: { value: () => undefined },
		getFunctionName: { value: () => nameOf(site) },
		getMethodName: { value: () => site.getMethodName() },
		getLineNumber: { value: () => site.getLineNumber() },
		isToplevel: { value: () => site.isToplevel() },
		isNative: { value: () => site.isNative() },
		isConstructor: { value: () => site.isConstructor() },
		isAsync: { value: () => site.isAsync() },
		isPromiseAll: { value: () => site.isPromiseAll() },
		getPromiseIndex: { value: () => site.getPromiseIndex() },
		toString: {
			value: () =>
				shift === 0 ? site.toString() : site.toString().replace(/:1:\d+(\)?)$/, `:1:${column()}$1`)
		}
	}) as CallSite;
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
	#user: Prepare | undefined;
	#wrapped: Prepare | undefined;

	readonly setCallback = (callback: NodeCallback): void => {
		this.#node = callback;
	};

	/** Takes over `Error.prepareStackTrace`: what a user sets there gets our view of the trace. */
	install(): void {
		const own: Prepare = (error, trace) => {
			const shown = users(trace as CallSite[]);
			// The library looks at Error.prepareStackTrace itself; what it may see is that nobody set one.
			if (this.#node) return this.#node({ Error: {} }, error, shown);
			return [String(error), ...shown.map((site) => `    at ${site.toString()}`)].join('\n');
		};
		Object.defineProperty(Error, 'prepareStackTrace', {
			configurable: true,
			enumerable: false,
			get: () => this.#wrapped ?? own,
			set: (given: Prepare | undefined) => {
				this.#user = given === own || typeof given !== 'function' ? undefined : given;
				const user = this.#user;
				this.#wrapped =
					user &&
					((error, trace) => Reflect.apply(user, Error, [error, isRaw(trace) ? users(trace) : trace]));
			}
		});
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

	/** Whether the nearest user frame is a dependency's: Node then keeps quiet about deprecations. */
	isInsideNodeModules(): boolean {
		const user = this.#capture().find((site) => !site.getFileName()?.startsWith('node:'));
		return /[/\\]node_modules[/\\]/.test(user?.getFileName() ?? '');
	}

	#capture(): CallSite[] {
		const before = this.#wrapped;
		const holder: { stack?: unknown } = {};
		this.#wrapped = (_error, trace) => users(trace as CallSite[]);
		try {
			(Error as unknown as { captureStackTrace(target: object): void }).captureStackTrace(holder);
			return holder.stack as CallSite[];
		} finally {
			this.#wrapped = before;
		}
	}
}

/** A trace that comes from the engine, not one that went through a wrapper already. */
function isRaw(trace: unknown[]): trace is CallSite[] {
	const first = trace[0];
	return typeof first === 'object' && first !== null && !Object.hasOwn(first, 'getFileName');
}
