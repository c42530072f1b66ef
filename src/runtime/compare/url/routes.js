// What routers do with URLs: matching, queries, bases, encodings.
const samples = [
	'/users/1',
	'/users/1/',
	'/users//1',
	'/a%2Fb',
	'/a/./b/../c',
	'/?q=a+b&q=c%20d',
	'/#hash?not=query',
	'//other.test/x',
	'/ü?ß=ä#ö',
	'/a;b=c',
	"/it's",
	'/a|b',
	'/a\\b',
	'/<x>',
	'/{id}',
	'/a^b`c',
	'/%zz',
	'/\u0000x'
];
for (const sample of samples) {
	const url = new URL(sample, 'http://base.test/dir/page?old#old');
	console.log(JSON.stringify(sample), url.href, url.pathname.split('/'), [...url.searchParams], url.hash);
}
const url = new URL('https://example.test:443/a/b?x=1&y=2&x=3#top');
console.log(
	url.port,
	url.host,
	url.searchParams.getAll('x'),
	Object.fromEntries(url.searchParams),
	url.toString() === url.href,
	JSON.stringify(url),
	new URL(url).href === url.href,
	url == url.href
);
for (const [name, value] of url.searchParams) console.log(name, value);
const params = new URLSearchParams({
	page: 1,
	tags: ['a', 'b'],
	empty: '',
	space: 'a b',
	plus: '+',
	amp: '&',
	uni: 'é€'
});
console.log(
	String(params),
	params.toString().length,
	[...new URLSearchParams('a=1;b=2&c')],
	new URLSearchParams('?x=%F0%9F%98%80').get('x')
);
for (const host of [
	'EXAMPLE.test',
	'ex%41mple.test',
	'127.1',
	'0x7f000001',
	'[::1]',
	'[1:2::3]',
	'xn--nxasmq6b',
	'a..b',
	'1.2.3.4.5',
	'a_b.test',
	'-a.test'
])
	try {
		console.log(host, new URL(`http://${host}/`).hostname);
	} catch (error) {
		console.log(host, error.code);
	}
