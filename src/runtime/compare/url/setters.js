// Setting the parts of a URL, and what is ignored.
const { attempt } = require('../help.cjs');
const start = 'https://user:pass@example.test:8080/a/b?c=d#e';
const sets = [
	['protocol', 'http'],
	['protocol', 'ftp:'],
	['protocol', 'own'],
	['protocol', '1x'],
	['host', 'other.test:99'],
	['host', 'x y'],
	['hostname', '[::1]'],
	['hostname', ''],
	['port', '443'],
	['port', '80x'],
	['port', 'x'],
	['port', ''],
	['port', '99999'],
	['pathname', 'no/slash'],
	['pathname', '/../../x y/ü'],
	['search', 'a b&c'],
	['search', '?'],
	['search', ''],
	['hash', 'f g'],
	['hash', '#'],
	['hash', ''],
	['username', 'a:b@c'],
	['username', ''],
	['password', 'ü'],
	['password', ''],
	['href', 'http://new.test'],
	['href', 'bad'],
	['origin', 'x'],
	['searchParams', 'x']
];
for (const [name, value] of sets)
	attempt(`${name} = ${value}`, () => {
		const url = new URL(start);
		url[name] = value;
		return url.href;
	});
const url = new URL(start);
url.searchParams.append('x', '1 2');
url.searchParams.delete('c');
console.log(url.href, url.search);
url.search = '?new=1';
console.log([...url.searchParams], url.searchParams.size);
console.log(url, JSON.stringify({ url }), String(url), url.origin, url.host);
for (const text of [
	'file:///a/../b',
	'file://host/x',
	'mailto:a@b',
	'data:text/plain,x y',
	'blob:https://a.test/1',
	'HTTP://EXAMPLE.TEST:80/%7Ea/./b/../c',
	'http://ex.test/?q=ü#ü',
	'http://1.2.3',
	'http://0x7f.1',
	'http://[::ffff:1.2.3.4]',
	'http://münchen.test',
	'http://a%41.test',
	'javascript:alert(1)',
	'own:opaque path',
	'own://host/path/../x'
])
	attempt(text, () => {
		const { href, origin, host, pathname } = new URL(text);
		return [href, origin, host, pathname];
	});
for (const text of [
	'',
	'x',
	'http://',
	'http://a b',
	'http://[',
	'http://a:b',
	'//x',
	'http://%',
	'http://xn--a',
	'https:///x'
])
	attempt(JSON.stringify(text), () => new URL(text).href);
for (const [text, base] of [
	['../x', 'http://a.test/b/c/d'],
	['?q', 'http://a.test/b'],
	['//c/d', 'https://a.test'],
	['x', 'mailto:a'],
	['#f', 'mailto:a'],
	['', 'http://a.test/b#c']
])
	attempt(`${text} on ${base}`, () => new URL(text, base).href);
console.log(
	URL.canParse('x'),
	URL.canParse('x', 'http://a'),
	URL.parse('x'),
	URL.parse('/y', 'http://a').href
);
