/**
 * The browser's own functions, kept before the process's code can see the realm: Node's library and user code replace, patch and
 * delete globals, and ours must go on. Import this first.
 */
import type { Native } from './context.ts';

export const native = keep();

function keep(): Native {
	const kept = Object.create(null) as Record<string, unknown>;
	for (
		let object: object | null = globalThis;
		object && object !== Object.prototype;
		object = Reflect.getPrototypeOf(object)
	) {
		for (const name of Object.getOwnPropertyNames(object)) {
			if (name in kept) continue;
			const value: unknown = Reflect.get(object, name, globalThis);
			const isMethod = typeof value === 'function' && /^[a-z]/.test(name);
			kept[name] = isMethod ? (value as (...args: unknown[]) => unknown).bind(globalThis) : value;
		}
	}
	return kept as Native;
}
