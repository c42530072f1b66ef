// What is damaged, cut off or too large is refused with its code.
const zlib = require('node:zlib');
const { attempt } = require('../help.cjs');
const gz = zlib.gzipSync('some text that is long enough to be compressed, some text that is long enough');
const z = zlib.deflateSync('some text');
const changed = (bytes, at, value) => {
	const copy = Buffer.from(bytes);
	copy[at < 0 ? copy.length + at : at] = value;
	return copy;
};
const tell = (error) => [error.name, error.code, error.errno, error.message].join(' | ');
const cases = {
	'no header': ['gunzipSync', Buffer.from('plain text')],
	method: ['gunzipSync', changed(gz, 2, 7)],
	checksum: ['gunzipSync', changed(gz, -7, 1)],
	length: ['gunzipSync', changed(gz, -2, 9)],
	'cut off': ['gunzipSync', gz.subarray(0, 20)],
	'cut in the trailer': ['gunzipSync', gz.subarray(0, -4)],
	empty: ['gunzipSync', Buffer.alloc(0)],
	'zlib header': ['inflateSync', changed(z, 0, 0x79)],
	'zlib checksum': ['inflateSync', changed(z, -1, 0)],
	'zlib cut': ['inflateSync', z.subarray(0, -2)],
	'raw block type': ['inflateRawSync', Buffer.from([0x07, 0])],
	'raw lengths': ['inflateRawSync', Buffer.from([0x01, 5, 0, 0, 0])],
	'raw distance': ['inflateRawSync', Buffer.from([0x03 ^ 0x04, 0xff, 0xff])],
	brotli: ['brotliDecompressSync', Buffer.from([0xff, 0xff, 0xff])],
	'brotli cut': ['brotliDecompressSync', zlib.brotliCompressSync('abcdefg').subarray(0, 4)],
	'unzip plain': ['unzipSync', Buffer.from('plain')],
	'zeroes after': ['gunzipSync', Buffer.concat([gz, Buffer.alloc(5)])],
	'rubbish after': ['gunzipSync', Buffer.concat([gz, Buffer.from('rubbish')])],
	'deflate rubbish after': ['inflateSync', Buffer.concat([z, Buffer.from('rubbish')])]
};
for (const [name, [method, bytes]] of Object.entries(cases)) {
	try {
		console.log(name, zlib[method](bytes).toString());
	} catch (error) {
		console.log(name, tell(error));
	}
}
attempt('too large', () => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(1000)), { maxOutputLength: 999 }));
attempt(
	'just right',
	() => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(1000)), { maxOutputLength: 1000 }).length
);
attempt('cut allowed', () =>
	zlib.gunzipSync(gz.subarray(0, -8), { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString()
);
attempt('not bytes', () => zlib.gunzipSync(5));
attempt('text', () => zlib.gunzipSync('abc'));
zlib.gunzip(changed(gz, -7, 1), (error, result) => console.log('later', tell(error), result));
zlib.brotliDecompress(Buffer.from([1, 2, 3]), (error) => console.log('later', tell(error)));
const stream = zlib.createGunzip();
stream
	.on('error', (error) => console.log('stream', tell(error), stream.destroyed))
	.on('close', () => console.log('close'));
stream.end('not compressed');
