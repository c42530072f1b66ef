/** What postMessage and structuredClone are told to move, checked as Node does. https://nodejs.org/api/worker_threads.html#portpostmessagevalue-transferlist */
import type { Native } from './native.ts';

type Given = Iterable<unknown> | { transfer?: Iterable<unknown> } | null | undefined;

const isIterable = (value: unknown): value is Iterable<unknown> =>
	typeof value === 'object' && value !== null && Symbol.iterator in value;

/** `given` as a list. @throws TypeError where it is none */
export function transferList(given: Given): object[] {
	if (given === undefined || given === null) return [];
	const list: unknown = typeof given === 'object' && !isIterable(given) ? (given.transfer ?? []) : given;
	if (!isIterable(list))
		throw Object.assign(new TypeError('Optional transferList argument must be an iterable'), {
			code: 'ERR_INVALID_ARG_TYPE'
		});
	return [...list] as object[];
}

export const noPort = (): Error =>
	Object.assign(new TypeError('The "port" argument must be a MessagePort instance'), {
		code: 'ERR_INVALID_ARG_TYPE'
	});

/** Why one of `list` cannot be moved; null = each can. */
export function refusedTransfer(
	list: object[],
	isOwn: (item: object) => boolean,
	source: object | null,
	untransferable: symbol | undefined
): string | null {
	const seen = new Set<object>();
	for (const item of list) {
		if (item === source) return 'Transfer list contains source port';
		const isBuffer = item instanceof ArrayBuffer;
		if (seen.has(item)) return `Transfer list contains duplicate ${isBuffer ? 'ArrayBuffer' : 'MessagePort'}`;
		seen.add(item);
		if (untransferable !== undefined && Reflect.get(item, untransferable) !== undefined)
			return 'Cannot transfer object of unsupported type.';
		if (!isBuffer && !isOwn(item)) return 'Found invalid value in transferList.';
	}
	return null;
}

/** With Node's DOMException, and without the browser's words about who was called. */
export function throwingAsNode<T>(native: Native, NodeException: typeof DOMException, clone: () => T): T {
	try {
		return clone();
	} catch (error) {
		if (!(error instanceof native.DOMException)) throw error;
		throw new NodeException(error.message.replace(/^Failed to execute .*?: /, ''), error.name);
	}
}
