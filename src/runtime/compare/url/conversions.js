// Between paths, URLs and options of http; formatting; domains.
const url = require('node:url');
const { attempt } = require('../help.cjs');
for (const name of ['/a b/ü#?%', '/x/', '/a\nb', '/', '/a//b', '/%41'])
	attempt(JSON.stringify(name), () => [
		url.pathToFileURL(name).href,
		url.fileURLToPath(url.pathToFileURL(name)) === name
	]);
attempt('windows', () => [
	url.pathToFileURL('C:\\a b\\c', { windows: true }).href,
	url.fileURLToPath('file:///C:/a%20b/c', { windows: true })
]);
attempt('unc', () => url.fileURLToPath('file://server/share/x', { windows: true }));
for (const text of ['file:///a%2fb', 'file://host/a', 'http://a.test', 'file:///%', 'x', 5])
	attempt(String(text), () => url.fileURLToPath(text));
const { href, ...options } = url.urlToHttpOptions(new URL('https://a%40:b@xn--mnchen-3ya.test:81/p?q#h'));
console.log(href, { ...options });
const whole = new URL('http://user:pass@münchen.test/p?q=1#h');
for (const parts of [{}, { auth: false }, { fragment: false }, { search: false }, { unicode: true }])
	console.log(url.format(whole, parts));
attempt('format of number', () => url.format(5));
console.log(
	url.format({ protocol: 'http', host: 'a.test', pathname: 'x', query: { a: [1, 2] } }),
	url.format({ hostname: '::1', port: 8, slashes: true }),
	url.format('http://a b')
);
console.log(
	url.domainToASCII('español.test'),
	url.domainToUnicode('xn--espaol-zwa.test'),
	url.domainToASCII('xn--iñvalid.test')
);
for (const text of [
	'http://a.test:80/x?y=1#z',
	'mailto:a@b.c',
	'//a/b',
	'/a?b',
	'javascript:x',
	'HTTP://A.TEST',
	'a:b@c',
	'http://a.test/a b"c',
	'x://[::1]:5/'
])
	attempt(text, () => {
		const { protocol, slashes, auth, host, port, hostname, hash, search, query, pathname, path } =
			url.parse(text);
		return [protocol, slashes, auth, host, port, hostname, hash, search, query, pathname, path];
	});
console.log({ ...url.parse('//host/path?a=1', true, true).query }, url.parse('/x?a=b&a=c', true).query.a);
attempt('parse', () => url.parse('http://a.test:99999x'));
attempt('not text', () => url.parse({}));
for (const [from, to] of [
	['/a/b/c', '../d'],
	['http://a.test/b', '/c'],
	['http://a.test/b', '//x'],
	['a/b', 'c'],
	['http://a.test', 'mailto:x'],
	['/a', '?q']
])
	console.log(from, to, url.resolve(from, to));
