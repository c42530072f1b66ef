// indexOf, lastIndexOf, includes, compare, equals, swap, fill, copy.
const b = Buffer.from('abc abc ab\u00e9 abc');
for (const args of [
	['abc'],
	['abc', 1],
	['abc', -3],
	[97],
	[97, -100],
	[Buffer.from('b\u00e9')],
	['', 3],
	['zz'],
	['61', 0, 'hex'],
	['abc', 5, 'latin1']
])
	console.log(JSON.stringify(args), b.indexOf(...args), b.lastIndexOf(...args), b.includes(...args));
console.log(
	Buffer.from('aabbccdd', 'hex').swap16().toString('hex'),
	Buffer.from('aabbccdd', 'hex').swap32().toString('hex')
);
try {
	Buffer.alloc(3).swap16();
} catch (error) {
	console.log(error.code, error.message);
}
for (const args of [['x'], ['xyz', 1], ['61', 'hex'], [5, 2, 4], ['', 1], [Buffer.from('pq')]])
	console.log(
		Buffer.alloc(6)
			.fill(...args)
			.toString('hex')
	);
for (const args of [
	['zz', 'hex'],
	[1, 5, 2],
	[1, 9]
])
	try {
		console.log(
			Buffer.alloc(6)
				.fill(...args)
				.toString('hex')
		);
	} catch (error) {
		console.log(error.code, error.message);
	}
console.log(
	Buffer.compare(Buffer.from('a'), Buffer.from('b')),
	b.compare(b, 0, 3, 4, 7),
	b.equals(Buffer.from(b))
);
const target = Buffer.alloc(5, '.');
console.log(b.copy(target, 1, 0, 3), target.toString(), b.subarray(-3).toString(), b.toString('utf8', 8, 12));
console.log(
	Buffer.concat([Buffer.from('ab'), Buffer.from('cd')], 3).toString(),
	Buffer.byteLength('\u00e9\u{1f600}'),
	Buffer.isEncoding('UTF-16LE'),
	JSON.stringify(Buffer.from('hi'))
);
console.log(
	[...Buffer.from('ab').entries()],
	Buffer.from(new Uint16Array([1, 256])).toString('hex'),
	Buffer.from({ type: 'Buffer', data: [1, 2] }),
	Buffer.from(Object('str'))
);
