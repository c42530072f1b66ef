// Parsing and writing, with odd separators, arrays, limits and broken escapes.
const qs = require('querystring');
for (const text of [
	'a=1&b=2&a=3',
	'a',
	'=x',
	'a=%zz&b=%41',
	'x=a+b%20c',
	'a=1;b=2',
	'&&&',
	'é=ü',
	'a=b=c',
	'__proto__=1'
])
	console.log(JSON.stringify(qs.parse(text)));
console.log(qs.parse('a:1;b:2', ';', ':'), qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }));
console.log(qs.stringify({ a: [1, 2], b: true, c: null, d: undefined, e: 'ü &=', f: 10n, g: NaN, h: {} }));
console.log(
	qs.stringify({ a: 1, b: 2 }, ';', ':'),
	qs.escape('a b*(\u{1f600})'),
	qs.unescape('%F0%9F%98%80%'),
	String(qs.unescapeBuffer('a%20b'))
);
try {
	qs.escape('\ud800');
} catch (error) {
	console.log(error.name, error.code, error.message);
}
