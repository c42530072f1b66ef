/** What is written down for another thread, and what only a browser can hand over. */

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
