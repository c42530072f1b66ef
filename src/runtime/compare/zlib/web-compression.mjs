// CompressionStream and DecompressionStream beside zlib.
import zlib from 'node:zlib';
import help from '../help.cjs';
const text = 'compress me, '.repeat(100);
const through = async (stream, bytes) =>
	Buffer.from(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
for (const [format, open] of [
	['gzip', 'gunzipSync'],
	['deflate', 'inflateSync'],
	['deflate-raw', 'inflateRawSync']
]) {
	const sealed = await through(new CompressionStream(format), text);
	console.log(format, zlib[open](sealed).toString() === text);
	const opened = await through(new DecompressionStream(format), sealed);
	console.log(opened.toString() === text, (await through(new CompressionStream(format), '')).length);
}
await help.attemptLater('unknown', () => new CompressionStream('zip'));
await help.attemptLater('damaged', async () => {
	try {
		await through(new DecompressionStream('gzip'), 'plain');
	} catch (error) {
		return [error instanceof Error, error.name];
	}
});
const stream = new CompressionStream('gzip');
console.log(
	stream.readable instanceof ReadableStream,
	stream.writable instanceof WritableStream,
	Object.prototype.toString.call(stream)
);
