// parse and stringify: separators, limits, own coders, odd values; punycode beside.
const querystring = require('node:querystring');
const { attempt } = require('../help.cjs');
for (const text of [
	'a=1&b=2&a=3',
	'',
	'a',
	'=',
	'&&a&',
	'a=b=c',
	'%41=%zz',
	'a+b=c+d',
	'__proto__=1',
	'hasOwnProperty=x',
	'a%20b=%E2%82%AC',
	'%E2%82',
	'a[]=1&a[]=2',
	'ü=€'
])
	console.log(JSON.stringify(text), querystring.parse(text), Object.getPrototypeOf(querystring.parse(text)));
console.log(
	querystring.parse('a:1;b:2', ';', ':'),
	querystring.parse('a==1', '&', '=='),
	querystring.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }),
	querystring.parse('a=%41', null, null, { decodeURIComponent: (text) => `<${text}>` })
);
console.log(
	Object.keys(querystring.parse(Array.from({ length: 1100 }, (_, at) => `k${at}=1`).join('&'))).length,
	Object.keys(
		querystring.parse(Array.from({ length: 1100 }, (_, at) => `k${at}=1`).join('&'), '&', '=', { maxKeys: 0 })
	).length
);
for (const value of [
	{ a: 1, b: [1, 'x', true] },
	{ a: null, b: undefined, c: NaN, d: Infinity },
	{ a: '', 'b c': 'ü €&=' },
	{ a: {}, b: () => {}, c: Symbol.iterator && 1n },
	{ a: [] },
	[],
	'text',
	null,
	undefined,
	['x', 'y'],
	{ a: [[1, 2]] },
	{ a: '\u{1f600}' }
])
	attempt('stringify', () => JSON.stringify(querystring.stringify(value)));
attempt('lone surrogate', () => querystring.stringify({ a: '\ud800' }));
console.log(
	querystring.stringify({ a: 1, b: 2 }, ';', ':'),
	querystring.stringify({ a: 'ü' }, null, null, { encodeURIComponent: (text) => `<${text}>` }),
	querystring.escape('a b+c!'),
	querystring.unescape('a%20b+%zz'),
	querystring.escape(5),
	querystring.decode === querystring.parse,
	querystring.encode === querystring.stringify
);
console.log(
	querystring.unescapeBuffer('a%20%zz').toString(),
	querystring.parse(5),
	querystring.parse(['a=1'])
);
