/** The insides of a value that is sent: what structured clone would look into. */

const isRecord = (value: object): boolean => {
	const prototype = Reflect.getPrototypeOf(value);
	return (
		prototype === Object.prototype ||
		prototype === null ||
		Object.prototype.toString.call(value) === '[object Object]'
	);
};
const isMap = (value: object): value is Map<unknown, unknown> =>
	Object.prototype.toString.call(value) === '[object Map]' && value instanceof Map;
const isSet = (value: object): value is Set<unknown> =>
	Object.prototype.toString.call(value) === '[object Set]' && value instanceof Set;

/** Whether `check` is true of anything within. Getters are not called: they are when the value is cloned. */
export function someWithin(
	value: unknown,
	check: (item: unknown) => boolean,
	isClosed: (item: object) => boolean,
	seen = new Set<object>()
): boolean {
	if (check(value)) return true;
	if (typeof value !== 'object' || value === null || seen.has(value) || isClosed(value)) return false;
	if (ArrayBuffer.isView(value)) return false;
	seen.add(value);
	const inside = (item: unknown) => someWithin(item, check, isClosed, seen);
	if (Array.isArray(value)) return value.some(inside);
	if (isMap(value)) return [...value].some(([key, item]) => inside(key) || inside(item));
	if (isSet(value)) return [...value].some(inside);
	return isRecord(value) && Object.keys(value).some((key) => inside(valueOf(value, key)));
}

const valueOf = (object: object, key: string): unknown =>
	Reflect.getOwnPropertyDescriptor(object, key)?.value;

/** A copy of `value` with what `swap` gives in the place of objects that it gives something for. */
export function replaced(
	value: unknown,
	swap: (item: object) => object | undefined,
	seen = new Map<object, object>()
): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const before = seen.get(value) ?? swap(value);
	if (before) return before;
	const inside = (item: unknown) => replaced(item, swap, seen);
	const remember = <T extends object>(copy: T): T => {
		seen.set(value, copy);
		return copy;
	};
	if (ArrayBuffer.isView(value)) return value;
	if (isMap(value)) {
		const copy = remember(new Map<unknown, unknown>());
		for (const [key, item] of value) copy.set(inside(key), inside(item));
		return copy;
	}
	if (isSet(value)) {
		const copy = remember(new Set<unknown>());
		for (const item of value) copy.add(inside(item));
		return copy;
	}
	if (!Array.isArray(value) && !isRecord(value)) return value;
	const copy: object = remember(Array.isArray(value) ? new Array(value.length) : {});
	for (const [key, item] of Object.entries(value))
		Object.defineProperty(copy, key, {
			value: inside(item),
			configurable: true,
			enumerable: true,
			writable: true
		});
	return copy;
}
