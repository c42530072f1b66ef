// util.types of everything, and deprecated checks.
const util = require('node:util');
const vm = require('node:vm');
const values = {
	map: new Map(),
	set: new Set(),
	weak: new WeakMap(),
	date: new Date(),
	regexp: /x/,
	error: new Error(),
	foreign: vm.runInNewContext('new Error()'),
	foreignMap: vm.runInNewContext('new Map()'),
	promise: Promise.resolve(),
	async: async () => {},
	generator: function* () {},
	iterator: (function* () {})(),
	proxy: new Proxy([], {}),
	bytes: Buffer.alloc(1),
	view: new DataView(new ArrayBuffer(1)),
	buffer: new ArrayBuffer(1),
	shared: new SharedArrayBuffer(1),
	boxed: Object(1),
	boxedSymbol: Object(Symbol()),
	big: new BigInt64Array(1),
	float: new Float32Array(1),
	arguments: (function () {
		return arguments;
	})(),
	entries: new Map().entries(),
	values: new Set().values(),
	fakeError: Object.create(Error.prototype),
	text: 'x',
	nothing: undefined
};
for (const [name, value] of Object.entries(values))
	console.log(
		name,
		Object.keys(util.types)
			.filter((test) => test.startsWith('is') && test !== 'isEventTarget' && util.types[test](value))
			.join(' ')
	);
import('node:os').then((os) => console.log(util.types.isModuleNamespaceObject(os)));
console.log(
	util.isDeepStrictEqual(new Map([[{ a: 1 }, new Set([1])]]), new Map([[{ a: 1 }, new Set([1])]])),
	util.isDeepStrictEqual([1, , 2], [1, undefined, 2]),
	util.isDeepStrictEqual(NaN, NaN),
	util.isDeepStrictEqual(0, -0)
);
console.log(
	util.isDeepStrictEqual(new Error('a'), new Error('a')),
	util.isDeepStrictEqual(Object.create(null), {}),
	util.isDeepStrictEqual(/a/g, /a/i),
	util.isDeepStrictEqual(new Date(1), new Date(1))
);
console.log(Object.keys(util).sort().join(' '));
