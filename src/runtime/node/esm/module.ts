/**
 * One module record: linked, instantiated, evaluated, as https://tc39.es/ecma262/#sec-source-text-module-records.
 * Synthetic modules (CommonJS, JSON, built-ins) have export names and a function that sets them.
 */
import type MagicString from 'magic-string';
import type { Context } from '../context.ts';
import { coverage, type ScriptCounters } from '../coverage/coverage.ts';
import { activations, importer } from '../evaluate.ts';
import { native } from '../native.ts';
import { sharedSymbol } from '../shapes.ts';
import { rememberColumns } from '../stack-traces.ts';
import { contexts } from '../vm/contexts.ts';
import { importMeta, missingExport, syntaxError, throughStars } from './module-parts.ts';
import type { Getter, ModuleRecord, Namespace } from './module-record.ts';
import { transformModule, type TransformedModule } from './transform.ts';

export const STATUS = {
	kUninstantiated: 0,
	kInstantiating: 1,
	kInstantiated: 2,
	kEvaluating: 3,
	kEvaluated: 4,
	kErrored: 5
};

type Make = (...args: unknown[]) => Body;
type Body = { next(): { done?: boolean } | Promise<unknown> };
type InitializeMeta = (symbol: symbol, meta: object, wrap: object) => void;
type Evaluation = (this: ModuleRecord) => void;

const DEFAULT_ID = sharedSymbol('source_text_module_default_hdo');
const HOST_ID = sharedSymbol('node:host_defined_option_symbol');

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function moduleWrapClass(
	context: Context,
	namespaces: WeakSet<object>,
	initializeMeta: InitializeMeta
) {
	class ModuleWrap implements ModuleRecord {
		readonly url: string;
		linked: ModuleRecord[] = [];
		sourceMapURL: string | undefined;
		isMain?: boolean;
		async?: boolean;
		readonly #module: TransformedModule | null;
		readonly #id: symbol;
		/** Of a module of vm: its context. */
		readonly #sandbox: object | undefined;
		readonly #synthetic: { names: string[]; steps: Evaluation; values: Namespace } | null;
		#status = STATUS.kUninstantiated;
		#error: unknown;
		#cells: Record<string, Getter> = Object.create(null) as Record<string, Getter>;
		#body: Body | undefined;
		#counters: ScriptCounters | null = null;
		#namespace: Namespace | undefined;
		#evaluation: Promise<void> | undefined;
		#outcome: Promise<void> | undefined;

		constructor(
			url: string,
			sandbox: object | undefined,
			source: string | string[],
			steps: Evaluation | number,
			_column?: number,
			id?: symbol
		) {
			this.url = url;
			this.#sandbox = sandbox;
			this.#id = typeof id === 'symbol' ? id : DEFAULT_ID;
			Object.defineProperty(this, HOST_ID, { value: this.#id, enumerable: false });
			if (typeof source !== 'string') {
				const values = Object.create(null) as Namespace;
				for (const name of source) values[name] = undefined;
				this.#module = null;
				this.#synthetic = { names: source, steps: steps as Evaluation, values };
				return;
			}
			this.#synthetic = null;
			try {
				const count = (text: MagicString) => {
					this.#counters = coverage.count(url, source, text, { sourceType: 'module' });
				};
				this.#module = transformModule(source, coverage.watches(url) ? count : null);
			} catch (error) {
				throw syntaxError(url, error);
			}
			if (url) rememberColumns(url, this.#module.columns);
		}

		getModuleRequests() {
			return this.#module?.requests ?? [];
		}
		link(modules: ArrayLike<ModuleRecord>) {
			this.linked = Array.from(modules);
		}
		setExport(name: string, value: unknown) {
			if (this.#synthetic) this.#synthetic.values[name] = value;
		}
		hasTopLevelAwait() {
			return this.#module?.hasTopLevelAwait ?? false;
		}

		exportNames(seen: Set<ModuleRecord>): Set<string> {
			if (seen.has(this)) return new Set();
			seen.add(this);
			if (!this.#module) return new Set(this.#synthetic?.names);
			const { localExports, indirect, stars } = this.#module;
			const names = new Set([...localExports, ...indirect.map(([name]) => name)]);
			for (const star of stars)
				for (const name of this.linked[star]?.exportNames(seen) ?? [])
					if (name !== 'default') names.add(name);
			return names;
		}

		resolveExport(name: string, seen: Set<string>): Getter | null {
			const visited = `${this.url} ${name}`;
			if (seen.has(visited)) return null;
			seen.add(visited);
			if (!this.#module) {
				const values = this.#synthetic?.values ?? {};
				return name in values ? () => values[name] : null;
			}
			if (this.#module.localExports.includes(name)) return () => this.#cell(name);
			const indirect = this.#module.indirect.find(([exported]) => exported === name);
			if (indirect) {
				const target = this.linked[indirect[1]];
				return indirect[2] === '*'
					? () => target?.getNamespace()
					: (target?.resolveExport(indirect[2], seen) ?? null);
			}
			if (name === 'default') return null;
			return throughStars(
				this.#module.stars.map((star) => this.linked[star]),
				name,
				seen
			);
		}

		#cell(name: string): unknown {
			const cell = this.#cells[name];
			if (!cell) throw new ReferenceError(`Cannot access '${name}' before initialization`);
			return cell();
		}

		getNamespace(): Namespace {
			if (this.#namespace) return this.#namespace;
			const namespace = Object.create(null) as Namespace;
			for (const name of [...this.exportNames(new Set())].sort()) {
				const get = this.resolveExport(name, new Set());
				if (!get) continue;
				const set = () => {
					throw new TypeError(`Cannot assign to read only property '${name}' of object '[object Module]'`);
				};
				Object.defineProperty(namespace, name, { enumerable: true, configurable: false, get, set });
			}
			Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
			namespaces.add(Object.preventExtensions(namespace));
			return (this.#namespace = namespace);
		}
		getNamespaceSync() {
			return this.getNamespace();
		}

		instantiate(): void {
			if (this.#status >= STATUS.kInstantiating) return;
			this.#status = STATUS.kInstantiating;
			try {
				for (const module of this.linked) module.instantiate();
				if (this.#module) this.#begin(this.#module);
			} catch (error) {
				this.#status = STATUS.kUninstantiated;
				throw error;
			}
			this.#status = STATUS.kInstantiated;
		}
		instantiateSync() {
			this.instantiate();
			return this.isGraphAsync();
		}

		#begin(module: TransformedModule): void {
			for (const [name, request] of module.imported) {
				const target = this.linked[request];
				if (name !== '*' && target && !target.resolveExport(name, new Set()))
					throw missingExport(this.url, module.requests[request]?.specifier ?? '', name);
			}
			const code = `${module.code}\n//# sourceURL=${this.url}`;
			const make = (this.#sandbox ? contexts.evaluate(this.#sandbox, code) : (0, native.eval)(code)) as Make;
			const setCells = (cells: Record<string, Getter>) => {
				this.#cells = cells;
			};
			this.#body = make(
				setCells,
				importMeta((meta) => initializeMeta(this.#id, meta, this)),
				importer(this.#id, this.url),
				activations.make,
				this.#counters,
				...this.linked.map((linked) => linked.getNamespace())
			);
			const first = this.#body.next();
			if (first instanceof Promise) first.catch(() => {});
		}

		isGraphAsync(seen: Set<ModuleRecord> = new Set()): boolean {
			if (seen.has(this)) return false;
			seen.add(this);
			return this.hasTopLevelAwait() || this.linked.some((module) => module.isGraphAsync(seen));
		}

		/** Dependencies first. Returns a promise only where something in the graph awaits. */
		evaluateInner(stack: Set<ModuleRecord>): Promise<void> | undefined {
			if (this.#status === STATUS.kErrored) throw this.#error;
			if (this.#status === STATUS.kEvaluated) return undefined;
			if (this.#status === STATUS.kEvaluating) return stack.has(this) ? undefined : this.#evaluation;
			this.#status = STATUS.kEvaluating;
			const inner = new Set(stack).add(this);
			try {
				const pending = this.linked
					.map((module) => module.evaluateInner(inner))
					.filter((promise) => promise !== undefined);
				const result =
					pending.length > 0 ? Promise.all(pending).then(() => this.#execute()) : this.#execute();
				if (result) this.#evaluation = result.catch((error: unknown) => this.#fail(error));
				return this.#evaluation;
			} catch (error) {
				return this.#fail(error);
			}
		}

		#execute(): Promise<void> | undefined {
			if (!this.#module) {
				this.#synthetic?.steps.call(this);
				this.#status = STATUS.kEvaluated;
				return undefined;
			}
			const result = this.#body?.next();
			if (!(result instanceof Promise)) {
				this.#status = STATUS.kEvaluated;
				return undefined;
			}
			return result.then(() => {
				this.#status = STATUS.kEvaluated;
			});
		}

		#fail(error: unknown): never {
			this.#status = STATUS.kErrored;
			this.#error = error;
			throw error;
		}

		evaluate(): Promise<void> {
			return (this.#outcome ??= this.#start());
		}
		#start(): Promise<void> {
			let result: Promise<void> | undefined;
			try {
				result = this.evaluateInner(new Set());
			} catch (error) {
				return Promise.reject(error);
			}
			if (!result) return Promise.resolve();
			context.topLevelAwaits.pending++;
			const settled = () => {
				context.topLevelAwaits.pending--;
			};
			result.then(settled, settled);
			return result;
		}
		evaluateSync() {
			if (this.evaluateInner(new Set()))
				throw new Error('Cannot require an ES module with a top-level await');
			return this.getNamespace();
		}

		getStatus() {
			return this.#status;
		}
		getError() {
			return this.#error;
		}
		createCachedData() {
			return new Uint8Array();
		}
		getStaticDependencySpecifiers() {
			return this.getModuleRequests().map(({ specifier }) => specifier);
		}
	}
	return ModuleWrap;
}
