/** What V8 makes of an object that it is to write down. */

export type Kind =
	| 'object'
	| 'array'
	| 'date'
	| 'boxed'
	| 'regexp'
	| 'map'
	| 'set'
	| 'buffer'
	| 'shared'
	| 'view'
	| 'error'
	| 'refused';

/** Throws where its receiver is not what it is for. */
type Probe = (this: unknown, ...args: never[]) => unknown;

const getterOf = (prototype: object, name: string): Probe =>
	Object.getOwnPropertyDescriptor(prototype, name)?.get ?? (() => undefined);

/** By what an object calls itself: what it is then, and a function that throws where it is not. Without one it says so itself. */
const claims: Record<string, [Kind, Probe?]> = {
	Arguments: ['refused'],
	Boolean: ['boxed', Boolean.prototype.valueOf],
	Number: ['boxed', Number.prototype.valueOf],
	String: ['boxed', String.prototype.valueOf],
	BigInt: ['boxed', BigInt.prototype.valueOf],
	Symbol: ['refused', Symbol.prototype.valueOf],
	Date: ['date', Date.prototype.getTime],
	RegExp: ['regexp', getterOf(RegExp.prototype, 'source')],
	Error: ['error'],
	Map: ['map', getterOf(Map.prototype, 'size')],
	Set: ['set', getterOf(Set.prototype, 'size')],
	ArrayBuffer: ['buffer', getterOf(ArrayBuffer.prototype, 'byteLength')],
	SharedArrayBuffer: ['shared', getterOf(SharedArrayBuffer.prototype, 'byteLength')],
	Promise: ['refused'],
	WeakMap: ['refused', WeakMap.prototype.has],
	WeakSet: ['refused', WeakSet.prototype.has],
	WeakRef: ['refused'],
	FinalizationRegistry: ['refused'],
	Generator: ['refused'],
	AsyncGenerator: ['refused'],
	Module: ['refused'],
	'Array Iterator': ['refused'],
	'Map Iterator': ['refused'],
	'Set Iterator': ['refused'],
	'String Iterator': ['refused'],
	'RegExp String Iterator': ['refused']
};

/** `isClosed`: whether it is one that nobody looks into: a proxy. */
export function kindOf(value: object, isClosed: (value: object) => boolean): Kind {
	if (typeof value === 'function' || isClosed(value)) return 'refused';
	if (Array.isArray(value)) return 'array';
	if (ArrayBuffer.isView(value)) return 'view';
	const claimed = Object.prototype.toString.call(value).slice(8, -1);
	if (!Object.hasOwn(claims, claimed)) return 'object';
	const [kind, probe] = claims[claimed] ?? ['object'];
	try {
		if (probe) Reflect.apply(probe, value, []);
		return kind;
	} catch {
		return 'object'; // it only says so
	}
}

/** As V8 names what it refuses. */
export function refusalOf(value: unknown): string {
	if (typeof value === 'function') return `${Function.prototype.toString.call(value)} could not be cloned.`;
	if (typeof value !== 'object' || value === null) return `${String(value)} could not be cloned.`;
	return `#<${nameOf(value)}> could not be cloned.`;
}

function nameOf(value: object): string {
	try {
		const { constructor } = value;
		return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
	} catch {
		return 'Object'; // a getter of its own threw
	}
}
