// Every method with a callback, promisified; several at once; iteration over a stream.
import zlib from 'node:zlib';
import { promisify } from 'node:util';
import { Readable } from 'node:stream';
const pairs = [
	['gzip', 'gunzip'],
	['deflate', 'inflate'],
	['deflateRaw', 'inflateRaw'],
	['brotliCompress', 'brotliDecompress'],
	['gzip', 'unzip'],
	['deflate', 'unzip']
];
const texts = ['', 'short', 'long '.repeat(20000)];
for (const [seal, open] of pairs)
	for (const text of texts) {
		const sealed = await promisify(zlib[seal])(text);
		const opened = await promisify(zlib[open])(sealed, { chunkSize: 64 });
		console.log(seal, open, sealed.length < 100, opened.toString() === text);
	}
const many = await Promise.all(Array.from({ length: 30 }, (_, at) => promisify(zlib.gzip)(`text ${at}`)));
console.log(many.map((bytes) => zlib.gunzipSync(bytes).toString()).join());
let text = '';
const source = Readable.from(zlib.gzipSync('over and over '.repeat(50)).toString('latin1')).map((letter) =>
	Buffer.from(letter, 'latin1')
);
for await (const part of source.pipe(zlib.createGunzip())) text += part;
console.log(text.length);
console.log(
	Object.keys(zlib.codes).length,
	zlib.codes.Z_BUF_ERROR,
	zlib.codes['-3'],
	Object.isFrozen(zlib.codes)
);
console.log(Object.keys(zlib.constants).length, zlib.constants.Z_BEST_COMPRESSION, zlib.constants.GZIP);
zlib.gzip('x', (error, bytes) => console.log('callback', error, bytes.length));
try {
	zlib.gzip('x');
} catch (error) {
	console.log(error.code);
}
