/** internalBinding(name): what the pinned Node has, with what we implement in its place. */
import type { Binding, Context } from './context.ts';
import type { Internals } from './internals.ts';
import type { Library } from './library.ts';
import { factoriesOf } from './registry.ts';
import { reviveBinding } from './shapes.ts';

export class Bindings {
	readonly #facts: Library['facts'];
	readonly #context: Context;
	readonly #internals: () => Internals;
	readonly #made = new Map<string, Binding>();
	#factories: ReturnType<typeof factoriesOf> | null = null;

	constructor(facts: Library['facts'], context: Context, internals: () => Internals) {
		this.#facts = facts;
		this.#context = context;
		this.#internals = internals;
	}

	get(name: string): Binding {
		const before = this.#made.get(name);
		if (before) return before;
		const shape = this.#facts.bindings[name];
		const factory = (this.#factories ??= factoriesOf(this.#internals()))[name];
		if (!shape && !factory) throw new Error(`No such binding: ${name}`);
		const binding = shape ? reviveBinding(shape, name) : {};
		this.#made.set(name, binding);
		if (factory)
			Object.defineProperties(binding, Object.getOwnPropertyDescriptors(factory(this.#context, binding)));
		return binding;
	}
}
