/** The second argument of postMessage: a list of what moves, options with one, or nothing. */
import { coded } from '../coded.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** null = it cannot be iterated. */
function listOf(value: unknown): unknown[] | null {
	if (!isObject(value)) return null;
	const iterate: unknown = Reflect.get(value, Symbol.iterator);
	const iterator: unknown = typeof iterate === 'function' ? Reflect.apply(iterate, value, []) : null;
	if (!isObject(iterator)) return null;
	const next: unknown = Reflect.get(iterator, 'next');
	if (typeof next !== 'function') return null;
	const list: unknown[] = [];
	for (;;) {
		const step: unknown = Reflect.apply(next, iterator, []);
		if (!isObject(step)) return null;
		if (Reflect.get(step, 'done')) return list;
		list.push(Reflect.get(step, 'value'));
	}
}
const refusal = (what: string) =>
	coded(new TypeError(`Optional ${what} argument must be an iterable`), 'ERR_INVALID_ARG_TYPE');

export function transferList(given: unknown): unknown[] {
	if (given === undefined || given === null) return [];
	if (typeof given !== 'object') throw refusal('transferList');
	const list = listOf(given);
	if (list) return list;
	const transfer: unknown = Reflect.get(given, 'transfer');
	if (transfer === undefined) return [];
	const named = listOf(transfer);
	if (!named) throw refusal('options.transfer');
	return named;
}
