// Flush modes and changed parameters within a stream: every piece can be read before the end.
const zlib = require('node:zlib');
const { Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_PARTIAL_FLUSH, Z_DEFAULT_STRATEGY } = zlib.constants;
const later = (action) => new Promise((resolve) => action(resolve));
async function flushed(make, open, flag) {
	const stream = make();
	const parts = [];
	stream.on('data', (part) => parts.push(part));
	const inflate = open();
	let out = '';
	inflate.on('data', (part) => (out += part));
	for (const word of ['first ', 'second ', 'third']) {
		stream.write(word);
		await later((done) => (flag === undefined ? stream.flush(done) : stream.flush(flag, done)));
		for (const part of parts.splice(0)) await later((done) => inflate.write(part, done));
		await later((done) => inflate.flush(done));
		console.log(JSON.stringify(out));
	}
	stream.end();
	await later((done) => stream.on('end', done));
	console.log(Buffer.concat(parts).length, stream.bytesWritten);
}
(async () => {
	for (const flag of [undefined, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_PARTIAL_FLUSH]) {
		console.log('flag', flag);
		await flushed(
			() => zlib.createDeflate(),
			() => zlib.createInflate(),
			flag
		);
		await flushed(
			() => zlib.createGzip(),
			() => zlib.createGunzip(),
			flag
		);
	}
	await flushed(
		() => zlib.createBrotliCompress(),
		() => zlib.createBrotliDecompress(),
		zlib.constants.BROTLI_OPERATION_FLUSH
	);
	const stream = zlib.createDeflate({ level: 9 });
	const parts = [];
	stream.on('data', (part) => parts.push(part));
	stream.write('a'.repeat(500));
	await later((done) => stream.params(0, Z_DEFAULT_STRATEGY, done));
	stream.write('b'.repeat(500));
	stream.end();
	await later((done) => stream.on('end', done));
	const all = Buffer.concat(parts);
	console.log(all.includes('b'.repeat(100)), all.includes('a'.repeat(100)), zlib.inflateSync(all).length);
	stream.on('error', () => {});
	const again = zlib.createDeflate();
	await later((done) => again.write('x', done));
	again.reset();
	console.log(again.bytesWritten);
	await later((done) => again.close(done));
	console.log(again.destroyed, again.closed);
})();
