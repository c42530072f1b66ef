/**
 * Values that structured clone would take, as JSON in UTF-8: between two processes of ours, where V8's own format is not to be had.
 * What JSON does not know is an object with the key TAG.
 */
import { encode, latin1ToString } from './encoding.ts';

const TAG = '\u0001';
/** The kind of a view that is a Buffer. */
const BUFFER = 'Buffer';

type Tagged = {
	[TAG]: string;
	v?: unknown;
	f?: unknown;
	n?: unknown;
	m?: unknown;
	s?: unknown;
	c?: unknown;
	p?: unknown;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const errorTypes: Record<string, ErrorConstructor> = {
	Error,
	EvalError,
	RangeError,
	ReferenceError,
	SyntaxError,
	TypeError,
	URIError
};
const viewTypes: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
	BigInt64Array,
	BigUint64Array,
	DataView,
	Float32Array,
	Float64Array,
	Int16Array,
	Int32Array,
	Int8Array,
	Uint16Array,
	Uint32Array,
	Uint8Array,
	Uint8ClampedArray
};

/** Objects by their number. `isBuffer`: whether a view comes back as a Buffer of Node's. */
type Packing = { numbers: Map<object, number>; isBuffer: (view: ArrayBufferView) => boolean };
type MakeBuffer = (bytes: ArrayBuffer) => ArrayBufferView;

export function encodePlain(value: unknown, isBuffer: Packing['isBuffer'] = () => false): Uint8Array {
	return encoder.encode(JSON.stringify(pack(value, { numbers: new Map(), isBuffer })));
}

export function decodePlain(
	bytes: Uint8Array,
	makeBuffer: MakeBuffer = (inside) => new Uint8Array(inside)
): unknown {
	return unpack(JSON.parse(decoder.decode(bytes.slice())), { made: [], makeBuffer });
}

/** Bytes of one piece that a browser clones much faster than they are written down. */
const MUCH = 1024 * 1024;

/** Whether a value comes back as structured clone would bring it, and soon: nothing that is shared or moved, nor what only the browser can write down. */
export function isPlain(value: unknown, seen = new Set<object>()): boolean {
	if (typeof value === 'function' || typeof value === 'symbol') return false;
	if (typeof value !== 'object' || value === null || seen.has(value)) return true;
	seen.add(value);
	const isInside = (item: unknown) => isPlain(item, seen);
	if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every(isInside);
	if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer && value.byteLength <= MUCH;
	const kind = Object.prototype.toString.call(value).slice(8, -1);
	if (kind === 'Map') return [...(value as Map<unknown, unknown>)].flat().every(isInside);
	if (kind === 'Set') return [...(value as Set<unknown>)].every(isInside);
	if (kind === 'Error') return !Object.hasOwn(value, 'cause') || isInside((value as Error).cause);
	if (kind === 'ArrayBuffer') return (value as ArrayBuffer).byteLength <= MUCH;
	if (kind === 'Date' || kind === 'RegExp') return true;
	const prototype = Reflect.getPrototypeOf(value);
	return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isInside);
}

function pack(value: unknown, packing: Packing): unknown {
	switch (typeof value) {
		case 'undefined':
			return { [TAG]: 'undefined' };
		case 'bigint':
			return { [TAG]: 'bigint', v: String(value) };
		case 'number':
			return Number.isFinite(value) && !Object.is(value, -0)
				? value
				: { [TAG]: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
		case 'function':
		case 'symbol':
			throw Object.assign(new Error(`${String(value)} could not be cloned.`), {
				name: 'DataCloneError',
				code: 25
			});
		case 'object':
			return value === null ? null : packObject(value, packing);
		case 'boolean':
		case 'string':
			return value;
		default:
			return value;
	}
}

function packObject(value: object, packing: Packing): unknown {
	const { numbers } = packing;
	const before = numbers.get(value);
	if (before !== undefined) return { [TAG]: 'seen', v: before };
	numbers.set(value, numbers.size);
	const inside = (item: unknown) => pack(item, packing);
	if (Array.isArray(value)) return Array.from(value, inside);
	if (value instanceof Date) return { [TAG]: 'date', v: value.getTime() };
	if (value instanceof RegExp) return { [TAG]: 'regexp', v: value.source, f: value.flags };
	if (value instanceof Map)
		return { [TAG]: 'map', v: [...value].map(([key, item]) => [inside(key), inside(item)]) };
	if (value instanceof Set) return { [TAG]: 'set', v: [...value].map(inside) };
	if (value instanceof ArrayBuffer) return { [TAG]: 'buffer', v: latin1ToString(new Uint8Array(value)) };
	if (ArrayBuffer.isView(value)) return packView(value, packing.isBuffer(value));
	if (value instanceof Error || Object.prototype.toString.call(value) === '[object Error]')
		return packError(value as Error, inside);
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inside(item)]));
}

function packView(view: ArrayBufferView, isBuffer: boolean): Tagged {
	const name = isBuffer ? BUFFER : Object.prototype.toString.call(view).slice(8, -1);
	return {
		[TAG]: 'view',
		n: name,
		v: latin1ToString(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
	};
}

function packError(error: Error, inside: (item: unknown) => unknown): Tagged {
	const cause = Object.hasOwn(error, 'cause') ? { c: inside(error.cause) } : {};
	return { [TAG]: 'error', n: error.name, m: error.message, s: error.stack, ...cause };
}

type Unpacking = { made: unknown[]; makeBuffer: MakeBuffer };

function unpack(value: unknown, unpacking: Unpacking): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const inside = (item: unknown) => unpack(item, unpacking);
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		unpacking.made.push(list);
		for (const item of value) list.push(inside(item));
		return list;
	}
	if (TAG in value) return unpackTagged(value as Tagged, unpacking, inside);
	const object: Record<string, unknown> = {};
	unpacking.made.push(object);
	for (const [key, item] of Object.entries(value)) object[key] = inside(item);
	return object;
}

function unpackTagged(tagged: Tagged, unpacking: Unpacking, inside: (item: unknown) => unknown): unknown {
	const remember = <T>(made: T): T => {
		unpacking.made.push(made);
		return made;
	};
	const list = tagged.v as unknown[];
	switch (tagged[TAG]) {
		case 'undefined':
			return undefined;
		case 'bigint':
			return BigInt(tagged.v as string);
		case 'number':
			return Number(tagged.v);
		case 'seen':
			return unpacking.made[tagged.v as number];
		case 'date':
			return remember(new Date(tagged.v as number));
		case 'regexp':
			return remember(new RegExp(tagged.v as string, tagged.f as string));
		case 'map': {
			const map = remember(new Map());
			for (const [key, item] of list as [unknown, unknown][]) map.set(inside(key), inside(item));
			return map;
		}
		case 'set': {
			const set = remember(new Set());
			for (const item of list) set.add(inside(item));
			return set;
		}
		case 'buffer':
			return remember(encode(tagged.v as string, 'latin1').buffer);
		case 'view': {
			const bytes = encode(tagged.v as string, 'latin1').buffer;
			if (tagged.n === BUFFER) return remember(unpacking.makeBuffer(bytes));
			const View = viewTypes[tagged.n as string] ?? Uint8Array;
			return remember(new View(bytes));
		}
		default:
			return unpackError(tagged, remember, inside);
	}
}

function unpackError(tagged: Tagged, remember: <T>(made: T) => T, inside: (item: unknown) => unknown): Error {
	const error = remember(new (errorTypes[tagged.n as string] ?? Error)(tagged.m as string));
	const hidden = (name: string, value: unknown) =>
		Object.defineProperty(error, name, { value, configurable: true, writable: true, enumerable: false });
	hidden('stack', tagged.s);
	if (tagged.n !== error.name) hidden('name', tagged.n);
	if ('c' in tagged) hidden('cause', inside(tagged.c));
	return error;
}
