const { inspect } = require('node:util');
const deep = {
	a: { b: { c: { d: { e: 1 } } } },
	list: Array.from({ length: 120 }, (_, i) => i),
	text: 'x'.repeat(120)
};
console.log(inspect(deep, { depth: 0 }), inspect(deep, { depth: 2, breakLength: 40 }));
console.log(inspect(deep.a, { depth: null, compact: false }));
console.log(inspect(deep.list, { maxArrayLength: 3 }), inspect(new Set(deep.list), { maxArrayLength: 2 }));
console.log(inspect('a'.repeat(20), { maxStringLength: 5 }), inspect({ s: 'it\'s "both" `x`' }));
console.log(
	inspect({ b: 1, a: 2, [Symbol('s')]: 3 }, { sorted: true }),
	inspect(
		{
			get g() {
				return 1;
			},
			set s(v) {},
			get b() {
				return { x: 1 };
			},
			set b(v) {}
		},
		{ getters: true }
	)
);
console.log(inspect({ a: 1n, b: -0, c: 123456789.123, d: 1234567 }, { numericSeparator: true }));
console.log(
	inspect(Object.defineProperty({}, 'hidden', { value: 1 }), { showHidden: true }),
	inspect([1, 2], { showHidden: true })
);
console.log(
	inspect(
		{ a: 1, s: 'x', n: null, u: undefined, f() {}, d: new Date(0), r: /x/, sym: Symbol('q') },
		{ colors: true }
	)
);
console.log(inspect(new Proxy({ a: 1 }, {}), { showProxy: true }), inspect(new Proxy(function f() {}, {})));
class Custom {
	[inspect.custom](depth, options, inspect) {
		return `custom ${depth} ${inspect({ x: 1 }, options)}`;
	}
}
console.log(inspect([new Custom()]), inspect(new Custom(), { customInspect: false }));
class Foo {
	constructor() {
		this.self = this;
	}
}
console.log(
	inspect(new Foo()),
	inspect(Object.create(null)),
	inspect(Object.create({ a: 1 })),
	inspect(Object.create(Foo.prototype))
);
console.log(
	inspect(new (class extends Array {})(3)),
	inspect(new (class X extends Set {})([1])),
	inspect(
		new (class E2 extends Error {
			constructor() {
				super('m');
				this.stack = 'E2: m';
				this.extra = 1;
			}
		})()
	)
);
console.log(
	inspect(Object.assign(() => {}, { a: 1 })),
	inspect(Object.assign(function named() {}, { b: 2 })),
	inspect(
		class A {
			static x = 1;
		}
	)
);
console.log(
	inspect([, 'a', ,]),
	inspect([undefined, null]),
	inspect(Object.assign([1], { x: 1, '-1': 2 })),
	inspect({ 'a-b': 1, 2: 2, valid_id: 3 })
);
console.log(inspect(new Map([['k', new Map([['i', 1]])]])), inspect([1][Symbol.iterator]()));
console.log(
	inspect(new Number(1)),
	inspect(new String('s')),
	inspect(Object(Symbol('b'))),
	inspect(Object(1n)),
	inspect(new Boolean(false))
);
console.log(
	inspect(new Float64Array(2)),
	inspect(new DataView(new ArrayBuffer(2))),
	inspect(Buffer.from('hi')),
	inspect(new SharedArrayBuffer(2))
);
console.log(
	inspect(
		(function () {
			return arguments;
		})(1, 2)
	),
	inspect(globalThis).length > 100,
	inspect(new Error('x')).split('\n')[0]
);
console.log(
	inspect(
		(async () => {
			throw 1;
		})().catch(() => {}) &&
			Promise.reject(5).catch(() => {}) &&
			new Promise(() => {})
	)
);
console.log(
	inspect({ a: [{ b: [{ c: [{}] }] }] }),
	inspect({ long: 'word '.repeat(30).trim(), more: ['word '.repeat(20)] })
);
console.log(
	inspect('multi\nline'),
	inspect(['multi\nline text that is longer than sixteen\nlines']),
	inspect('\x00\x1b\u{1f600}\ud800')
);
