// Preloaded into a test file: writes down the calls that the test makes of the repository's modules, as far as they can be made again.
const fs = require('fs');
const path = require('path');
const Module = require('module');
const { encode } = require('./values.cjs');

const root = process.cwd();
const out = process.env.TABGYM_CALLS;
delete process.env.TABGYM_CALLS;
const MOST = 400;
/** Calls made of one object. */
const CHAIN = 6;

const calls = new Map();
const chains = new WeakMap();
const wrappers = new Map();
let skipped = 0;
let depth = 0;

function note(call) {
	if (calls.size >= MOST) return null;
	const key = JSON.stringify(call);
	if (!calls.has(key)) calls.set(key, call);
	return calls.get(key);
}

function written(given) {
	try {
		return given.map((value) => encode(value, true));
	} catch {
		skipped += 1;
		return null;
	}
}

/** The methods of an object of the repository's own class are written down as calls that follow the one that made it. */
function follow(object, call) {
	const prototype = Object.getPrototypeOf(object);
	if (prototype === null || prototype === Object.prototype || Array.isArray(object)) return;
	if (ArrayBuffer.isView(object) || object instanceof Date || object instanceof Promise) return;
	if (object instanceof RegExp || object instanceof Error || object instanceof Map || object instanceof Set)
		return;
	chains.set(object, { ...call, then: [] });
	for (const name of Object.getOwnPropertyNames(prototype)) {
		const property = Object.getOwnPropertyDescriptor(prototype, name);
		const method = property?.value;
		if (
			name === 'constructor' ||
			typeof method !== 'function' ||
			!property.configurable ||
			wrappers.has(method)
		)
			continue;
		const wrapper = function (...given) {
			const chain = depth === 0 && chains.get(this);
			const args = chain && chain.then.length < CHAIN && written(given);
			if (args) {
				chain.then = [...chain.then, [name, args]];
				note({ ...chain });
			}
			depth += 1;
			try {
				return method.apply(this, given);
			} finally {
				depth -= 1;
			}
		};
		wrappers.set(wrapper, wrapper);
		Object.defineProperty(wrapper, 'name', { value: name });
		Object.defineProperty(wrapper, 'length', { value: method.length });
		Object.defineProperty(prototype, name, { ...property, value: wrapper });
	}
}

function wrap(value, module, at) {
	if (typeof value !== 'function' && (typeof value !== 'object' || value === null || at.length > 1))
		return value;
	if (typeof value === 'object' && Object.getPrototypeOf(value) !== Object.prototype) return value;
	const known = wrappers.get(value);
	if (known) return known;
	const record = (how, given, make) => {
		const args = depth === 0 ? written(given) : null;
		const call = args && { module, at, how, args, then: [] };
		if (call) note(call);
		depth += 1;
		try {
			const made = make();
			if (call && typeof made === 'object' && made !== null) follow(made, call);
			return made;
		} finally {
			depth -= 1;
		}
	};
	const proxy = new Proxy(value, {
		apply: (target, self, given) => record('call', given, () => Reflect.apply(target, self, given)),
		construct: (target, given, fresh) =>
			record('new', given, () => Reflect.construct(target, given, fresh === proxy ? target : fresh)),
		get(target, key, self) {
			const property = Object.getOwnPropertyDescriptor(target, key);
			const found = Reflect.get(target, key, self === proxy ? target : self);
			if (typeof key !== 'string' || !property || !('value' in property) || key === 'prototype') return found;
			return !property.configurable && !property.writable ? found : wrap(found, module, [...at, key]);
		}
	});
	wrappers.set(value, proxy);
	wrappers.set(proxy, proxy);
	return proxy;
}

const tests = new Set(JSON.parse(process.env.TABGYM_TEST_FILES ?? '[]').map((file) => path.join(root, file)));
delete process.env.TABGYM_TEST_FILES;
const load = Module._load;
Module._load = function (request, parent, isMain) {
	const exported = load.apply(this, arguments);
	if (isMain || !parent?.filename || !tests.has(parent.filename)) return exported;
	let file;
	try {
		file = Module._resolveFilename(request, parent);
	} catch {
		return exported; // a builtin of another kind
	}
	const within = path.relative(root, file);
	const isOwn =
		path.isAbsolute(file) && !within.startsWith('..') && !within.includes('node_modules') && !tests.has(file);
	return isOwn && /\.[cm]?js$/.test(file) ? wrap(exported, within, []) : exported;
};

process.on('exit', () => fs.writeFileSync(out, JSON.stringify({ calls: [...calls.values()], skipped })));
