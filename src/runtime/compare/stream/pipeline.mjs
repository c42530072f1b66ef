import { Readable, Transform, Writable, PassThrough } from 'node:stream';
import { pipeline, finished } from 'node:stream/promises';
const upper = new Transform({
	transform(chunk, encoding, done) {
		done(null, chunk.toString().toUpperCase());
	}
});
const out = [];
await pipeline(
	Readable.from(['a', 'b', 'c']),
	upper,
	new Writable({
		write(chunk, encoding, done) {
			out.push(String(chunk));
			setImmediate(done);
		}
	})
);
console.log(out);
await pipeline(async function* () {
	yield 'x';
	throw new Error('source failed');
}, new PassThrough().resume()).catch((error) => console.log(error.message));
console.log(
	await Readable.from([1, 2, 3, 4])
		.filter((n) => n % 2 === 0)
		.map((n) => n * 10)
		.toArray()
);
const early = new Readable({ read() {} });
early.destroy();
await finished(early).catch((error) => console.log(error.code, error.message));
