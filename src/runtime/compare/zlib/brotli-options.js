// Brotli: parameters, pieces, sizes.
const zlib = require('node:zlib');
const { attempt } = require('../help.cjs');
const c = zlib.constants;
const text = 'Brotli compresses texts like this one, texts like this one, well. '.repeat(40);
for (const quality of [0, 1, 4, 5, 9, 11]) {
	const bytes = zlib.brotliCompressSync(text, { params: { [c.BROTLI_PARAM_QUALITY]: quality } });
	console.log(quality, bytes.length, zlib.brotliDecompressSync(bytes).toString() === text);
}
for (const mode of [c.BROTLI_MODE_GENERIC, c.BROTLI_MODE_TEXT, c.BROTLI_MODE_FONT])
	console.log(mode, zlib.brotliCompressSync(text, { params: { [c.BROTLI_PARAM_MODE]: mode } }).length);
for (const window of [10, 16, 24])
	console.log(window, zlib.brotliCompressSync(text, { params: { [c.BROTLI_PARAM_LGWIN]: window } }).length);
console.log(
	zlib.brotliCompressSync('').toString('hex'),
	zlib.brotliDecompressSync(Buffer.from([0x06])).length
);
console.log(zlib.brotliCompressSync('abc', { params: { [c.BROTLI_PARAM_SIZE_HINT]: 3 } }).toString('hex'));
attempt('unknown parameter', () => zlib.brotliCompressSync('a', { params: { 999: 1 } }));
attempt('parameter text', () => zlib.brotliCompressSync('a', { params: { [c.BROTLI_PARAM_QUALITY]: 'x' } }));
attempt(
	'large window',
	() => zlib.brotliCompressSync(text, { params: { [c.BROTLI_PARAM_LGWIN]: 99 } }).length > 0
);
attempt('limit', () => zlib.brotliDecompressSync(zlib.brotliCompressSync(text), { maxOutputLength: 10 }));
const stream = zlib.createBrotliDecompress({ chunkSize: 100 });
let pieces = 0;
let length = 0;
stream.on('data', (part) => {
	pieces++;
	length += part.length;
});
stream.on('end', () => console.log(pieces, length, stream.bytesWritten));
for (const byte of zlib.brotliCompressSync(text)) stream.write(Buffer.from([byte]));
stream.end();
console.log(stream instanceof zlib.BrotliDecompress, zlib.createBrotliCompress().constructor.name);
