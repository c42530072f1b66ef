const url = require('node:url');
for (const text of [
	'http://user:pa%20ss@EXAMPLE.com:80/a/../b/./c?x=1&y=2#frag',
	'file:///C:/a b',
	'data:text/plain,hi',
	'https://münchen.de/ä?ö#ü',
	'//host/x',
	'mailto:a@b.c',
	'http://[::1]:3000/',
	'http://1.2.3',
	'javascript:alert(1)',
	'http://a/b?c d',
	'http://h:99999/'
]) {
	try {
		const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } =
			new URL(text);
		console.log({ href, origin, protocol, username, password, host, hostname, port, pathname, search, hash });
	} catch (error) {
		console.log(text, error.code, error.message, error.input);
	}
	try {
		console.log(url.parse(text));
	} catch (error) {
		console.log(error.code);
	}
}
const made = new URL('../x?a=1', 'http://h/b/c/d');
made.searchParams.append('a', '2 3');
made.searchParams.delete('a', '1');
made.hash = 'h h';
made.port = '8080';
made.pathname = 'p q';
console.log(
	made.href,
	made.toJSON(),
	URL.canParse('x'),
	URL.canParse('x', 'http://h'),
	URL.parse('bad'),
	JSON.stringify({ made })
);
console.log(
	url.resolve('/one/two/three', 'four'),
	url.resolve('http://a.com/b', '/c'),
	url.format({ protocol: 'http', host: 'h', pathname: '/p', query: { a: [1, 2] } }),
	url.format(made, { fragment: false, auth: false })
);
console.log(
	url.fileURLToPath('file:///a%20b'),
	url.pathToFileURL('/a b#c?d').href,
	url.domainToASCII('ü.de'),
	url.domainToUnicode('xn--tda.de'),
	url.urlToHttpOptions(new URL('http://u:p@h:1/x?y')).auth
);
console.log(
	made,
	new URLSearchParams('a=1&b=2&a=3'),
	[...new URLSearchParams({ a: 'b', c: 'd e&f' })],
	new URLSearchParams([['x', 'ü']]).toString(),
	new URLSearchParams('b=1&a=2').size
);
