/**
 * One process's JavaScript realm: Node's library booted over our bindings, up to the main script.
 *
 * In the order of Node's own bootstrap (src/node_realm.cc, src/api/environment.cc): per_context scripts, realm, node, web APIs,
 * switches; then one of internal/main/*.
 */
import type { FileView } from '../protocol/file-view.ts';
import type { FixedClock } from '../protocol/dial.ts';
import type { StartMessage } from '../protocol/process.ts';
import type { ProcessEvents, Syscalls } from '../protocol/syscalls.ts';
import { Moved, type Remote, type Sync } from '../wire/wire.ts';
import { AsyncActivation } from './async-activation.ts';
import { AsyncContexts } from './async-contexts.ts';
import { compiler, type BuiltinFunction } from './compile.ts';
import { Bindings } from './bindings.ts';
import type { Binding, Context } from './context.ts';
import { coverage } from './coverage/coverage.ts';
import { writeCoverage } from './coverage/write.ts';
import { descriptorsOf } from './descriptors.ts';
import { activations, wrapFunctionText } from './evaluate.ts';
import { ABORTED, exitInfoSymbol, Ending } from './fatal.ts';
import { hideBrowserGlobals, hideNewerIntrinsics } from './globals.ts';
import type { Internals } from './internals.ts';
import type { Library } from './library.ts';
import { Loop } from './loop.ts';
import type { LoopHooks } from './loop-hooks.ts';
import { takeManyUnits } from './many-units.ts';
import { HandleKinds } from './messages/handles.ts';
import { native } from './native.ts';
import type { OptionParser } from './command-line.ts';
import { conversionWarning, environmentHandler, makeProcess } from './process-object.ts';
import { normalize } from './normalize.ts';
import { Permissions } from './permissions.ts';
import { recordProxies } from './proxies.ts';
import { Sharing } from './sharing.ts';
import { StackTraces } from './stack-traces.ts';
import { TimeZone } from './time-zone.ts';
import { uvErrors } from './uv-errors.ts';

export type Kernel = {
	sync: Sync<Syscalls>;
	calls: Remote<Syscalls>;
	files: FileView;
	events: { [E in keyof ProcessEvents]?: ProcessEvents[E] };
};

const encoder = new TextEncoder();

/** Modules that read no option and no variable when they are loaded. */
const firstLoaded = [
	'module',
	'internal/modules/esm/loader',
	'internal/source_map/source_map',
	'internal/vm/module'
];

/** After the realm's own, in this order. */
const bootstraps = (thread: boolean): string[] => [
	'node',
	'web/exposed-wildcard',
	'web/exposed-window-or-worker',
	`switches/${thread ? 'is_not_main_thread' : 'is_main_thread'}`,
	`switches/${thread ? 'does_not_own_process_state' : 'does_own_process_state'}`
];

export class Realm {
	readonly context: Context;
	readonly loop: Loop;
	readonly internals: Internals;
	readonly process: Binding;
	readonly #start = {} as StartMessage;
	readonly #compile: (id: string) => BuiltinFunction;
	readonly #ending: Ending;
	readonly #bindings: Bindings;
	readonly #library: Library;
	readonly #contexts = new AsyncContexts();
	readonly #kernel: Kernel;
	readonly #sharing = new Sharing(
		this.#start,
		environmentHandler(
			conversionWarning(() => this.internals.optionValues['--pending-deprecation'] === true && this.process),
			(name, value) => this.#variableChanged(name, value)
		)
	);
	#zone: TimeZone | null = null;
	#primordials: Binding = {};
	#domException: unknown;

	constructor(
		library: Library,
		kernel: Kernel,
		{
			parser,
			chunks,
			clock
		}: { parser: OptionParser; chunks: Record<string, string>; clock: FixedClock | null }
	) {
		this.#library = library;
		this.#kernel = kernel;
		this.#compile = compiler(library);
		this.process = makeProcess(library);
		this.context = this.#makeContext();
		this.#bindings = new Bindings(library.facts, this.context, () => this.internals);
		this.#ending = new Ending(this.context, () => this.#abortsOnError());
		const hooks: LoopHooks = {
			tickInfo: new Uint8Array(2),
			immediateInfo: new Uint32Array(3),
			timeoutInfo: new Int32Array(1),
			processTicks() {},
			processImmediate() {},
			processTimers: () => 0,
			fatal: (error) => this.context.fatal(error, false),
			beforeExit: () => this.#ending.beforeExit(),
			exit: () => this.#ending.exit(),
			leave: () => this.#ending.leave()
		};
		activations.make = () => new AsyncActivation(this.#contexts);
		this.loop = new Loop(native, hooks, this.#contexts, clock);
		this.internals = this.#makeInternals(hooks, parser.values, chunks);
	}

	#makeContext(): Context {
		const getLoop = () => this.loop;
		const { sync, calls, files, events } = this.#kernel;
		return {
			native,
			get loop() {
				return getLoop();
			},
			resources: this.#contexts,
			sync,
			calls,
			files,
			events,
			start: this.#start,
			process: this.process,
			handles: new HandleKinds(),
			permissions: new Permissions(
				(path) => normalize(this.context.resolve(path)),
				(path) => files.kindAt(path) === 1
			),
			topLevelAwaits: { pending: 0 },
			active: { handles: new Set(), requests: new Set() },
			unsent: { count: 0 },
			internalBinding: (name) => this.binding(name),
			requireBuiltin: (id) => this.internals.loaders.requireBuiltin(id),
			librarySource: (id) => this.#library.needed(id),
			...uvErrors(() => this.binding('uv')),
			resolve: (path) => (path.startsWith('/') ? path : `${this.#start.cwd}/${path}`),
			printError: (text) => this.#printError(text),
			fatal: (error, fromPromise) => this.#ending.fatal(error, fromPromise),
			exit: (code) => this.#exit(code),
			execute: (options) => this.#leave((kernel) => kernel.execute(options)),
			abort: (signal) => {
				this.#kernel.sync.kill(this.#start.pid, signal);
				return this.#exit(ABORTED);
			}
		};
	}

	#makeInternals(hooks: LoopHooks, optionValues: Binding, chunks: Record<string, string>): Internals {
		const unready = () => {
			throw new Error('Cannot use the library before it is booted');
		};
		return {
			library: this.#library,
			chunks,
			loop: this.loop,
			hooks,
			contexts: this.#contexts,
			optionValues: optionValues as Record<string, unknown>,
			compile: this.#compile,
			loaders: { internalBinding: unready, requireBuiltin: unready },
			rejections: { report() {} },
			stackTraces: new StackTraces(),
			enhancers: this.#ending.enhancers,
			proxies: recordProxies(),
			namespaces: new WeakSet(),
			identity: () => this.#start,
			argv: { argv: [], execArgv: [] },
			sharing: this.#sharing,
			primordials: () => this.#primordials,
			domException: () => this.#domException,
			ports: { wrap: unready, whenClosed: unready, whenTold: unready, closeAll() {} },
			moved: (value, transfer) => new Moved(value, transfer) as unknown as typeof value,
			handleType: (fd) => descriptorsOf(this.context).handleType(fd)
		};
	}

	binding(name: string): Binding {
		return this.#bindings.get(name);
	}

	/** Everything that does not depend on what will run. */
	boot(thread: boolean): void {
		const { facts } = this.#library;
		hideNewerIntrinsics(facts);
		takeManyUnits();
		wrapFunctionText();
		const privateSymbols = this.binding('util')['privateSymbols'];
		const { exitInfo: value } = this.#ending;
		Object.defineProperty(this.process, exitInfoSymbol(this.binding('util')), { value, enumerable: false });
		const made: { DOMException?: unknown } = {};
		const perContext = (id: string, exports: object) =>
			this.#compile(`internal/per_context/${id}`)(
				exports,
				this.#primordials,
				privateSymbols,
				this.binding('symbols')
			);
		perContext('primordials', {});
		perContext('domexception', made);
		this.#domException = made.DOMException;
		const noLinked = (name: string) => {
			throw new Error(`No such binding: ${name}`);
		};
		this.#compile('internal/bootstrap/realm')(
			this.process,
			noLinked,
			(name: string) => this.binding(name),
			this.#primordials
		);
		hideBrowserGlobals(facts);
		this.internals.stackTraces.install();
		for (const id of bootstraps(thread)) this.#run(`internal/bootstrap/${id}`);
	}

	/** What nearly every main script loads first: a spare worker has it before it is needed. */
	preload(): void {
		for (const id of firstLoaded) this.internals.loaders.requireBuiltin(id);
	}

	/** Who this process is: complete from here on. */
	become(start: StartMessage): void {
		Object.assign(this.#start, start);
		this.process['env'] = this.#sharing.begin();
		if (start.thread) this.loop.clock.moveTo(start.thread.clock);
		this.process['pid'] = start.pid;
		this.process['ppid'] = start.parent;
	}

	/** Runs one of internal/main/*, then the loop. */
	runMain(id: string): void {
		coverage.isWanted = Boolean(
			this.#start.env['NODE_V8_COVERAGE'] || this.internals.optionValues['--experimental-test-coverage']
		);
		this.#zone = new TimeZone();
		this.#zone.set(this.#start.env['TZ']);
		this.loop.begin();
		this.loop.guard(() => this.internals.contexts.main(() => this.#run(id)));
		this.loop.start();
	}

	/** A thread's variables are its own, but the zone is the process's. */
	#variableChanged(name: string | symbol, value?: string): void {
		if (name === 'TZ' && !this.#start.thread) this.#zone?.set(value);
	}

	#run(id: string): void {
		const { requireBuiltin, internalBinding } = this.internals.loaders;
		this.#compile(id)(this.process, requireBuiltin, internalBinding, this.#primordials);
	}

	#printError(text: string): void {
		const description = this.#start.stdio?.[2];
		if (description) this.#kernel.sync.write(description, encoder.encode(text), null);
	}

	#abortsOnError(): boolean {
		// What nobody catches in a thread ends the thread alone.
		if (this.#start.thread) return false;
		const toggle = this.binding('util')['shouldAbortOnUncaughtToggle'] as Uint32Array;
		const { execArgv } = this.internals.argv;
		return (
			toggle[0] === 1 && execArgv.some((option) => /^--abort[-_]on[-_]uncaught[-_]exception$/.test(option))
		);
	}

	#exit(code: number): never {
		try {
			writeCoverage(this.context);
		} catch (error) {
			this.#printError(`Cannot write coverage: ${error instanceof Error ? error.message : String(error)}\n`);
		}
		if (this.#start.thread) this.internals.ports.closeAll();
		return this.#leave((kernel) => kernel.exit(code & 0xff));
	}

	/** By a call after which this worker is nobody's. */
	#leave(call: (kernel: Sync<Syscalls> | Remote<Syscalls>) => unknown): never {
		this.loop.stop();
		// A blocking call would overtake what is on its way in messages.
		if (this.context.unsent.count > 0) void call(this.#kernel.calls);
		else call(this.#kernel.sync);
		// Nothing runs any more, not even what would catch an error, until the browser has ended this worker.
		for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
	}
}
