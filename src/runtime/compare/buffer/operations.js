const buffer = Buffer.from('the quick brown fox the end');
console.log(
	buffer.indexOf('the', 1),
	buffer.lastIndexOf('the'),
	buffer.includes('fox'),
	buffer.indexOf(Buffer.from('brown')),
	buffer.indexOf(0x71),
	buffer.indexOf('zzz'),
	buffer.indexOf(''),
	buffer.lastIndexOf('the', -5)
);
console.log(
	Buffer.concat([Buffer.from('a'), Buffer.from('bc')], 4),
	Buffer.compare(Buffer.from('a'), Buffer.from('b')),
	buffer.equals(Buffer.from(buffer)),
	buffer.slice(-3).toString(),
	buffer.subarray(4, 9).toString()
);
console.log(
	Buffer.alloc(7, 'abc').toString(),
	Buffer.alloc(4, 0x61).toString(),
	Buffer.from('hello').fill('xy', 1, 4).toString(),
	Buffer.alloc(3).write('é€', 0),
	buffer.copy(Buffer.alloc(3), 1),
	Buffer.from('abc').compare(Buffer.from('xabcx'), 1, 4)
);
console.log(
	[...Buffer.from('ab').entries()],
	Buffer.poolSize,
	Buffer.from('x') instanceof Uint8Array,
	Buffer.from('\u0000\u0001\u007f'),
	Buffer.alloc(60)
);
console.log(
	require('node:buffer').transcode(Buffer.from('€'), 'utf8', 'latin1'),
	require('node:buffer').isUtf8(Buffer.from([0xc0])),
	btoa('hi'),
	atob('aGk=')
);
