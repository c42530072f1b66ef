const zlib = require('node:zlib');
const text = 'the quick brown fox jumps over the lazy dog. '.repeat(2000);
const big = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251));
for (const [pack, unpack] of [
	['gzipSync', 'gunzipSync'],
	['deflateSync', 'inflateSync'],
	['deflateRawSync', 'inflateRawSync'],
	['gzipSync', 'unzipSync'],
	['deflateSync', 'unzipSync']
]) {
	const packed = zlib[pack](text);
	console.log(
		pack,
		packed.length < text.length / 50,
		zlib[unpack](packed).toString() === text,
		zlib[unpack](zlib[pack](big, { level: 1 })).equals(big)
	);
}
console.log(
	zlib.deflateSync('hello').toString('hex'),
	zlib.gunzipSync(Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')])).toString(),
	zlib.crc32('hello')
);
console.log(
	zlib.inflateSync(Buffer.from('789ccb48cdc9c9070006 2c0215'.replace(' ', ''), 'hex')).toString(),
	zlib.inflateRawSync(zlib.deflateRawSync('')).length
);
const dictionary = Buffer.from('hello world');
console.log(
	zlib.inflateSync(zlib.deflateSync('hello world hello', { dictionary }), { dictionary }).toString()
);
for (const attempt of [
	() => zlib.gunzipSync('not gzip'),
	() => zlib.inflateSync(zlib.deflateSync(text).subarray(0, 50)),
	() => zlib.inflateSync(zlib.deflateSync('x', { dictionary })),
	() => zlib.gzipSync('x', { level: 99 }),
	() => zlib.inflateSync(zlib.deflateSync(text), { maxOutputLength: 10 })
])
	try {
		console.log(attempt());
	} catch (error) {
		console.log(error.name, error.code, error.errno, error.message);
	}
