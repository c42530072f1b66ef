/**
 * Bindings that few processes need, as scripts of their own: each file of parts/ is a bundle "node-<name>.js", run when its binding is first
 * asked for. A part sees of this program only what its binding is given: it must not import a module that keeps state.
 */
import type { BindingFactory } from './context.ts';
import { native } from './native.ts';

/** The parts, by binding. */
export const parts = ['crypto', 'zlib'] as const;

/** Where a part leaves itself; vite-runtime.mjs names it so. */
const LEFT = 'tabgymPart';

/**
 * Libraries look at globalThis.crypto when they are loaded. Node's would load its library's crypto at once, over a binding that is not
 * there yet.
 */
function withNativeCrypto(load: () => void): void {
	const before = Reflect.getOwnPropertyDescriptor(globalThis, 'crypto');
	Reflect.defineProperty(globalThis, 'crypto', { value: native.crypto, configurable: true });
	try {
		load();
	} finally {
		Reflect.deleteProperty(globalThis, 'crypto');
		if (before) Reflect.defineProperty(globalThis, 'crypto', before);
	}
}

/** The binding of part `name`; `chunks` are blob URLs by bundle name. */
export function partFactory(name: (typeof parts)[number], chunks: Record<string, string>): BindingFactory {
	return (context, shape) => {
		const url = chunks[`node-${name}`];
		if (!url) throw new Error(`Cannot load node:${name}: the host has no bundle "node-${name}"`);
		withNativeCrypto(() => native.importScripts(url));
		const { binding } = Reflect.get(globalThis, LEFT) as { binding: BindingFactory };
		Reflect.deleteProperty(globalThis, LEFT);
		return binding(context, shape);
	};
}
