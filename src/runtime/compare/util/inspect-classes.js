// How classes, their instances and odd prototypes are shown.
const util = require('node:util');
class Base {
	#secret = 1;
	static made = 2;
	own = 'x';
	get shown() {
		return this.#secret;
	}
}
class Child extends Base {
	constructor() {
		super();
		this.inner = new Base();
	}
	get [Symbol.toStringTag]() {
		return 'Tagged';
	}
}
console.log(
	Base,
	Child,
	new Base(),
	new Child(),
	[Base],
	class {},
	class extends Base {},
	class extends null {}
);
console.log(
	Object.create(null),
	Object.create({}),
	Object.create(Base.prototype),
	Object.create(Object.create(null)),
	Object.create(new Child())
);
console.log(
	Object.assign(Object.create(null), { a: 1 }),
	Object.setPrototypeOf([1], null),
	Object.setPrototypeOf(new Map([[1, 2]]), null)
);
console.log(
	Object.setPrototypeOf(() => {}, null),
	Object.assign(function named() {}, { prop: 1 }),
	async () => {},
	function* g() {},
	async function* () {},
	Math.max
);
class List extends Array {}
class Dictionary extends Map {}
class Group extends Set {}
class Bytes extends Uint8Array {}
class Failure extends Error {}
class Day extends Date {}
class Pattern extends RegExp {}
console.log(
	List.from([1, 2]),
	new Dictionary([['a', 1]]),
	new Group([1]),
	new Bytes(2),
	new Pattern('x', 'g'),
	new Day(0)
);
console.log(
	String(new Failure('told').stack).split('\n')[0],
	util
		.inspect(Object.assign(new Failure('m'), { extra: [1] }))
		.split('\n')
		.at(-1)
);
console.log(
	{ [Symbol.toStringTag]: 'Other' },
	{ constructor: 'x' },
	{ constructor: { name: 'Fake' } },
	new (class Object {})()
);
console.log({
	get a() {
		return 1;
	},
	set b(v) {},
	get c() {
		return 2;
	},
	set c(v) {}
});
console.log(
	util.inspect(
		{
			get a() {
				return { b: 1 };
			},
			get bad() {
				throw new Error('no');
			}
		},
		{ getters: true }
	)
);
console.log(
	util.inspect(new Base(), { showHidden: true }),
	util.inspect([1], { showHidden: true }),
	util.inspect(new Map([[{ a: 1 }, 2]]), { showHidden: true })
);
console.log({ [Symbol('s')]: 1, [Symbol.iterator]: 2, 'a-b': 3, 5: 4, ü: 5, '': 6, "it's": 7 });
const hidden = Object.defineProperty({ a: 1 }, 'b', { value: 2, enumerable: false });
console.log(hidden, util.inspect(hidden, { showHidden: true }));
console.log(
	[new Proxy({ a: 1 }, {}), new Proxy(function f() {}, {})],
	util.inspect(new Proxy({ a: 1 }, { get() {} }), { showProxy: true })
);
(function () {
	console.log(arguments, [arguments]);
})(1, 'two');
