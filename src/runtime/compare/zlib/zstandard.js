// Zstandard: at once and in pieces, its parameters, what is faulty, and sizes that were promised.
const zlib = require('node:zlib');
const { attempt } = require('../help.cjs');
const { constants } = zlib;
const text = 'a text that says the same again and again, again and again. '.repeat(40);
const hex = (bytes) => bytes.toString('hex');
const collected = (stream, feed) =>
	new Promise((resolve, reject) => {
		const parts = [];
		stream.on('data', (part) => parts.push(part));
		stream.on('end', () => resolve(Buffer.concat(parts)));
		stream.on('error', reject);
		feed(stream);
	});
const told = async (name, promise) => {
	try {
		console.log(name, await promise);
	} catch ({ name: kind, code, errno, message }) {
		console.log(name, kind, code, errno, message);
	}
};
const packed = zlib.zstdCompressSync('hello hello hello hello hello');
attempt('packed', () => hex(packed));
attempt('back', () => String(zlib.zstdDecompressSync(packed)));
attempt('nothing', () => hex(zlib.zstdCompressSync('')));
attempt('cut off', () => zlib.zstdDecompressSync(packed.subarray(0, 10)).length);
attempt('no bytes', () => zlib.zstdDecompressSync(Buffer.alloc(0)).length);
attempt('no frame', () => zlib.zstdDecompressSync(Buffer.from('not zstandard')));
attempt('more behind', () => String(zlib.zstdDecompressSync(Buffer.concat([packed, Buffer.from('xx')]))));
attempt('two frames', () => String(zlib.zstdDecompressSync(Buffer.concat([packed, packed]))));
attempt('too long', () => zlib.zstdDecompressSync(packed, { maxOutputLength: 10 }));
const summed = zlib.zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: true } });
summed[summed.length - 1] ^= 1;
attempt('bad sum', () => zlib.zstdDecompressSync(summed));
for (const level of [-5, 1, 3, 9, 19, 22]) {
	const params = { [constants.ZSTD_c_compressionLevel]: level };
	attempt(`level ${level}`, () => {
		const bytes = zlib.zstdCompressSync(text, { params });
		return [bytes.length < 120, String(zlib.zstdDecompressSync(bytes)) === text];
	});
}
for (const [name, value] of [
	['ZSTD_c_windowLog', 50],
	['ZSTD_c_strategy', 130],
	['ZSTD_c_windowLog', 20],
	['ZSTD_c_nbWorkers', 2]
])
	attempt(`${name} ${value}`, () =>
		hex(zlib.zstdCompressSync('x', { params: { [constants[name]]: value } }))
	);
attempt('window', () => zlib.createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 1 } }));
attempt('unknown', () => zlib.createZstdCompress({ params: { 10000: 1 } }));
(async () => {
	const feed = (stream) => {
		for (let at = 0; at < text.length; at += 100) stream.write(text.slice(at, at + 100));
		stream.end();
	};
	const streamed = await collected(zlib.createZstdCompress(), feed);
	await told('in pieces', String(zlib.zstdDecompressSync(streamed)) === text);
	const small = await collected(zlib.createZstdDecompress({ chunkSize: 64 }), (stream) => {
		for (const byte of streamed) stream.write(Buffer.of(byte));
		stream.end();
	});
	await told('by bytes', String(small) === text);
	for (const pledgedSrcSize of [0, 100, text.length, 5000]) {
		const stream = zlib.createZstdCompress({ pledgedSrcSize });
		const result = collected(stream, feed).then((bytes) => [
			hex(bytes.subarray(0, 7)),
			String(zlib.zstdDecompressSync(bytes)) === text
		]);
		await told(`promised ${pledgedSrcSize}`, result);
	}
	const stream = zlib.createZstdCompress();
	const parts = [];
	stream.on('data', (part) => parts.push(part));
	await new Promise((done) => stream.write('first', done));
	console.log(parts.length);
	await new Promise((done) => stream.flush(done));
	console.log(hex(Buffer.concat(parts)), stream.bytesWritten);
	await new Promise((done) => stream.close(done));
	await told('promise', require('node:util').promisify(zlib.zstdDecompress)(packed).then(String));
})();
