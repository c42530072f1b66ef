// The bytes themselves: headers, trailers, levels and strategies.
const zlib = require('node:zlib');
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const text = Buffer.from(Array.from({ length: 3000 }, (_, at) => `${at % 7} and ${at % 13};`).join(''));
const sum = (bytes) => crypto.createHash('md5').update(bytes).digest('hex').slice(0, 12);
console.log(
	zlib.gzipSync('').toString('hex'),
	zlib.deflateSync('').toString('hex'),
	zlib.deflateRawSync('').toString('hex')
);
console.log(zlib.gzipSync('abc').toString('hex'), zlib.deflateSync('abcabcabcabc').toString('hex'));
for (const level of [-1, 0, 1, 3, 6, 9]) {
	const bytes = zlib.deflateSync(text, { level });
	console.log(
		level,
		bytes.subarray(0, 2).toString('hex'),
		zlib.inflateSync(bytes).equals(text),
		bytes.length < text.length + 100
	);
}
for (const strategy of ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED']) {
	const bytes = zlib.deflateRawSync(text, { strategy: zlib.constants[strategy] });
	console.log(strategy, zlib.inflateRawSync(bytes).equals(text), bytes.length < text.length);
}
console.log(zlib.deflateSync(text, { level: 0 }).length, sum(zlib.deflateSync(text, { level: 0 })));
for (const windowBits of [9, 12, 15])
	console.log(windowBits, zlib.deflateSync('x', { windowBits }).toString('hex'));
for (const memLevel of [1, 5, 9])
	console.log(memLevel, zlib.inflateSync(zlib.deflateSync(text, { memLevel })).equals(text));
attempt('window 8 raw', () => zlib.inflateRawSync(zlib.deflateRawSync('abc', { windowBits: 8 })).toString());
attempt('window 7', () => zlib.deflateSync('', { windowBits: 7 }));
attempt('level 10', () => zlib.gzipSync('', { level: 10 }));
attempt('memory 0', () => zlib.gzipSync('', { memLevel: 0 }));
attempt('strategy 9', () => zlib.gzipSync('', { strategy: 9 }));
attempt('chunk', () => zlib.gzipSync('', { chunkSize: 5 }));
attempt('flush', () => zlib.gzipSync('', { flush: 77 }));
attempt('text level', () => zlib.gzipSync('', { level: '3' }));
