// Where lines break: compact, breakLength, sorted, colours, custom inspection.
const util = require('node:util');
const thing = {
	id: 12,
	title: 'a title of some length',
	tags: ['one', 'two', 'three'],
	nested: { a: 1, b: { c: [1, 2, 3], d: { e: 'deep' } } },
	f: function f() {},
	when: new Date(0)
};
for (const compact of [true, false, 0, 1, 2, 3, 10])
	console.log(compact, util.inspect(thing, { compact, depth: 5 }));
for (const breakLength of [10, 40, 80, 120, Infinity])
	console.log(breakLength, util.inspect(thing, { breakLength }));
console.log(
	util.inspect({ b: 1, a: 2, c: { z: 1, y: 2 } }, { sorted: true }),
	util.inspect({ a: 1, b: 2 }, { sorted: (x, y) => (x < y ? 1 : -1) }),
	util.inspect(new Set([3, 1, 2]), { sorted: true })
);
console.log(
	util.inspect(
		{
			n: 1,
			s: 'x',
			b: true,
			u: undefined,
			z: null,
			y: Symbol('y'),
			d: new Date(0),
			r: /x/,
			big: 1n,
			f() {},
			m: new Map([['k', 'v']]),
			g: Object(5)
		},
		{ colors: true }
	)
);
console.log(
	util.inspect('str', { colors: true }),
	util.inspect(class A {}, { colors: true }),
	util.inspect([1, , 2], { colors: true })
);
class Money {
	constructor(amount) {
		this.amount = amount;
	}
	[util.inspect.custom](depth, options, inspect) {
		if (depth < 0) return options.stylize('[Money]', 'special');
		return `Money<${inspect(this.amount, { ...options, depth: options.depth - 1 })}>`;
	}
}
console.log(
	new Money(5),
	[new Money({ a: { b: { c: 1 } } })],
	{ a: { b: { c: new Money(1) } } },
	util.inspect(new Money(1), { customInspect: false })
);
console.log(
	{ [util.inspect.custom]: () => ({ replaced: true }) },
	{ [util.inspect.custom]: () => 'two\nlines' },
	[{ [util.inspect.custom]: () => 'two\nlines' }]
);
console.log({ [util.inspect.custom]: 'no function' }, { inspect: () => 'old way' });
console.log(
	util.inspect(thing, { depth: 1, colors: false, showHidden: false }),
	util.inspect(thing, true, 0, true)
);
for (const style of ['number', 'string', 'date', 'regexp', 'module', 'special'])
	console.log(style, util.inspect.styles[style]);
console.log(
	Object.keys(util.inspect.colors).length,
	util.inspect.colors.red,
	Object.keys(util.inspect.defaultOptions)
);
const before = util.inspect.defaultOptions.depth;
util.inspect.defaultOptions.depth = 0;
console.log(thing);
util.inspect.defaultOptions = { depth: before };
try {
	util.inspect.defaultOptions = 5;
} catch (error) {
	console.log(error.code);
}
console.log(util.inspect(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`key${at}`, at]))));
console.log(
	util.inspect(Array.from({ length: 27 }, (_, at) => 'w'.repeat(at % 9))),
	util.inspect(Array.from({ length: 10 }, (_, at) => [at, { at }]))
);
