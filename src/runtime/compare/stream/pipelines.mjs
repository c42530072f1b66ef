// pipeline, compose, operators, errors on the way, backpressure counts.
import { Readable, Transform, Writable, PassThrough, compose, finished } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const upper = new Transform({
	transform(chunk, _encoding, done) {
		done(null, String(chunk).toUpperCase());
	}
});
const parts = [];
await pipeline(
	Readable.from(['a', 'b']),
	upper,
	new Writable({
		write(chunk, _e, done) {
			parts.push(String(chunk));
			done();
		}
	})
);
console.log(parts);
console.log(
	await Readable.from([1, 2, 3, 4])
		.filter((n) => n % 2)
		.map(async (n) => n * 10)
		.toArray(),
	await Readable.from([1, 2, 3]).reduce((a, b) => a + b),
	await Readable.from([3, 4]).take(1).toArray(),
	await Readable.from([1, 2])
		.flatMap((n) => [n, n])
		.toArray(),
	await Readable.from([1, 5]).some((n) => n > 4)
);
await pipeline(
	Readable.from(['x']),
	async function* (source) {
		for await (const c of source) yield c + c;
	},
	async (source) => {
		for await (const c of source) console.log(c);
	}
);
await pipeline(
	Readable.from(['x']),
	new Transform({
		transform(_c, _e, done) {
			done(new Error('half way'));
		}
	}),
	new PassThrough()
).catch((error) => console.log(error.message));
const w = new Writable({
	highWaterMark: 2,
	write(_c, _e, done) {
		setImmediate(done);
	}
});
console.log(w.write('abc'), w.writableNeedDrain, w.writableLength);
w.once('drain', () => console.log('drain'));
w.end();
finished(w, (error) => console.log('finished', error));
const doubled = compose(
	async function* (source) {
		for await (const c of source) yield `${c}${c}`;
	},
	async function* (source) {
		for await (const c of source) yield `<${c}>`;
	}
);
doubled.end('q');
for await (const c of doubled) console.log(String(c));
const broken = new Readable({
	read() {
		this.destroy(new Error('no'));
	}
});
try {
	for await (const chunk of broken) console.log(chunk);
} catch (error) {
	console.log(error.message, broken.destroyed, broken.errored === error);
}
