/**
 * The inspector as a program reaches it from inside (inspector.Session): what of V8's protocol we know ourselves, which is coverage
 * (../coverage/coverage.ts). Everything else is refused by its name: a page cannot ask its engine.
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/
 */
import type { BindingFactory, Context } from '../context.ts';
import { coverage } from '../coverage/coverage.ts';
import { unsupported } from '../shapes.ts';

type Request = { id: number; method: string; params?: Record<string, unknown> };
type Answer = Record<string, unknown>;

/** JSON-RPC's range for errors of a server: https://www.jsonrpc.org/specification#error_object */
const REFUSED = -32000;
/** What is not allowed where a program would stop at its first line, as errors of the permission model name it. */
export const PAUSE = 'PauseOnNextJavascriptStatement';

/** Asks for coverage, for one session. */
class Profiler {
	readonly #context: Context;
	#isEnabled = false;
	/** Whether scripts were counted before; null = this session counts none. */
	#before: boolean | null = null;

	constructor(context: Context) {
		this.#context = context;
	}

	readonly methods: Record<string, (params: Record<string, unknown>) => Answer> = {
		// Tools enable it beside the profiler, to hear of scripts by events that nobody sends here.
		'Debugger.enable': () => ({ debuggerId: '0' }),
		'Debugger.disable': () => ({}),
		'Profiler.enable': () => {
			this.#isEnabled = true;
			return {};
		},
		'Profiler.disable': () => {
			this.stop();
			this.#isEnabled = false;
			return {};
		},
		'Profiler.startPreciseCoverage': () => {
			this.#assertEnabled();
			this.#before ??= coverage.isWanted;
			coverage.isWanted = true;
			return { timestamp: this.#now() };
		},
		'Profiler.stopPreciseCoverage': () => {
			this.#assertEnabled();
			this.stop();
			return {};
		},
		'Profiler.takePreciseCoverage': () => {
			if (this.#before === null) throw new Error('Precise coverage has not been started.');
			return { result: coverage.take(this.#toUrl), timestamp: this.#now() };
		}
	};

	stop(): void {
		if (this.#before !== null) coverage.isWanted = this.#before;
		this.#before = null;
	}
	#assertEnabled(): void {
		if (!this.#isEnabled) throw new Error('Profiler is not enabled');
	}
	/** Seconds. */
	#now(): number {
		return this.#context.native.performance.now() / 1000;
	}
	readonly #toUrl = (path: string): string => {
		const { pathToFileURL } = this.#context.requireBuiltin('internal/url') as {
			pathToFileURL(path: string): URL;
		};
		return pathToFileURL(path).href;
	};
}

/** One session; answers come before dispatch returns, as V8's do. */
const connectionClass = (context: Context) =>
	class Connection {
		readonly #profiler = new Profiler(context);
		readonly #hear: (message: string) => void;

		constructor(hear: (message: string) => void) {
			context.permissions.need('inspector', 'Connect');
			this.#hear = hear;
		}
		dispatch(message: string): void {
			const { id, method, params = {} } = JSON.parse(message) as Request;
			this.#hear(JSON.stringify({ id, ...this.#answer(method, params) }));
		}
		disconnect(): void {
			this.#profiler.stop();
		}
		#answer(method: string, params: Record<string, unknown>): Answer {
			const { methods } = this.#profiler;
			const answer = Object.hasOwn(methods, method) ? methods[method] : undefined;
			try {
				if (!answer) throw unsupported(`inspector method ${method}`);
				return { result: answer(params) };
			} catch (error) {
				return { error: { code: REFUSED, message: (error as Error).message } };
			}
		}
	};

export const inspector: BindingFactory = (context) => ({
	Connection: connectionClass(context),
	MainThreadConnection: class {
		constructor() {
			throw unsupported('inspector.Session.connectToMainThread');
		}
	},
	open() {
		context.permissions.need('inspector', 'StartIoThread');
		throw unsupported('inspector.open');
	},
	callAndPauseOnStart() {
		context.permissions.need('inspector', PAUSE);
		throw unsupported('inspector.callAndPauseOnStart');
	},
	isEnabled: () => false,
	url: () => undefined,
	waitForDebugger: () => false,
	/** To whom a debugger would be connected: nobody. */
	emitProtocolEvent() {},
	putNetworkResource() {},
	registerAsyncHook() {},
	setupNetworkTracking() {},
	setConsoleExtensionInstaller() {},
	consoleCall: (_inspected: unknown, own: (...args: unknown[]) => unknown, ...args: unknown[]) =>
		own(...args),
	console: {}
});
