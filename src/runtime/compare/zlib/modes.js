const zlib = require('node:zlib');
const text = 'hello '.repeat(200);
for (const [name, pack, unpack] of [
	['gzip', zlib.gzipSync, zlib.gunzipSync],
	['deflate', zlib.deflateSync, zlib.inflateSync],
	['raw', zlib.deflateRawSync, zlib.inflateRawSync],
	['brotli', zlib.brotliCompressSync, zlib.brotliDecompressSync]
]) {
	const packed = pack(text);
	console.log(name, packed.length < 100, unpack(packed).toString() === text);
	try {
		unpack(Buffer.from('not packed at all'));
	} catch (error) {
		console.log(error.code, error.errno, error.message);
	}
	try {
		unpack(packed.subarray(0, packed.length - 4));
	} catch (error) {
		console.log(error.code, error.message);
	}
}
console.log(
	zlib.unzipSync(zlib.gzipSync('a')).toString(),
	zlib.unzipSync(zlib.deflateSync('b')).toString(),
	zlib.crc32('hello'),
	zlib.crc32(Buffer.from('lo'), zlib.crc32('hel'))
);
console.log(
	zlib.deflateSync('aaaa', { level: 0 }).toString('hex'),
	zlib.deflateRawSync('aaaaaaaaaa', { level: 9, strategy: zlib.constants.Z_HUFFMAN_ONLY }).toString('hex'),
	zlib.gzipSync('', { level: 1 }).subarray(0, 4).toString('hex')
);
console.log(
	zlib
		.inflateSync(zlib.deflateSync('dict words', { dictionary: Buffer.from('words dict') }), {
			dictionary: Buffer.from('words dict')
		})
		.toString()
);
try {
	zlib.inflateSync(zlib.deflateSync('x', { dictionary: Buffer.from('a') }));
} catch (error) {
	console.log(error.code);
}
try {
	zlib.gunzipSync(zlib.gzipSync(text), { maxOutputLength: 10 });
} catch (error) {
	console.log(error.code, error.message);
}
try {
	zlib.createGzip({ level: 99 });
} catch (error) {
	console.log(error.code, error.message);
}
const gzip = zlib.createGzip();
const pieces = [];
gzip.on('data', (piece) => pieces.push(piece));
gzip.write('one', () =>
	gzip.flush(() => {
		const partial = zlib.createGunzip();
		partial.on('data', (piece) => console.log('flushed', piece.toString()));
		partial.write(Buffer.concat(pieces), () => {
			gzip.end('two');
			gzip.on('end', () => {
				console.log(zlib.gunzipSync(Buffer.concat(pieces)).toString(), gzip.bytesWritten);
				zlib.gzip('callback', (error, packed) =>
					zlib.gunzip(packed, (error, whole) => console.log(error, whole.toString()))
				);
				zlib.inflate('bad', (error) => console.log(error.code));
				const joined = Buffer.concat([zlib.gzipSync('a'), zlib.gzipSync('b')]);
				console.log(zlib.gunzipSync(joined).toString());
				partial.destroy();
			});
		});
	})
);
