/** util.types: what a value is, whatever it says of itself. A getter that only the real thing has answers it. */
import type { Internals } from '../internals.ts';
import type { Binding, BindingFactory } from '../context.ts';
import { isAsyncFunction, isGeneratorFunction } from '../function-kinds.ts';

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is object =>
	(typeof value === 'object' && value !== null) || typeof value === 'function';
const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

/** True where `probe` does not throw. */
function brand(probe: (value: never) => unknown): Check {
	return (value) => {
		if (!isObject(value)) return false;
		try {
			probe(value as never);
			return true;
		} catch {
			return false; // not one of these
		}
	};
}

function getter(prototype: object, name: string): Check {
	const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
	return brand((value) => get?.call(value));
}

const boxed = (probe: (value: never) => unknown): Check => {
	const isBrand = brand(probe);
	return (value) => typeof value === 'object' && isBrand(value);
};

const mapIterator: object = Object.getPrototypeOf(new Map().entries()) as object;
const setIterator: object = Object.getPrototypeOf(new Set().values()) as object;
const source = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source')?.get;
const isError = (Error as unknown as { isError?: Check }).isError;

function isNext(prototype: { next?: unknown }): Check {
	const { next } = prototype;
	return (value) =>
		isObject(value) && Object.getPrototypeOf(value) === prototype && typeof next === 'function';
}

function primitiveChecks(): Record<string, Check> {
	const checks: Record<string, Check> = {
		isBigIntObject: boxed((value) => BigInt.prototype.valueOf.call(value)),
		isBooleanObject: boxed((value) => Boolean.prototype.valueOf.call(value)),
		isNumberObject: boxed((value) => Number.prototype.valueOf.call(value)),
		isStringObject: boxed((value) => String.prototype.valueOf.call(value)),
		isSymbolObject: boxed((value) => Symbol.prototype.valueOf.call(value))
	};
	const all = Object.values(checks);
	return { ...checks, isBoxedPrimitive: (value) => all.some((check) => check(value)) };
}

function bufferChecks(): Record<string, Check> {
	const isArrayBuffer = getter(ArrayBuffer.prototype, 'byteLength');
	const isSharedArrayBuffer = getter(SharedArrayBuffer.prototype, 'byteLength');
	return {
		isArrayBuffer,
		isSharedArrayBuffer,
		isAnyArrayBuffer: (value) => isArrayBuffer(value) || isSharedArrayBuffer(value),
		isDataView: getter(DataView.prototype, 'byteLength')
	};
}

export const types =
	({ proxies, namespaces }: Internals): BindingFactory =>
	(): Binding => ({
		...primitiveChecks(),
		...bufferChecks(),
		isExternal: () => false,
		isDate: brand((value) => Date.prototype.getTime.call(value)),
		isArgumentsObject: (value: unknown) =>
			isObject(value) && !(Symbol.toStringTag in value) && tagOf(value) === '[object Arguments]',
		isNativeError: (value: unknown) =>
			isError
				? isError(value)
				: isObject(value) && (value instanceof Error || tagOf(value) === '[object Error]'),
		isRegExp: (value: unknown) =>
			isObject(value) &&
			!proxies.has(value) &&
			value !== RegExp.prototype &&
			brand((regexp) => source?.call(regexp))(value),
		isAsyncFunction,
		isGeneratorFunction,
		isGeneratorObject: (value: unknown) =>
			isObject(value) && /^\[object (Async)?Generator\]$/.test(tagOf(value)),
		isPromise: (value: unknown) => isObject(value) && !proxies.has(value) && value instanceof Promise,
		isMap: getter(Map.prototype, 'size'),
		isSet: getter(Set.prototype, 'size'),
		isMapIterator: isNext(mapIterator),
		isSetIterator: isNext(setIterator),
		isWeakMap: brand((value) => WeakMap.prototype.has.call(value, {})),
		isWeakSet: brand((value) => WeakSet.prototype.has.call(value, {})),
		isProxy: (value: unknown) => isObject(value) && proxies.has(value),
		isModuleNamespaceObject: (value: unknown) => isObject(value) && namespaces.has(value)
	});
