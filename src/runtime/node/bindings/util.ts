import { parseEnv } from '../env-files.ts';
import type { Internals } from '../internals.ts';
import type { Binding, BindingFactory, Context } from '../context.ts';

const HANDLE_TYPES = ['TCP', 'TTY', 'UDP', 'FILE', 'PIPE', 'UNKNOWN', 'INVALID'];
/** Bits of v8::PropertyFilter. */
const [ONLY_ENUMERABLE, SKIP_SYMBOLS] = [2, 16];
const isTypedArray = (value: unknown): value is Uint8Array =>
	ArrayBuffer.isView(value) && !(value instanceof DataView);
const isIndex = (key: string) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4_294_967_295;

/**
 * V8's private symbols: properties that no reflection sees. Kept in weak maps behind accessors on Object.prototype, so that
 * `object[symbol] = value` in Node's library leaves no own property.
 */
function hidePrivateSymbols(symbols: Record<string, symbol>): void {
	for (const [name, symbol] of Object.entries(symbols)) {
		if (name === 'exit_info_private_symbol') continue;
		const values = new WeakMap<object, unknown>();
		Object.defineProperty(Object.prototype, symbol, {
			configurable: true,
			enumerable: false,
			get(this: object) {
				return values.get(this);
			},
			set(this: unknown, value: unknown) {
				if ((typeof this === 'object' && this !== null) || typeof this === 'function')
					values.set(this, value);
			}
		});
	}
}

function previewEntries(types: Binding) {
	return (object: object, isIterator: boolean) => {
		const is = (name: string) => (types[name] as (value: unknown) => boolean)(object);
		let entries: unknown[] = [];
		let keyed = false;
		if (is('isMap')) [entries, keyed] = [[...(object as Map<unknown, unknown>)].flat(1), true];
		else if (is('isSet')) entries = [...(object as Set<unknown>)];
		return isIterator ? [entries, keyed] : entries;
	};
}

/** An engine lists the indices of a typed array too, which takes seconds: one with more elements is not asked for names of its own. */
const MANY = 65_536;

const isIndexKey = (key: PropertyKey) => typeof key === 'string' && isIndex(key);

/** `isProxy`: its keys come in whatever order. */
function keysBesideIndices(object: object, isProxy: boolean): PropertyKey[] {
	if (isTypedArray(object) && object.length > MANY) return Object.getOwnPropertySymbols(object);
	const keys = Reflect.ownKeys(object);
	if (isProxy) return keys.filter((key) => !isIndexKey(key));
	// Indices come first: how many are there?
	let [least, most] = [0, keys.length];
	while (least < most) {
		const middle = (least + most) >> 1;
		if (isIndexKey(keys[middle] ?? '')) least = middle + 1;
		else most = middle;
	}
	return keys.slice(least);
}

const nonIndexProperties = (proxies: WeakMap<object, unknown>) => (object: object, filter: number) =>
	keysBesideIndices(object, proxies.has(object)).filter((key) => {
		if (typeof key === 'symbol' && (filter & SKIP_SYMBOLS) !== 0) return false;
		return (
			(filter & ONLY_ENUMERABLE) === 0 || Reflect.getOwnPropertyDescriptor(object, key)?.enumerable === true
		);
	});

function getConstructorName(object: object | null): string {
	for (let at = object; at; at = Reflect.getPrototypeOf(at)) {
		const made: unknown = Reflect.getOwnPropertyDescriptor(at, 'constructor')?.value;
		if (typeof made === 'function' && made.name) return made.name;
	}
	return 'Object';
}

function defineLazyProperties(context: Context) {
	return (target: object, id: string, keys: string[], enumerable = true) => {
		for (const key of keys) {
			let value: unknown;
			let loaded = false;
			const get = () => {
				if (!loaded) [value, loaded] = [(context.requireBuiltin(id) as Binding)[key], true];
				return value;
			};
			const set = (given: unknown) => {
				const options = { configurable: true, enumerable: true, writable: true };
				Object.defineProperty(target, key, { ...options, value: given });
			};
			Object.defineProperty(get, 'name', { value: `get ${key}` });
			Object.defineProperty(set, 'name', { value: `set ${key}` });
			Object.defineProperty(target, key, { configurable: true, enumerable, get, set });
		}
	};
}

class WeakReference {
	readonly #target: WeakRef<object>;
	#strong: object | null = null;
	#count = 0;
	constructor(target: object) {
		this.#target = new WeakRef(target);
	}
	get() {
		return this.#target.deref();
	}
	incRef() {
		if (++this.#count === 1) this.#strong = this.#target.deref() ?? null;
	}
	decRef() {
		if (--this.#count === 0) this.#strong = null;
	}
	/** Only so that the field counts as used: it keeps the target alive. */
	get isHeld() {
		return this.#strong !== null;
	}
}

export const util =
	({ proxies, stackTraces, handleType }: Internals): BindingFactory =>
	(context, shape) => {
		const types = context.internalBinding('types');
		(shape['shouldAbortOnUncaughtToggle'] as Uint32Array)[0] = 1;
		hidePrivateSymbols(shape['privateSymbols'] as Record<string, symbol>);
		const is = (name: string, value: unknown) => (types[name] as (value: unknown) => boolean)(value);
		const checks = Object.fromEntries(Object.entries(types).filter(([name]) => name in shape));
		const sleeping = new Int32Array(new SharedArrayBuffer(4));
		return {
			...checks,
			isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
			isTypedArray,
			isUint8Array: (value: unknown) =>
				ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]',
			isInsideNodeModules: () => stackTraces.isInsideNodeModules(),
			/** A browser does not show the state of a promise. */
			getPromiseDetails: (value: unknown) => (is('isPromise', value) ? [0, undefined] : undefined),
			getProxyDetails(proxy: object, both = true) {
				const details = proxies.get(proxy);
				return both ? details : details?.[0];
			},
			getCallerLocation: () => stackTraces.callerLocation(),
			getCallSites: (count: number) => stackTraces.callSites(count),
			getExternalValue: () => 0n,
			getOwnNonIndexProperties: nonIndexProperties(proxies),
			getConstructorName,
			previewEntries: previewEntries(types),
			sleep: (milliseconds: number) => void Atomics.wait(sleeping, 0, 0, milliseconds),
			arrayBufferViewHasBuffer: () => true,
			guessHandleType: (fd: number) => HANDLE_TYPES.indexOf(handleType(fd)),
			toUSVString: (value: unknown) => (String(value) as string & { toWellFormed(): string }).toWellFormed(),
			defineLazyProperties: defineLazyProperties(context),
			parseEnv,
			WeakReference
		};
	};
