for (const encoding of [
	'utf8',
	'utf16le',
	'latin1',
	'ascii',
	'base64',
	'base64url',
	'hex',
	'ucs2',
	'binary'
]) {
	const buffer = Buffer.from('Zażółć 😀 aGk=', encoding);
	console.log(encoding, buffer, buffer.toString(encoding), Buffer.byteLength('aé😀', encoding));
}
console.log(
	Buffer.from([0xff, 0xfe, 0xc3]).toString(),
	Buffer.from('zz', 'hex'),
	Buffer.from('a?b=', 'base64'),
	Buffer.isEncoding('UTF-8')
);
console.log(
	Buffer.from('héllo').toString('latin1', 1, 3),
	Buffer.from('a').toJSON(),
	Buffer.from(new Uint16Array([1, 256])),
	Buffer.from(Buffer.from('copy'))
);
