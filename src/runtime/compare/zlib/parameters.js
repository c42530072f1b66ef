// Parameters of a deflate stream that change on the way.
const zlib = require('node:zlib');
const { Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FILTERED } = zlib.constants;
const later = (action) => new Promise((resolve) => action(resolve));
async function changed(make, back, changes) {
	const stream = make();
	const parts = [];
	stream.on('data', (part) => parts.push(part));
	let wanted = '';
	for (const [at, [level, strategy]] of changes.entries()) {
		const text = String.fromCharCode(97 + at).repeat(300);
		wanted += text;
		stream.write(text);
		await later((done) => stream.params(level, strategy, done));
	}
	stream.end('the end the end the end');
	await later((done) => stream.on('end', done));
	const bytes = Buffer.concat(parts);
	const found = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'the end the end'].map((text) => bytes.includes(text));
	console.log(String(back(bytes)) === `${wanted}the end the end the end`, found);
}
(async () => {
	for (const changes of [
		[[0, Z_DEFAULT_STRATEGY]],
		[
			[0, Z_DEFAULT_STRATEGY],
			[9, Z_DEFAULT_STRATEGY],
			[0, Z_DEFAULT_STRATEGY]
		],
		[
			[1, Z_HUFFMAN_ONLY],
			[5, Z_RLE],
			[-1, Z_FILTERED]
		]
	]) {
		await changed(() => zlib.createDeflate(), zlib.inflateSync, changes);
		await changed(() => zlib.createDeflateRaw({ level: 0 }), zlib.inflateRawSync, changes);
		await changed(() => zlib.createGzip(), zlib.gunzipSync, changes);
	}
	const stream = zlib.createDeflate();
	for (const given of [[10, 0], [1, 9], ['1', 0], []])
		try {
			stream.params(...given, () => {});
			console.log('taken');
		} catch (error) {
			console.log(error.code, error.message);
		}
})();
