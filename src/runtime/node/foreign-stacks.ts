/**
 * V8's stack trace API where the engine is another one: SpiderMonkey and JavaScriptCore give a text of lines `name@file:line:column`.
 * https://v8.dev/docs/stack-trace-api, https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error/stack
 */

/** Asked when this is loaded: Node's globals have no such property, and ours hide it. Absent where the engine asks prepareStackTrace. */
const engineStack = asksToPrepare()
	? undefined
	: Object.getOwnPropertyDescriptor(Error.prototype, 'stack')?.get;

function asksToPrepare(): boolean {
	const error = Error as unknown as { prepareStackTrace?: () => unknown };
	error.prepareStackTrace = () => 'asked';
	try {
		return new Error().stack === 'asked';
	} finally {
		delete error.prepareStackTrace;
	}
}

/** A line of the engine's text as a call site of V8's; what the text does not say is null. */
class ForeignSite {
	readonly #name: string | null;
	readonly #async: boolean;
	readonly #file: string;
	readonly #line: number;
	readonly #column: number;

	constructor(name: string, file: string, line: number, column: number) {
		const [, async, rest] = /^(async\*|[\w ]*\*)?(.*)$/s.exec(name) ?? [];
		this.#async = async !== undefined;
		// "outer/inner", and "outer/<" for a function without a name.
		const last = rest?.split('/').findLast((part) => part !== '' && part !== '<') ?? '';
		this.#name = rest?.endsWith('<') || last === '' ? null : last;
		this.#file = file;
		this.#line = line;
		this.#column = column;
	}

	getThis(): undefined {}
	getFunction(): undefined {}
	getEvalOrigin(): undefined {}
	getTypeName(): null {
		return null;
	}
	getMethodName(): null {
		return null;
	}
	getFunctionName(): string | null {
		return this.#name;
	}
	getFileName(): string {
		return this.#file;
	}
	getScriptNameOrSourceURL(): string {
		return this.#file;
	}
	getScriptHash(): string {
		return '';
	}
	getLineNumber(): number {
		return this.#line;
	}
	getColumnNumber(): number {
		return this.#column;
	}
	getEnclosingLineNumber(): null {
		return null;
	}
	getEnclosingColumnNumber(): null {
		return null;
	}
	getPosition(): number {
		return 0;
	}
	getPromiseIndex(): null {
		return null;
	}
	isToplevel(): boolean {
		return this.#name === null;
	}
	isEval(): boolean {
		return false;
	}
	isNative(): boolean {
		return false;
	}
	isConstructor(): boolean {
		return false;
	}
	isAsync(): boolean {
		return this.#async;
	}
	isPromiseAll(): boolean {
		return false;
	}
	toString(): string {
		const place = `${this.#file}:${this.#line}:${this.#column}`;
		return `${this.#async ? 'async ' : ''}${this.#name === null ? place : `${this.#name} (${place})`}`;
	}
}

function sitesOf(text: string): ForeignSite[] {
	return text.split('\n').flatMap((line) => {
		const [, name = '', file, row, column] = /^(.*?)@(.*):(\d+):(\d+)$/.exec(line) ?? [];
		if (file === undefined) return [];
		// Code of eval without a name of its own: the place is in the text that was evaluated.
		return new ForeignSite(
			name,
			file.replace(/ line \d+ > (eval|Function).*$/, ''),
			Number(row),
			Number(column)
		);
	});
}

type Prepare = (error: unknown, trace: unknown[]) => unknown;

const textOf = (error: object): string =>
	engineStack ? String(Reflect.apply(engineStack, error, []) ?? '') : '';

const own = (target: object, value: unknown): object =>
	Object.defineProperty(target, 'stack', { value, writable: true, configurable: true, enumerable: false });

/** What `prepare` makes of the first places, from now on the target's own. */
function read(target: object, sites: ForeignSite[], prepare: Prepare): unknown {
	const limit = (Error as { stackTraceLimit?: unknown }).stackTraceLimit;
	const value = prepare(target, sites.slice(0, typeof limit === 'number' ? limit : 0));
	own(target, value);
	return value;
}

/** Gives errors a `stack` that `prepare` makes when it is first read; does nothing in V8. */
export function emulateStack(prepare: () => Prepare): void {
	if (!engineStack) return;
	Object.defineProperty(Error.prototype, 'stack', {
		configurable: true,
		enumerable: false,
		get(this: object) {
			return this === Error.prototype ? undefined : read(this, sitesOf(textOf(this)), prepare());
		},
		set(this: object, value: unknown) {
			own(this, value);
		}
	});
}

/** Error.captureStackTrace(target, above); does nothing in V8. */
export function emulateCapture(prepare: () => Prepare): void {
	if (!engineStack) return;
	const captureStackTrace = (target: object, above?: { name?: string }) => {
		const sites = sitesOf(textOf(new Error())).slice(1);
		const last = above?.name ? sites.findIndex((site) => site.getFunctionName() === above.name) : -1;
		Object.defineProperty(target, 'stack', {
			configurable: true,
			enumerable: false,
			get: () => read(target, sites.slice(last + 1), prepare()),
			set: (value: unknown) => own(target, value)
		});
	};
	Object.defineProperty(Error, 'captureStackTrace', {
		value: captureStackTrace,
		writable: true,
		configurable: true,
		enumerable: false
	});
}
