const { inspect } = require('node:util');
class Point {
	constructor() {
		this.x = 1;
	}
	get y() {
		return 2;
	}
	static z = 1;
}
class Named extends Map {
	get [Symbol.toStringTag]() {
		return 'Tag';
	}
}
const circular = { name: 'c' };
circular.self = circular;
const values = [
	1,
	-0,
	1n,
	"it's",
	Symbol('s'),
	null,
	undefined,
	true,
	NaN,
	[1, , 3],
	[],
	{},
	{ a: { b: { c: { d: 1 } } } },
	new Point(),
	Point,
	class extends Point {},
	() => {},
	function named() {},
	async () => {},
	function* gen() {},
	circular,
	new Map([[{ a: 1 }, 'b']]),
	new Set([1, [2]]),
	new WeakMap(),
	new Named([[1, 2]]),
	new Promise(() => {}),
	new Date(0),
	/x/gi,
	new Error('no stack').message,
	new Uint8Array(3),
	Buffer.from('abc'),
	new ArrayBuffer(4),
	new DataView(new ArrayBuffer(2)),
	Object.create(null),
	Object.create({}),
	new Proxy({ p: 1 }, {}),
	new Proxy(() => {}, {}),
	[1, 2, 3].values(),
	'x'.repeat(200),
	Array.from({ length: 120 }, (_, i) => i),
	{
		get a() {
			return 1;
		},
		set a(v) {},
		get b() {
			return 1;
		}
	},
	{ [Symbol('k')]: 1, 'a-b': 2 },
	new Boolean(true),
	new String('str'),
	Object(1n),
	Object(Symbol('w')),
	globalThis === global,
	(function () {
		return arguments;
	})(1, 2),
	Math,
	JSON,
	Reflect,
	{ __proto__: { constructor: null } },
	new (class extends Array {})(3),
	new WeakSet(),
	[undefined, null],
	-1.5e300,
	process.versions.node.split('.')[0]
];
Promise.allSettled(values.filter((value) => value instanceof Promise));
for (const value of values) console.log(inspect(value));
console.log(inspect({ a: { b: { c: { d: 1 } } } }, { depth: Infinity, compact: false }));
console.log(inspect(new Proxy({ p: 1 }, { get() {} }), { showProxy: true }));
console.log(
	inspect([1, 2, 'x'], { showHidden: true }),
	inspect({ b: 1, a: [new Set('ab')] }, { sorted: true, colors: true })
);
console.log(
	inspect({ [inspect.custom]: (depth, options) => `custom ${depth} ${options.stylize('x', 'string')}` })
);
process.exit(0);
