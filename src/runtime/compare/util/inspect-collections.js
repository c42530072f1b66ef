// Maps, sets, arrays with holes, buffers, iterators: long ones, nested ones.
const util = require('node:util');
console.log(
	new Map([
		['a', { b: { c: { d: 1 } } }],
		[{ k: 1 }, [1, 2]]
	]),
	new Set(['a', [1], new Set([2])]),
	new Map(),
	new Set()
);
console.log(
	[1, , 3],
	[, ,],
	[undefined, , null],
	Object.assign([1, 2], { extra: 'x', [-1]: 'y' }),
	new Array(5),
	new Array(200).fill(7)
);
console.log(
	Array.from({ length: 120 }, (_, at) => at),
	Array.from({ length: 30 }, (_, at) => `text ${at}`)
);
console.log(
	new Set(Array.from({ length: 110 }, (_, at) => at)).size,
	util.inspect(new Set(Array.from({ length: 110 }, (_, at) => at)), { maxArrayLength: 3 })
);
console.log(
	util.inspect(
		new Map([
			[1, 2],
			[3, 4],
			[5, 6]
		]),
		{ maxArrayLength: 1 }
	),
	util.inspect(Array(3).fill(1), { maxArrayLength: 0 }),
	util.inspect('x'.repeat(50), { maxStringLength: 10 })
);
console.log(
	new Uint8Array([1, 2]),
	new Float64Array([0.5, -0]),
	new BigInt64Array(1),
	new ArrayBuffer(4),
	new SharedArrayBuffer(2),
	new DataView(new ArrayBuffer(2)),
	Buffer.from('hi'),
	Buffer.alloc(60)
);
console.log(
	util.inspect(new Uint8Array(2), { showHidden: true }),
	Object.assign(Buffer.from('a'), { more: 1 })
);
console.log([1][Symbol.iterator](), 'ab'[Symbol.iterator](), 'a'.matchAll(/a/g), (function* () {})());
console.log(new WeakMap(), new WeakSet([{}]), new WeakRef({ a: 1 }));
console.log(
	Object(1),
	Object('str'),
	Object(true),
	Object(1n),
	Object(Symbol('s')),
	Object.assign(Object('ab'), { c: 1 })
);
console.log(
	[['a', ['b', ['c', ['d', ['e']]]]]],
	{ a: { b: { c: { d: {} } } } },
	util.inspect({ a: { b: { c: { d: {} } } } }, { depth: 0 }),
	util.inspect({ a: { b: { c: { d: {} } } } }, false, null)
);
const ring = { name: 'ring', list: [] };
ring.self = ring;
ring.list.push(ring, { back: ring.list });
console.log(ring, new Map([[ring, ring]]).size, [ring.list]);
console.log(
	[1.5, -0, 0, NaN, 1e21, 123456789.123, 5n],
	util.inspect([123456, 1234.5678, 9876543210n], { numericSeparator: true })
);
console.log(
	["it's", '"both\' `', 'line\nend', 'tab\t', '\x00\x7f\u200b\ud800', '\\'],
	new Date(NaN),
	new Date(0),
	/a\/b/giu,
	null,
	undefined,
	Symbol('a b'),
	Symbol()
);
console.log(
	util.inspect([[[[1]]], 'x'.repeat(80), { long: 'y'.repeat(100) }], { breakLength: 40 }),
	util.inspect({ a: 'x\n'.repeat(3), b: ['y\nz'] })
);
console.log(
	[1, 2, 3].map((n) => ({ n, text: 'some text here', list: [n, n + 1] })),
	{ f() {}, g: () => {}, async h() {}, *i() {} }
);
console.log(
	[
		['a', 1],
		['bb', 22],
		['ccc', 333]
	],
	[[]],
	[{}],
	[[], {}],
	{ a: [], b: {}, c: new Map(), d: '' }
);
console.log(
	process.versions.node.split('.')[0],
	[
		`multi
line`,
		'x'
	],
	{ 'multi\nkey': 1 }
);
console.log(JSON.parse('{"__proto__": 1, "a": 2}'), { ['__proto__']: 1 });
console.log(
	new URL('http://a.test/x?y#z'),
	new URLSearchParams('a=1'),
	new AbortController().signal,
	new Blob(['abc']),
	new TextDecoder()
);
