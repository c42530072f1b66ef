// Forms: nested names are kept as they are, order, repeats, both ways round.
const querystring = require('node:querystring');
const forms = [
	{ name: 'Ada L', langs: ['en', 'fr'] },
	{ a: true, b: false, n: 5, big: 10n, nul: null },
	{ 'a[b]': 1, 'c.d': 2 },
	{ empty: [] },
	{ x: ['', ''] },
	{ ключ: 'значение' }
];
for (const form of forms) {
	const text = querystring.stringify(form);
	console.log(
		text,
		{ ...querystring.parse(text) },
		String(new URLSearchParams(text)),
		querystring.stringify(querystring.parse(text)) === text
	);
}
for (const text of [
	'a=1&a=2&b',
	'a=%E4',
	'a=%E4%BD%A0',
	'a=%u0041',
	'%=1',
	'a=1%',
	'a=b&',
	'&a=b',
	'a&b=&=c',
	'a=1&A=2',
	'toString=1&valueOf=2'
])
	console.log(text, { ...querystring.parse(text) }, [...new URLSearchParams(text)]);
