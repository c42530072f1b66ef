// Several gzip members in one file, whole and byte by byte; what stands behind the last.
const zlib = require('zlib');
const two = Buffer.concat([zlib.gzipSync('abc'), zlib.gzipSync('def')]);
console.log(zlib.gunzipSync(two).toString(), zlib.unzipSync(two).toString());
console.log(zlib.gunzipSync(Buffer.concat([two, Buffer.alloc(10)])).toString());
console.log(zlib.unzipSync(zlib.deflateSync('plain deflate')).toString());
zlib.gunzip(Buffer.concat([two, Buffer.from('junk')]), (error, result) =>
	console.log(error?.code, result?.toString())
);
const stream = zlib.createUnzip();
const parts = [];
stream.on('data', (part) => parts.push(part)).on('end', () => console.log(Buffer.concat(parts).toString()));
for (const byte of two) stream.write(Buffer.of(byte));
stream.end();
console.log(zlib.constants.Z_MAX_CHUNK, Object.getOwnPropertyDescriptor(zlib.constants, 'Z_OK'));
