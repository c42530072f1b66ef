const url = require('node:url');
console.log(url.parse('http://u:p@host.com:80/p/a?q=1#h', true));
console.log(
	url.resolve('/one/two/three', 'four'),
	url.resolve('http://e.com/a', '../b'),
	url.format({ protocol: 'https', hostname: 'x.y', pathname: '/p', query: { a: [1, 2] } })
);
console.log(
	url.fileURLToPath('file:///a%20b/c'),
	url.pathToFileURL('/x y#z').href,
	url.format(new URL('http://a:b@ü.de/?q#f'), { auth: false, unicode: true, fragment: false })
);
console.log(
	require('node:querystring').parse('a=1&a=2&b=%20c'),
	require('node:querystring').stringify({ a: [1, 'x y'], b: '' })
);
try {
	url.fileURLToPath('http://x');
} catch (error) {
	console.log(error.code, error.message);
}
