// What is compressed may be a view of any kind: its bytes are.
const zlib = require('node:zlib');
const { promisify } = require('node:util');
const bytes = Buffer.from('sixteen bytes ab');
const memory = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const views = [new Int16Array(memory), new Float64Array(memory), new DataView(memory, 2, 9), memory];
(async () => {
	for (const [pack, unpack] of [
		['gzip', 'gunzip'],
		['deflateRaw', 'inflateRaw'],
		['brotliCompress', 'brotliDecompress'],
		['zstdCompress', 'zstdDecompress']
	])
		for (const view of views) {
			const packed = zlib[`${pack}Sync`](view);
			const later = await promisify(zlib[pack])(view);
			console.log(pack, String(zlib[`${unpack}Sync`](packed)), later.equals(packed));
		}
})();
