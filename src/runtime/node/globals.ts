/** Makes the worker's global scope that of the pinned Node: what the browser or a newer engine adds is taken away. */
import type { Facts } from './library.ts';

/** Names that V8 and the browser define unconfigurably, and that no program enumerates. */
const kept = new Set(['constructor', 'Infinity', 'NaN', 'undefined', 'globalThis']);

export function hideBrowserGlobals({ intrinsics }: Facts): void {
	const wanted = new Set(intrinsics.globals);
	for (
		let object: object | null = globalThis;
		object && object !== Object.prototype;
		object = Reflect.getPrototypeOf(object)
	)
		for (const name of Object.getOwnPropertyNames(object))
			if (!kept.has(name) && (object !== globalThis || !wanted.has(name))) hide(object, name);
	// Node's global object is made by Object.
	Reflect.defineProperty(Reflect.getPrototypeOf(globalThis) ?? {}, 'constructor', { value: Object });
}

/** What the browser does not let go is at least not enumerated: an own property covers it. */
function hide(object: object, name: string): void {
	if (Reflect.deleteProperty(object, name)) return;
	if (Reflect.getOwnPropertyDescriptor(object, name)?.enumerable)
		Reflect.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
}

/** Array.fromAsync stays, Promise.try goes: a suite that probes for features finds those of the pinned Node. */
export function hideNewerIntrinsics({ intrinsics }: Facts): void {
	for (const [name, keys] of Object.entries(intrinsics.own)) hideExtra(globalOf(name), keys);
	for (const [name, keys] of Object.entries(intrinsics.prototypes))
		hideExtra(globalOf(name)?.prototype, keys);
}

function globalOf(name: string): { prototype?: object } | undefined {
	return (globalThis as unknown as Record<string, { prototype?: object } | undefined>)[name];
}

function hideExtra(object: object | undefined, keys: string[]): void {
	if (!object) return;
	const wanted = new Set(keys);
	for (const key of Reflect.ownKeys(object)) {
		const name = typeof key === 'symbol' ? `@@${key.description}` : key;
		if (!wanted.has(name)) Reflect.deleteProperty(object, key);
	}
}

/** The browser's own, where an option says that Node is to have none. */
export function hideDisabled(options: Record<string, unknown>): void {
	const hidden: [option: string, of: object, names: string[]][] = [
		['--experimental-global-customevent', globalThis, ['CustomEvent']],
		['--experimental-global-webcrypto', globalThis, ['Crypto', 'CryptoKey', 'SubtleCrypto']],
		['--experimental-fetch', WebAssembly, ['compileStreaming', 'instantiateStreaming']]
	];
	for (const [option, of, names] of hidden)
		if (options[option] === false) for (const name of names) Reflect.deleteProperty(of, name);
}
