/** The second argument of postMessage: a list of what moves, options with one, or nothing. */
import { coded } from '../coded.ts';

function listOf(value: unknown): unknown[] | null {
	if (typeof value !== 'object' || value === null) return null;
	const iterate: unknown = Reflect.get(value, Symbol.iterator);
	return typeof iterate === 'function' ? [...(value as Iterable<unknown>)] : null;
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
