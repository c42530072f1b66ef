// URLSearchParams: every constructor, method and printing.
const util = require('node:util');
const { attempt } = require('../help.cjs');
for (const from of [
	'?a=1&b=2&a=3',
	'a',
	'=',
	'&&',
	'a=b=c',
	'%zz=%41+b',
	{ x: 1, y: null, z: undefined },
	[
		['k', 'v'],
		['k', 'w']
	],
	new Map([['m', 'n']]),
	new URLSearchParams('q=1'),
	'',
	undefined,
	null,
	5
])
	attempt(util.inspect(from), () => [String(new URLSearchParams(from)), new URLSearchParams(from)]);
attempt('not pairs', () => new URLSearchParams([['a']]));
attempt('not iterable', () => new URLSearchParams([1]));
attempt('iterator', () => new URLSearchParams({ [Symbol.iterator]: 1 }));
attempt('symbol', () => new URLSearchParams({ a: Symbol('s') }));
const query = new URLSearchParams('b=2&a=1&b=3&c=ü €+/?');
console.log(
	query.get('b'),
	query.getAll('b'),
	query.get('x'),
	query.has('b'),
	query.has('b', '3'),
	query.has('b', '4'),
	query.size
);
query.sort();
console.log(String(query));
query.set('b', 'only');
query.append('d', '');
query.delete('a', 'other');
query.delete('c');
console.log(String(query), [...query.keys()], [...query.values()], Object.fromEntries(query));
query.forEach(
	function (value, name, all) {
		console.log(value, name, all === query, this.it);
	},
	{ it: 1 }
);
console.log(
	query.entries(),
	query[Symbol.iterator] === query.entries,
	util.inspect(query, { depth: 0 }),
	util.inspect(query.keys())
);
for (const [label, action] of Object.entries({
	get: () => query.get(),
	append: () => query.append('a'),
	set: () => query.set('a'),
	has: () => query.has(),
	each: () => query.forEach(5),
	self: () => URLSearchParams.prototype.get.call({}, 'a')
}))
	attempt(label, action);
const live = new URL('http://a.test/?x=1');
live.searchParams.set('x', 'a&b=c');
console.log(live.href, live.searchParams.toString());
