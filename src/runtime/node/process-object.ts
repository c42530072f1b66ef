/** The process object and its environment, as Node's C++ makes them. */
import type { Binding } from './context.ts';
import type { Library } from './library.ts';
import { native } from './native.ts';

/** The process object before Node's library fills it, as node_process_object.cc makes it. */
export function makeProcess({ facts }: Library): Binding {
	// The engine shows this name in stack traces, so no build may shorten it.
	const process = (0, native.eval)('(function process() {})') as new () => Binding;
	const prototype = Object.create(Object.prototype, {
		constructor: { value: process, configurable: true, writable: true, enumerable: false }
	}) as Binding;
	process.prototype = prototype;
	const object = new process();
	Object.defineProperty(object, 'version', {
		value: `v${facts.versions['node']}`,
		enumerable: true,
		configurable: true
	});
	return Object.assign(object, {
		versions: Object.freeze({ ...facts.versions, webcontainer: '1.6.4' }),
		arch: 'x64',
		platform: 'linux',
		release: facts.release,
		features: facts.features
	});
}

const refused = (what: string) =>
	Object.assign(new TypeError(`'process.env' ${what}`), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });

/**
 * Of process.env: every value is a string. https://nodejs.org/api/process.html#processenv
 * `converting` hears of values that are none, and no number or boolean; `changed` of what has a new value, or none any more.
 */
export function environmentHandler(
	converting: () => void,
	changed: (name: string | symbol, value?: string) => void
): ProxyHandler<Record<string, string>> {
	const put = (target: Record<string, string>, name: string | symbol, value: unknown) => {
		if (typeof name === 'symbol' || typeof value === 'symbol')
			throw new TypeError('Cannot convert a Symbol value to a string');
		if (!['string', 'number', 'boolean'].includes(typeof value)) converting();
		// setenv(3) takes no empty name.
		if (name === '') return true;
		target[name] = String(value);
		changed(name, target[name]);
		return true;
	};
	return {
		set: put,
		deleteProperty(target, name) {
			changed(name);
			return Reflect.deleteProperty(target, name);
		},
		defineProperty(target, name, descriptor) {
			if (descriptor.get || descriptor.set)
				throw refused('does not accept an accessor(getter/setter) descriptor');
			if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable)
				throw refused('only accepts a configurable, writable, and enumerable data descriptor');
			return put(target, name, descriptor.value);
		}
	};
}

/** DEP0104, once, by the process that `warner` gives; false = it is not wanted. */
export function conversionWarning(warner: () => Binding | false): () => void {
	let warned = false;
	return () => {
		const process = !warned && warner();
		if (!process) return;
		warned = true;
		const { emitWarning } = process as { emitWarning: (...args: string[]) => void };
		emitWarning(
			'Assigning any value other than a string, number, or boolean to a process.env property is deprecated. Please make sure to convert the value to a string before setting process.env with it.',
			'DeprecationWarning',
			'DEP0104'
		);
	};
}
