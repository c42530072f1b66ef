// Every encoding both ways, cut, odd and invalid input.
const { attempt } = require('../help.cjs');
const buffer = require('node:buffer');
const texts = ['', 'a', 'ab', 'abc', 'ü€', '\u{1f600}x', '\ud800', '\udc00a', 'a\0b', '\ufeffbom'];
for (const encoding of [
	'utf8',
	'utf-8',
	'UCS2',
	'utf16le',
	'latin1',
	'binary',
	'ascii',
	'hex',
	'base64',
	'base64url'
])
	for (const text of texts) {
		const bytes = Buffer.from(text, encoding);
		console.log(
			encoding,
			JSON.stringify(text),
			bytes.toString('hex'),
			Buffer.byteLength(text, encoding),
			JSON.stringify(Buffer.from(text).toString(encoding))
		);
	}
for (const hex of ['abc', 'zz', '12zz', 'AbCd', '0x12', 'a', '1 2'])
	console.log(hex, Buffer.from(hex, 'hex'));
for (const text of ['YQ==', 'YQ', 'YWI=', 'YW I\n=', '-_-_', '+/+/', '====', 'YQ==YQ==', 'Y', 'YW\tJj'])
	console.log(
		text,
		Buffer.from(text, 'base64').toString('hex'),
		Buffer.from(text, 'base64url').toString('hex')
	);
for (const bytes of [
	[0xff],
	[0xc3],
	[0xe2, 0x82],
	[0xf0, 0x9f, 0x98],
	[0xed, 0xa0, 0x80],
	[0xc0, 0xaf],
	[0x61, 0x80, 0x62]
])
	console.log(
		JSON.stringify(Buffer.from(bytes).toString()),
		buffer.isUtf8(Buffer.from(bytes)),
		buffer.isAscii(Buffer.from(bytes))
	);
const part = Buffer.from('0123456789');
console.log(
	part.toString('utf8', 2, 5),
	part.toString('hex', -1, 3),
	part.toString('ascii', 8, 99),
	part.toString('latin1', 5, 2),
	part.utf8Slice(1, 3),
	part.hexSlice(0, 2)
);
console.log(
	part.write('ab', 3),
	part.write('€', 9),
	part.write('hex', 0, 1),
	part.write('6162', 5, 'hex'),
	part.write('xyz', 1, 2, 'latin1'),
	part.toString()
);
attempt('unknown', () => Buffer.from('a', 'odd'));
attempt('to unknown', () => part.toString('odd'));
attempt('write unknown', () => part.write('a', 'odd'));
attempt('write offset', () => part.write('a', 99));
console.log(
	Buffer.isEncoding('UTF-8'),
	Buffer.isEncoding('odd'),
	Buffer.isEncoding(),
	buffer.transcode(Buffer.from('ü€'), 'utf8', 'latin1'),
	buffer.transcode(Buffer.from('ü'), 'utf8', 'ucs2')
);
attempt('transcode', () => buffer.transcode(Buffer.from('a'), 'utf8', 'hex'));
for (const text of ['aGk=', 'aGk', ' aG k= ', '!', 'a', 'YQ=']) attempt(`atob ${text}`, () => atob(text));
for (const text of ['hi', 'ü', '€', 5, null]) attempt(`btoa ${text}`, () => btoa(text));
console.log(
	buffer.constants.MAX_LENGTH > 2 ** 30,
	buffer.kMaxLength === buffer.constants.MAX_LENGTH,
	buffer.INSPECT_MAX_BYTES,
	Buffer.poolSize
);
