/** What one call of a function that awaits knows of its context; esm/awaits.ts makes the function say when. */
import type { AsyncContexts, Scope } from './async-contexts.ts';

type ThenMethod = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => unknown;

export class AsyncActivation {
	readonly #contexts: AsyncContexts;
	/** Where it goes on; undefined = whoever calls it decides, as before the first await and after a yield. */
	#scope: Scope | null | undefined;

	constructor(contexts: AsyncContexts) {
		this.#contexts = contexts;
	}

	/** It is about to await `value`. */
	suspended(value?: unknown): unknown {
		this.#scope = this.#contexts.suspend();
		return this.#scope ? this.#followed(value) : value;
	}

	/** It has got `value`. */
	resumed(value: unknown): unknown {
		this.restore();
		return value;
	}

	/** It may have been thrown something. */
	restore(): void {
		if (this.#scope !== undefined) this.#contexts.resume(this.#scope);
	}

	yields(): undefined {
		this.#scope = undefined;
	}

	yielded(_yields: undefined, value: unknown): unknown {
		return value;
	}

	/** The engine calls the `then` of a foreign thenable in a microtask of its own: that too runs in the context of the await. */
	#followed(value: unknown): unknown {
		if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
		if (value instanceof Promise && value.constructor === Promise) return value;
		const then = (value as { then?: unknown }).then;
		if (typeof then !== 'function') return value;
		const scope = this.#contexts.suspend();
		return {
			then: (...handlers: Parameters<ThenMethod>) => {
				this.#contexts.resume(scope);
				return Reflect.apply(then, value, handlers) as unknown;
			}
		};
	}
}
