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

/** Of process.env: every value is a string. https://nodejs.org/api/process.html#processenv */
export function environmentHandler(): ProxyHandler<Record<string, string>> {
	return {
		set(target, name, value) {
			if (typeof name === 'symbol' || typeof value === 'symbol')
				throw new TypeError('Cannot convert a Symbol value to a string');
			target[name] = String(value);
			return true;
		},
		defineProperty(target, name, descriptor) {
			if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
			if (
				!('value' in descriptor) ||
				!descriptor.configurable ||
				!descriptor.writable ||
				!descriptor.enumerable
			)
				throw Object.assign(
					new TypeError(
						"'process.env' only accepts a configurable, writable, and enumerable data descriptor"
					),
					{
						code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY'
					}
				);
			target[name] = String(descriptor.value);
			return true;
		}
	};
}
