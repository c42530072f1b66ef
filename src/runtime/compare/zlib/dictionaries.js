// Dictionaries, and checksums.
const zlib = require('node:zlib');
const { attempt } = require('../help.cjs');
const dictionary = Buffer.from('the quick brown fox jumps over the lazy dog');
const text = 'the lazy dog jumps over the quick brown fox';
const sealed = zlib.deflateSync(text, { dictionary });
console.log(sealed.length < zlib.deflateSync(text).length, sealed.subarray(0, 6).toString('hex'));
console.log(zlib.inflateSync(sealed, { dictionary }).toString());
attempt('none', () => zlib.inflateSync(sealed));
attempt('other', () => zlib.inflateSync(sealed, { dictionary: Buffer.from('something else') }));
const raw = zlib.deflateRawSync(text, { dictionary });
console.log(raw.length, zlib.inflateRawSync(raw, { dictionary }).toString());
attempt('raw without', () => zlib.inflateRawSync(raw).toString());
attempt('text', () => zlib.deflateSync(text, { dictionary: 'text' }));
attempt('view', () =>
	zlib
		.inflateSync(zlib.deflateSync(text, { dictionary: new Uint16Array([1, 2]) }), {
			dictionary: new Uint16Array([1, 2])
		})
		.toString()
);
attempt('unneeded', () => zlib.inflateSync(zlib.deflateSync('plain'), { dictionary }).toString());
for (const value of ['', 'a', 'hello world', Buffer.alloc(1000, 7), new Uint16Array([1, 2])])
	console.log(zlib.crc32(value));
console.log(zlib.crc32('world', zlib.crc32('hello ')), zlib.crc32('hello world'));
attempt('crc of number', () => zlib.crc32(5));
attempt('crc start', () => zlib.crc32('a', -1));
const stream = zlib.createInflate({ dictionary });
stream.on('data', (part) => console.log('stream', part.toString())).on('end', () => console.log('end'));
for (const byte of sealed) stream.write(Buffer.from([byte]));
stream.end();
