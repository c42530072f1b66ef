/**
 * The browser's own functions, kept before the process's code can see the realm: Node's library and user code replace, patch and
 * delete globals, and ours must go on. Import this first.
 *
 * A list, because a browser makes each of its hundreds of global interfaces when it is first touched.
 */
const names = [
	'BroadcastChannel',
	'DOMException',
	'Function',
	'MessageChannel',
	'MessagePort',
	'Proxy',
	'TextDecoder',
	'TextEncoder',
	'URL',
	'WebAssembly',
	'addEventListener',
	'atob',
	'btoa',
	'clearTimeout',
	'crypto',
	'eval',
	'importScripts',
	'performance',
	'queueMicrotask',
	'setTimeout',
	'structuredClone'
] as const;

/** Browser functions as they were before the process's own code could replace or delete them. */
export type Native = Pick<typeof globalThis, (typeof names)[number]>;

export const native = Object.fromEntries(names.map((name) => [name, kept(name)])) as Native;

/** Functions of the global scope want it as their receiver; classes do not. */
function kept(name: keyof Native): unknown {
	const value: unknown = globalThis[name];
	return typeof value === 'function' && /^[a-z]/.test(name)
		? (value as (...args: unknown[]) => unknown).bind(globalThis)
		: value;
}
