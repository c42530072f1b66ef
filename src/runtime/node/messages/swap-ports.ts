/** Ports within a value that is sent. */

/** `value` with every port replaced by `swap`; looks into plain objects and arrays. */
export function swapPorts(
	value: unknown,
	swap: (port: object) => unknown,
	seen = new Map<unknown, unknown>()
): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const swapped = swap(value);
	if (swapped) return swapped;
	if (seen.has(value)) return seen.get(value);
	if (Array.isArray(value)) {
		const list: unknown[] = [];
		seen.set(value, list);
		for (const item of value) list.push(swapPorts(item, swap, seen));
		return list;
	}
	const prototype = Reflect.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return value;
	const object: Record<string, unknown> = {};
	seen.set(value, object);
	for (const [name, item] of Object.entries(value)) object[name] = swapPorts(item, swap, seen);
	return object;
}
