// What is deeply equal and what is not, strictly and loosely: a table.
const assert = require('node:assert');
const pairs = [
	[1, '1'],
	[0, -0],
	[NaN, NaN],
	[null, undefined],
	[
		[1, 2],
		[1, 2]
	],
	[[1, 2], { 0: 1, 1: 2, length: 2 }],
	[{ a: 1 }, { a: 1 }],
	[{ a: 1, b: undefined }, { a: 1 }],
	[new Date(1), new Date(1)],
	[new Date(1), 1],
	[/a/g, /a/g],
	[/a/, /a/g],
	[new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])],
	[new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])],
	[new Map([['1', 1]]), new Map([[1, 1]])],
	[new Set([1, 2]), new Set([2, 1])],
	[new Set([{ a: 1 }]), new Set([{ a: 1 }])],
	[new Set(['1']), new Set([1])],
	[Buffer.from('a'), new Uint8Array([97])],
	[new Uint8Array([1]), new Int8Array([1])],
	[new Float32Array([0]), new Float32Array([-0])],
	[new ArrayBuffer(2), new ArrayBuffer(2)],
	[new Error('a'), new Error('a')],
	[new Error('a'), new TypeError('a')],
	[new Error('a', { cause: 1 }), new Error('a', { cause: 2 })],
	[Object(1), Object(1)],
	[Object(1), 1],
	[Object('a'), Object('b')],
	[Symbol.for('a'), Symbol.for('a')],
	[() => {}, () => {}],
	[Object.create({ a: 1 }), {}],
	[Object.create(null), {}],
	[new (class A {})(), {}],
	[[undefined], [,]],
	[Object.assign([1], { x: 1 }), [1]],
	[{ [Symbol.for('s')]: 1 }, {}],
	['a', Object('a')],
	[1n, 1],
	[1n, 1n],
	[new WeakSet(), new WeakSet()],
	[Promise.resolve(1), Promise.resolve(1)],
	[
		(function () {
			return arguments;
		})(1),
		[1]
	],
	[new URL('http://a.test/x'), new URL('http://a.test/y')],
	[new Proxy([1], {}), [1]],
	[JSON.parse('{"__proto__": 1}'), {}],
	[{ valueOf: () => 1 }, 1],
	[new Set([[1, [2]]]), new Set([[1, [2]]])],
	[
		{
			get a() {
				return 1;
			}
		},
		{ a: 1 }
	]
];
const holds = (action) => {
	try {
		action();
		return 'equal';
	} catch (error) {
		return error.code === 'ERR_ASSERTION' ? 'not' : error.message;
	}
};
for (const [at, [one, other]] of pairs.entries())
	console.log(
		at,
		holds(() => assert.deepStrictEqual(one, other)),
		holds(() => assert.deepEqual(one, other)),
		holds(() => assert.deepStrictEqual(other, one)),
		holds(() => assert.notDeepStrictEqual(one, other)),
		holds(() => assert.partialDeepStrictEqual(one, other)),
		require('node:util').isDeepStrictEqual(one, other)
	);
