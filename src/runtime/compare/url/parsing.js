// Many texts made of what means something in a URL, and what setting parts does.
const pieces = [
	...['http:', 'https://', 'file:', 'file://', 'wss://', 'a:', 'a://', '//', '/', '\\', '..', '.', '%2e'],
	...['@', ':', '?', '#', '[::1]', '[1::ffff:1.2.3.4]', 'localhost', 'EXAMPLE.com', '127.1', '0x7f.1'],
	...['1.2.3.256', '1e', '80', '443', '65536', 'C|', 'c:', "'", '"', '<', '`', 'é', 'ö.de', '\u{1f600}'],
	...['xn--a', 'xn--4ca', '%41', '%zz', '%C3%A9', '％４１', ' ', '\t', '{}', 'user:pw@', '&=+$,;', '*', '_']
];
const bases = [undefined, 'http://user@host:81/a/b?c#d', 'file:///C:/a/b', 'file://host/a', 'a:/b/c'];
let seed = 7;
/** @template T @param {readonly T[]} items @returns {T} */
function pick(items) {
	seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
	return /** @type {T} */ (items[(seed >> 8) % items.length]);
}
const text = () => Array.from({ length: 1 + (pick([0, 1, 2, 3, 4]) ?? 0) }, () => pick(pieces)).join('');
for (let count = 0; count < 1500; count++) {
	const [input, base] = [text(), pick(bases)];
	let shown = '-';
	try {
		const { href, username, password, host, port, pathname, search, hash, origin } = new URL(input, base);
		shown = [href, username, password, host, port, pathname, search, hash, origin].join(' ');
	} catch {
		// no URL: a line all the same
	}
	console.log(JSON.stringify(input), base ?? '', shown);
}
const starts = ['http://user@host:81/a/b?c#d', 'file:///C:/a/b', 'a:/b/c', 'a://h/p', 'data:text'];
const parts = /** @type {const} */ ([
	'protocol',
	'host',
	'hostname',
	'username',
	'password',
	'pathname',
	'search',
	'hash'
]);
for (let count = 0; count < 500; count++) {
	const [start, part, value] = [pick(starts), pick(parts), text()];
	// What follows the colon of a host is read by Node in a way of its own.
	if (part === 'host' && value.includes(':')) continue;
	const url = new URL(start);
	url[part] = value;
	console.log(start, part, JSON.stringify(value), url.href);
}
