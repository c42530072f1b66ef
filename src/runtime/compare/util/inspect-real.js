// What programs print every day: requests, configurations, results, trees.
const util = require('node:util');
const config = {
	name: 'app',
	version: '1.0.0',
	scripts: { test: 'node --test', build: 'tsc -p . && node build.js --minify' },
	files: ['dist', 'README.md'],
	private: true,
	engines: { node: '>=18' },
	exports: { '.': { import: './index.mjs', require: './index.cjs' } }
};
console.log(config);
const users = [
	{
		id: 1,
		name: 'Ada',
		roles: ['admin', 'author'],
		address: { city: 'London', geo: { lat: 51.5, lng: -0.12 } }
	},
	{ id: 2, name: 'Grace', roles: [], address: null }
];
console.log(users);
console.log('%o', users[0]);
console.log(new Map(users.map((user) => [user.name, user])));
const tree = {
	value: 1,
	children: [
		{ value: 2, children: [{ value: 3, children: [] }] },
		{ value: 4, children: [] }
	]
};
console.log(tree, util.inspect(tree, { depth: null }), JSON.stringify(tree, null, 2));
console.log({
	ok: true,
	error: null,
	data: undefined,
	took: 12.5,
	at: new Date(0),
	id: 10n,
	tags: new Set(['a']),
	match: 'abc'.match(/(?<first>a)(b)/)
});
console.log(
	[...'a1b2'.matchAll(/[a-z](\d)/g)].map((m) => m.index),
	/x/.exec('axb')
);
console.log(
	Object.entries({ a: 1, b: 2 }),
	Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')),
	structuredClone(new Map([['k', { deep: [1] }]]))
);
console.log(
	[1.1, 2.22, 3.333, 44.4444],
	[true, false],
	['a', 1, null],
	[
		[1, 2],
		[3, 4]
	],
	[[[]]],
	[{}],
	[() => {}],
	[Symbol('x')],
	[new Error('in list').message]
);
console.log(
	process.argv.length,
	[undefined],
	[null, undefined],
	{ undefined },
	-0,
	[-0],
	0.1 + 0.2,
	1e100,
	0xff,
	1_000_000
);
console.log(
	'text with "quotes"',
	["text with 'single'"],
	`multi\nline`,
	['multi\nline'],
	'tab\tin',
	['\t'],
	'ünïcödé',
	['ünïcödé 漢字 \u{1f600}']
);
class Point {
	constructor(x, y) {
		this.x = x;
		this.y = y;
	}
	toString() {
		return `(${this.x}, ${this.y})`;
	}
}
console.log(
	new Point(1, 2),
	`${new Point(1, 2)}`,
	[new Point(3, 4)],
	{ point: new Point(5, 6) },
	'%s',
	new Point(7, 8)
);
console.log('%s|%s|%s', new Point(1, 2), { a: { b: { c: 1 } } }, [1, [2, [3]]], 'rest', { more: 1 });
console.log(
	Array.from({ length: 101 }, (_, at) => at),
	'x'.repeat(200).length,
	Array.from({ length: 7 }, () => 'a longer text than most')
);
