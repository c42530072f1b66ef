// URLSearchParams: order, duplicates, encoding, receivers, live with its URL.
const p = new URLSearchParams('a=1&b=2&a=3&c=%20+&d');
console.log([...p], p.getAll('a'), p.has('a', '3'), p.size, String(p));
p.append('é', 'ü&=');
p.set('a', 'x');
p.delete('b');
p.sort();
console.log(String(p), [...p.keys()], p);
const url = new URL('http://h/?q=1#f');
url.searchParams.append('r', '2');
console.log(url.href, url.search);
url.search = '';
console.log([...url.searchParams].length, url.href);
for (const given of [
	{ a: 1, b: [2] },
	[['x', 'y']],
	new Map([['m', 'n']]),
	'plain',
	'?q=1',
	undefined,
	null,
	5
])
	console.log(String(new URLSearchParams(given)));
for (const given of [[['x']], [1], { [Symbol.iterator]: 1 }])
	try {
		new URLSearchParams(given);
	} catch (error) {
		console.log(error.name, error.code, error.message);
	}
try {
	URLSearchParams.prototype.get.call({}, 'a');
} catch (error) {
	console.log(error.code);
}
try {
	p.get();
} catch (error) {
	console.log(error.code, error.message);
}
p.forEach((value, name, all) => console.log(name, value, all === p));
