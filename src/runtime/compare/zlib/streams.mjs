import zlib from 'node:zlib';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
const text = 'streams of text '.repeat(20_000);
let total = '';
await pipeline(
	Readable.from([text.slice(0, 1000), text.slice(1000)]),
	zlib.createGzip(),
	zlib.createGunzip(),
	new Writable({
		write(chunk, encoding, done) {
			total += chunk;
			done();
		}
	})
);
console.log(total === text);
const packed = await promisify(zlib.deflate)('async');
console.log((await promisify(zlib.inflate)(packed)).toString());
await promisify(zlib.unzip)(Buffer.from('garbage')).catch((error) =>
	console.log(error.code, error.errno, error.message)
);
const flushed = zlib.createDeflate();
flushed.write('part');
flushed.flush(() => {
	console.log('flushed', flushed.read()?.length > 0);
	flushed.close(() => console.log('closed'));
});
