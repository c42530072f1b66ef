/**
 * Stands in for the C++ side of a binding: its constants, typed arrays and symbols as they are in the pinned Node, and for every
 * function and class one that says that it is not supported. What we implement replaces those.
 */
import type { Binding } from './context.ts';

type Shape =
	| { $: 'f'; s?: Record<string, unknown> }
	| { $: 'c'; m: string[]; s?: Record<string, unknown> }
	| { $: 'sym'; d: string }
	| { $: 'big'; v: string }
	| { $: 'u' }
	| { $: 'ta'; t: string; n: number }
	| { $: 'ab'; n: number }
	| { $: 'map'; v: [unknown, unknown][] }
	| { $: 'arr'; v: unknown[] }
	| { $: 'num'; v: string }
	| { $: 'o'; v: Record<string, unknown>; np: 0 | 1; ro?: 1; h?: string[] };

const symbols = new Map<string, symbol>();

/** One symbol per description: bindings share Node's per-isolate symbols. */
export function sharedSymbol(description: string): symbol {
	let symbol = symbols.get(description);
	if (!symbol) symbols.set(description, (symbol = Symbol(description)));
	return symbol;
}

const typedArrays: Record<string, (length: number) => unknown> = {
	Uint8Array: (n) => new Uint8Array(n),
	Int32Array: (n) => new Int32Array(n),
	Uint32Array: (n) => new Uint32Array(n),
	Float64Array: (n) => new Float64Array(n),
	BigInt64Array: (n) => new BigInt64Array(n),
	BigUint64Array: (n) => new BigUint64Array(n)
};

export function unsupported(what: string): Error {
	const error = new Error(`not supported in the browser: ${what}`) as Error & { code: string };
	error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
	return error;
}

export function revive(shape: unknown, path: string): unknown {
	if (shape === null || typeof shape !== 'object') return shape;
	const known = shape as Shape;
	switch (known.$) {
		case 'f':
			return withStatics(unsupportedFunction(path), known.s, path);
		case 'c':
			return withStatics(unsupportedClass(path, known.m), known.s, path);
		case 'sym':
			return sharedSymbol(known.d);
		case 'big':
			return BigInt(known.v);
		case 'u':
			return undefined;
		case 'ta':
			return typedArrays[known.t]?.(known.n);
		case 'ab':
			return new ArrayBuffer(known.n);
		case 'map':
			return new Map(known.v);
		case 'arr':
			return known.v.map((item, index) => revive(item, `${path}[${index}]`));
		case 'o':
			return reviveProperties(known, path);
		case 'num':
			return Number(known.v);
		default:
			return known satisfies never;
	}
}

/** The stand-in for one binding. */
export function reviveBinding(shape: unknown, name: string): Binding {
	return revive(shape, name) as Binding;
}

function reviveProperties({ v, np, ro, h }: Extract<Shape, { $: 'o' }>, path: string): Binding {
	const object = Object.create(np ? null : Object.prototype) as Binding;
	for (const [key, value] of Object.entries(v)) {
		const revived = revive(value, `${path}.${key}`);
		if (ro) Object.defineProperty(object, key, { value: revived, enumerable: !h?.includes(key) });
		else object[key] = revived;
	}
	return object;
}

function withStatics<T extends object>(
	target: T,
	statics: Record<string, unknown> | undefined,
	path: string
): T {
	for (const [key, value] of Object.entries(statics ?? {}))
		Object.defineProperty(target, key, {
			value: revive(value, `${path}.${key}`),
			configurable: true,
			writable: true
		});
	return target;
}

function unsupportedFunction(path: string) {
	return () => {
		throw unsupported(path);
	};
}

/** Can be extended, and made: only what is not there says so. */
function unsupportedClass(path: string, methods: string[]) {
	const made = class {};
	for (const method of methods)
		Object.defineProperty(made.prototype, method, {
			value: unsupportedFunction(`${path}.${method}`),
			configurable: true,
			writable: true
		});
	return made;
}
