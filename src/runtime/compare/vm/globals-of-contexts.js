// What a context's global object does: getters, setters, deletes, enumeration, its own builtins.
const vm = require('node:vm');
const { attempt } = require('../help.cjs');
const log = [];
const sandbox = {
	get computed() {
		return 'got';
	},
	set computed(value) {
		log.push(value);
	},
	plain: 1,
	list: [1]
};
Object.defineProperty(sandbox, 'fixed', { value: 1, writable: false, enumerable: true });
Object.defineProperty(sandbox, 'hidden', { value: 2, enumerable: false, configurable: true });
const context = vm.createContext(sandbox);
const run = (code) => attempt(code, () => vm.runInContext(code, context));
for (const code of [
	'computed',
	'computed = 5; 1',
	'plain = 2; plain',
	'delete plain',
	'typeof plain',
	'fixed = 9; fixed',
	'hidden',
	'Object.keys(globalThis).sort().join()',
	'"list" in globalThis',
	'globalThis.hasOwnProperty("list")',
	'var v = 3; Object.getOwnPropertyDescriptor(globalThis, "v").configurable',
	'missing',
	'typeof missing',
	'list instanceof Array',
	'globalThis.made = 4; made',
	'Object.defineProperty(globalThis, "own", { get: () => 7 }); own',
	'(() => this === globalThis)()',
	'Array.prototype.extra = 1; [].extra',
	'JSON.stringify({ a: [1] })',
	'new Error("x") instanceof Error',
	'typeof URL + typeof Buffer + typeof WebAssembly + typeof Intl + typeof queueMicrotask',
	'eval("1 + 1")',
	'new Function("return 5")()',
	'Object.prototype.toString.call(globalThis)',
	'let lexical = 1; lexical',
	'lexical + 1',
	'globalThis.lexical',
	'function declared() {} typeof globalThis.declared'
])
	run(code);
console.log(log, Object.keys(sandbox), [].extra, sandbox.own, sandbox.declared?.name);
const strict = vm.createContext({}, { codeGeneration: { strings: false, wasm: false }, name: 'strict' });
attempt('no eval', () => vm.runInContext('eval("1")', strict));
attempt('no function', () => vm.runInContext('new Function("1")', strict));
const shared = vm.createContext();
vm.runInContext('var a = 1', shared);
console.log(shared, vm.createContext(shared) === shared);
const plain = vm.createContext(vm.constants.DONT_CONTEXTIFY);
console.log(vm.runInContext('globalThis.q = 1; Object.keys(globalThis)', plain), plain.q);
const own = vm.createContext({ result: [] }, { microtaskMode: 'afterEvaluate' });
vm.runInContext('Promise.resolve().then(() => result.push("then")); result.push("sync")', own);
console.log(own.result);
attempt('contextify', () => vm.createContext(5));
attempt('name', () => vm.createContext({}, { name: 5 }));
