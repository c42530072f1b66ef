const url = new URL('https://user:p%40ss@Example.com:8080/a/../b c?x=1&y=é#h');
console.log(url, url.href, url.origin, `${url}`, JSON.stringify(url));
url.port = '443';
url.searchParams.append('z', 'a b');
url.hash = '';
url.pathname = '/ü';
url.host = 'other.org:1';
console.log(
	url.href,
	URL.canParse('x:'),
	URL.canParse('/a', 'https://b'),
	new URL('//c/d', 'http://a/b').href,
	new URL('file:///C:/x/../y').pathname
);
const params = new URLSearchParams({ a: '1', b: '2 3' });
params.append('a', '4');
params.sort();
params.delete('b');
console.log(
	params,
	[...params],
	params.getAll('a'),
	params.has('a', '4'),
	params.size,
	`${params}`,
	new URLSearchParams('?q=%20+&e').toString()
);
for (const text of ['', 'http://', 'http://a b', 'http://[::1', 'http://999.1.1.1.1.256'])
	try {
		console.log(new URL(text).href);
	} catch (error) {
		console.log(error.name, error.code, error.message, error.input);
	}
console.log(
	new URL('http://münchen.de/ä').host,
	require('node:url').domainToUnicode('xn--mnchen-3ya.de'),
	new URL('http://0x7f.1/').host,
	new URL('http://[::1]:80/').host
);
