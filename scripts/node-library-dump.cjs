/**
 * Run by the pinned Node with --expose-internals: prints, as JSON, the sources of its built-in modules and the shape of every binding:
 * constants, typed arrays, symbols and the names of functions and classes, so that the host can stand in for the C++ side.
 *
 * A value is itself, or {$: kind, ...}:
 *   f function (s: own properties)   c class (m: methods, s: statics)   sym symbol   big bigint   u undefined
 *   ta typed array   ab ArrayBuffer   map Map   arr array   o object (np: null prototype, ro: read-only, h: what of that is not enumerable)   num number JSON lacks
 */
'use strict';
const { internalBinding } = require('internal/test/binding');

const names =
	`async_context_frame async_wrap blob block_list buffer builtins cares_wrap config constants contextify credentials crypto
encoding_binding errors fs fs_dir fs_event_wrap heap_utils http2 http_parser icu inspector internal_only_v8 js_stream js_udp_wrap messaging
mksnapshot module_wrap modules options os performance permission pipe_wrap process_methods process_wrap profiler report sea serdes
signal_wrap spawn_sync sqlite stream_pipe stream_wrap string_decoder symbols task_queue tcp_wrap timers tls_wrap trace_events tty_wrap
types udp_wrap url url_pattern util uv v8 wasi wasm_web_api watchdog worker zlib`.split(/\s+/);

const skip = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

function properties(value, keys, depth) {
	const out = {};
	for (const key of keys) {
		try {
			out[key] = shape(value[key], depth + 1);
		} catch {
			// a getter that needs an instance: it has no shape
		}
	}
	return out;
}

function functionShape(value, depth) {
	const methods = value.prototype
		? Object.getOwnPropertyNames(value.prototype).filter((key) => key !== 'constructor')
		: [];
	const statics = Object.getOwnPropertyNames(value).filter((key) => !skip.has(key));
	const out = methods.length > 0 ? { $: 'c', m: methods } : { $: 'f' };
	if (statics.length > 0) out.s = properties(value, statics, depth);
	return out;
}

function isReadOnly(object) {
	const descriptors = Object.values(Object.getOwnPropertyDescriptors(object));
	return descriptors.length > 0 && descriptors.every(({ writable }) => writable === false);
}

function hidden(object) {
	const names = Object.getOwnPropertyNames(object).filter((name) => !Object.keys(object).includes(name));
	return names.length > 0 ? { h: names } : {};
}

function shape(value, depth) {
	if (typeof value === 'function') return functionShape(value, depth);
	if (typeof value === 'symbol') return { $: 'sym', d: value.description };
	if (typeof value === 'bigint') return { $: 'big', v: String(value) };
	if (value === undefined) return { $: 'u' };
	if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'num', v: String(value) };
	if (value === null || typeof value !== 'object') return value;
	if (ArrayBuffer.isView(value)) return { $: 'ta', t: value.constructor.name, n: value.length };
	if (value instanceof ArrayBuffer) return { $: 'ab', n: value.byteLength };
	if (Object.prototype.toString.call(value) === '[object Map]')
		return { $: 'map', v: [...Map.prototype.entries.call(value)] };
	if (Array.isArray(value))
		return { $: 'arr', v: value.slice(0, 2000).map((item) => shape(item, depth + 1)) };
	if (depth > 6) return { $: 'u' };
	return {
		$: 'o',
		v: properties(value, Object.getOwnPropertyNames(value), depth),
		np: Object.getPrototypeOf(value) === null ? 1 : 0,
		...(depth > 0 && isReadOnly(value) ? { ro: 1, ...hidden(value) } : {})
	};
}

const bindings = {};
for (const name of names) {
	try {
		const binding = internalBinding(name);
		bindings[name] = shape(name === 'builtins' ? { ...binding, natives: undefined } : binding, 0);
	} catch {
		// this version has no such binding
	}
}
// Values that depend on this machine or this process say nothing about Node.
delete bindings.os?.v?.getHostname?.s;

/**
 * What the language itself has in this version, so that the host can hide what a newer engine adds:
 * for every global that is an object or a function, its own property names, and those of its prototype.
 */
function intrinsics() {
	const keysOf = (object) =>
		Reflect.ownKeys(object).map((key) => (typeof key === 'symbol' ? `@@${key.description}` : key));
	const out = { globals: Object.getOwnPropertyNames(globalThis), own: {}, prototypes: {} };
	for (const name of require('vm').runInNewContext('Object.getOwnPropertyNames(globalThis)')) {
		const value = globalThis[name];
		if (value === globalThis || (typeof value !== 'object' && typeof value !== 'function') || value === null)
			continue;
		out.own[name] = keysOf(value);
		if (typeof value === 'function' && value.prototype) out.prototypes[name] = keysOf(value.prototype);
	}
	return out;
}

const natives = process.binding('natives');
const sources = {};
for (const id of Object.keys(natives))
	if (typeof natives[id] === 'string' && id !== 'config') sources[id] = natives[id];

const options = internalBinding('options');
const call = (name, ...args) => (typeof options[name] === 'function' ? options[name](...args) : undefined);
process.stdout.write(
	JSON.stringify({
		sources,
		bindings,
		options: {
			values: shape(call('getCLIOptionsValues'), 0),
			info: shape(call('getCLIOptionsInfo'), 0),
			embedder: shape(call('getEmbedderOptions'), 0),
			envSettings: options.envSettings,
			types: options.types
		},
		versions: process.versions,
		release: { name: process.release.name, lts: process.release.lts },
		config: process.config,
		features: process.features,
		allowedFlags: [...process.allowedNodeEnvironmentFlags],
		builtinIds: internalBinding('builtins').builtinIds,
		intrinsics: intrinsics()
	})
);
