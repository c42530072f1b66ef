// Brotli both ways: at once, later, in pieces, and what is no Brotli.
const zlib = require('zlib');
const text = 'a stream of words, a stream of words. '.repeat(500);
const packed = zlib.brotliCompressSync(text);
console.log(packed.length < 100, zlib.brotliDecompressSync(packed).toString() === text);
console.log(
	zlib.brotliCompressSync('').toString('hex'),
	zlib.brotliCompressSync('aaaaaaaaaaaa').toString('hex')
);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING } = zlib.constants;
const quick = zlib.brotliCompressSync(text, { params: { [BROTLI_PARAM_QUALITY]: 1 } });
console.log(zlib.brotliDecompressSync(quick).toString() === text);
for (const bytes of [Buffer.from('ffffff', 'hex'), packed.subarray(0, 20), Buffer.from('plain text')]) {
	try {
		zlib.brotliDecompressSync(bytes);
	} catch (error) {
		console.log(error.name, error.code, error.errno, error.message);
	}
}
try {
	zlib.createBrotliCompress({ params: { [BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING]: 42 } });
} catch (error) {
	console.log(error.code, error.message);
}
try {
	zlib.createBrotliCompress({ params: { 0: 0, '00': 0 } });
} catch (error) {
	console.log(error.code, error.message);
}
zlib.brotliDecompress(packed, (error, plain) => {
	console.log(error, plain.length);
	const compress = zlib.createBrotliCompress();
	const decompress = zlib.createBrotliDecompress();
	let length = 0;
	compress.pipe(decompress);
	decompress.on('data', (chunk) => (length += chunk.length)).on('end', () => console.log('end', length));
	compress.write(text);
	compress.flush(() => compress.end(text));
});
