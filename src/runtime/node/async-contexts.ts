/**
 * In which asynchronous context a callback runs: what AsyncLocalStorage and async_hooks are made of.
 * https://nodejs.org/docs/latest-v22.x/api/async_hooks.html
 *
 * Node's library keeps the stack of contexts; here is what its C++ and V8 do around it: each callback of the loop gets the context in
 * which it was asked for, and so does each reaction of a promise. Handles and requests have an id from the beginning; beside that nothing
 * is done, and nothing wrapped, until a hook is enabled. What follows an await is resumed by the engine without a word: esm/awaits.ts makes
 * functions say it themselves.
 */
import type { AsyncResources } from './async-resources.ts';

/** What is used of the library's internal/async_hooks. */
export type AsyncHooks = {
	newAsyncId(): number;
	executionAsyncId(): number;
	getDefaultTriggerAsyncId(): number;
	clearAsyncIdStack(): void;
	emitInit(asyncId: number, type: string, triggerAsyncId: number, resource: object): void;
	emitBefore(asyncId: number, triggerAsyncId: number, resource: object): void;
	emitAfter(asyncId: number): void;
	pushAsyncContext(asyncId: number, triggerAsyncId: number, resource: object): void;
	popAsyncContext(asyncId: number): void;
};

/** V8's promise hooks, as the library sets them. */
export type PromiseHooks = {
	init: ((promise: object, parent?: object) => void) | undefined;
	before: ((promise: object) => void) | undefined;
	after: ((promise: object) => void) | undefined;
};

/** Calls `callback` with `args` as the library wants it done; 0 = in no context. */
export type Trampoline = (
	this: object,
	asyncId: number,
	resource: object,
	callback: (...args: never[]) => unknown,
	...args: unknown[]
) => unknown;

/** What the async_wrap binding has of the library: its functions, the array that counts the enabled hooks of each kind, what hears of an end. */
type Wraps = {
	/** Numbers of types. */
	providers: Record<string, number>;
	hooks: () => AsyncHooks;
	counts: Uint32Array;
	kinds: number[];
	ended: (asyncId: number) => void;
	/** Tells now what has ended. */
	tellEnds: () => void;
};

/** An asynchronous operation between its start and its callback. */
export type Scope = { asyncId: number; triggerAsyncId: number; resource: object };
type Handler = ((value: unknown) => unknown) | null | undefined;

type Then = (this: object, onFulfilled: Handler, onRejected: Handler) => object;

export class AsyncContexts implements AsyncResources {
	/** Set at bootstrap. */
	library: Wraps | undefined;
	trampoline: Trampoline | undefined;
	/** Of handles and requests. */
	readonly #scopes = new WeakMap<object, Scope & { type: string }>();
	#promises: PromiseHooks = { init: undefined, before: undefined, after: undefined };
	#patched = false;
	/**
	 * The context of the function that resumed last. Nothing tells when that function is suspended again or returns, so it is left when
	 * the next callback, reaction or function begins: until then nobody can see it.
	 */
	#resumed: number | undefined;

	get #active(): boolean {
		const { library } = this;
		return library !== undefined && library.kinds.some((kind) => (library.counts[kind] ?? 0) > 0);
	}

	/** The main script runs in a context too, of which hooks are not told, as Node's LoadEnvironment has it. */
	main(script: () => void): void {
		const hooks = this.library?.hooks();
		hooks?.pushAsyncContext(1, 0, {});
		script();
		hooks?.popAsyncContext(1);
	}

	callOutside(target: object, method: (...args: never[]) => unknown, args: unknown[]): unknown {
		if (!this.trampoline || !this.#active) return Reflect.apply(method, target, args);
		return Reflect.apply(this.trampoline, target, [0, target, method, ...args]);
	}

	open(resource: object, type: string, shown = resource, maker?: object): void {
		if (!this.library) return;
		const trigger = maker && this.#scopes.get(maker)?.asyncId;
		const scope = this.#scope(this.library.hooks(), type, shown, trigger);
		this.#scopes.set(resource, { ...scope, type });
	}

	idOf(resource: object): number {
		return this.#scopes.get(resource)?.asyncId ?? 0;
	}

	providerOf(resource: object): number {
		return this.library?.providers[this.#scopes.get(resource)?.type ?? 'NONE'] ?? 0;
	}

	reset(resource: object, shown = resource): void {
		const type = this.#scopes.get(resource)?.type;
		this.close(resource);
		if (type) this.open(resource, type, shown);
	}

	close(resource: object): void {
		const scope = this.#scopes.get(resource);
		if (!scope) return;
		this.#scopes.delete(resource);
		this.library?.ended(scope.asyncId);
	}

	tellEnds(): void {
		this.library?.tellEnds();
	}

	run<T>(resource: object, callback: () => T): T {
		const scope = this.#scopes.get(resource);
		if (!scope || !this.library) return callback();
		const hooks = this.library.hooks();
		hooks.emitBefore(scope.asyncId, scope.triggerAsyncId, scope.resource);
		let result: T;
		try {
			result = callback();
		} catch (error) {
			hooks.popAsyncContext(scope.asyncId);
			throw error;
		}
		hooks.emitAfter(scope.asyncId);
		return result;
	}

	/** `callback`, to be run later: in the context of `resource`, where that is one, or of now. null = in none. */
	bind(callback: () => void, resource?: object | null): () => void {
		if (resource === null) return callback;
		const known = resource && this.#scopes.get(resource);
		if (known) return this.#within(known, callback);
		if (!this.#active || !this.library) return callback;
		return this.#within(this.#scope(this.library.hooks(), 'AsyncWrap'), callback);
	}

	#within(scope: Scope, callback: () => void): () => void {
		return () => {
			const hooks = this.library?.hooks();
			hooks?.emitBefore(scope.asyncId, scope.triggerAsyncId, scope.resource);
			// What throws leaves its context to the library, which empties the stack once it has handled the error.
			callback();
			hooks?.emitAfter(scope.asyncId);
		};
	}

	/** A turn of the loop, or a microtask, begins. */
	leave(): void {
		const asyncId = this.#resumed;
		if (asyncId === undefined || !this.library) return;
		this.#resumed = undefined;
		const hooks = this.library.hooks();
		if (hooks.executionAsyncId() === asyncId) hooks.emitAfter(asyncId);
		hooks.clearAsyncIdStack();
	}

	/** A function awaits: the scope in which it is to go on. null = nobody wants to know. */
	suspend(): Scope | null {
		return this.#active && this.library ? this.#scope(this.library.hooks(), 'PROMISE') : null;
	}

	/** It goes on. */
	resume(scope: Scope | null): void {
		this.leave();
		if (!scope || !this.library) return;
		this.library.hooks().emitBefore(scope.asyncId, scope.triggerAsyncId, scope.resource);
		this.#resumed = scope.asyncId;
	}

	#scope(hooks: AsyncHooks, type: string, resource: object = {}, trigger?: number): Scope {
		const triggerAsyncId = trigger ?? hooks.getDefaultTriggerAsyncId();
		const scope = { asyncId: hooks.newAsyncId(), triggerAsyncId, resource };
		hooks.emitInit(scope.asyncId, type, triggerAsyncId, scope.resource);
		return scope;
	}

	/** From the first hook on, promises call them; the engine gives pages no hooks, so `then` does. */
	setPromiseHooks(promises: PromiseHooks): void {
		this.#promises = promises;
		if (this.#patched || !promises.init) return;
		this.#patched = true;
		const { prototype } = Promise;
		const original = Reflect.get(prototype, 'then') as Then;
		const followed = (promise: object, handlers: [Handler, Handler]) =>
			this.#then(original, promise, handlers);
		const replacement = {
			then(onFulfilled: Handler, onRejected: Handler) {
				return followed(this, [onFulfilled, onRejected]);
			}
		};
		Reflect.defineProperty(prototype, 'then', {
			value: Reflect.get(replacement, 'then'),
			writable: true,
			enumerable: false,
			configurable: true
		});
	}

	#then(original: Then, promise: object, handlers: [Handler, Handler]): object {
		const { init, before, after } = this.#promises;
		if (!init) return Reflect.apply(original, promise, handlers) as object;
		const within = (handler: Handler): Handler => {
			if (typeof handler !== 'function') return handler;
			return (value) => {
				this.leave();
				before?.(derived);
				try {
					return handler(value);
				} finally {
					after?.(derived);
				}
			};
		};
		const derived = Reflect.apply(original, promise, handlers.map(within)) as object;
		init(derived, promise);
		return derived;
	}
}
