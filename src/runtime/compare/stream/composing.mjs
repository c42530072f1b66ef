// compose, Duplex.from and pipelines of generators.
import { compose, Duplex, PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import help from '../help.cjs';
const upper = new Transform({ transform: (part, _, done) => done(null, String(part).toUpperCase()) });
const double = async function* (source) {
	for await (const part of source) yield `${part}${part}`;
};
console.log(String(await compose(upper, double).end('ab').toArray()));
console.log(await Readable.from(['a', 'b']).compose(double).toArray());
for (const from of [
	async function* () {
		yield 'generated';
	},
	['x', 'y'],
	(function* () {
		yield 1;
		yield 2;
	})(),
	'text',
	Promise.resolve('p'),
	new Blob(['blob'])
])
	await help.attemptLater('from', async () => (await Duplex.from(from).toArray()).map(String));
const pair = Duplex.from({
	readable: Readable.from(['out']),
	writable: new Writable({ write: (part, _, done) => (console.log('in', String(part)), done()) })
});
pair.end('given');
console.log((await pair.toArray()).map(String));
await help.attemptLater('number', () => Duplex.from(5));
const parts = [];
await pipeline(
	['a', 'b'],
	double,
	async function* (source) {
		for await (const part of source) yield part.length;
	},
	async (source) => {
		for await (const n of source) parts.push(n);
	}
);
console.log(parts);
console.log(
	await pipeline(Readable.from(['1', '2']), async (source) => {
		let sum = 0;
		for await (const part of source) sum += Number(part);
		return sum;
	})
);
await help.attemptLater('throws', () =>
	pipeline(
		Readable.from(['a']),
		async function* () {
			yield 1;
			throw new Error('in the middle');
		},
		new PassThrough({ objectMode: true }).resume()
	)
);
await help.attemptLater('few', () => pipeline(Readable.from([])));
await help.attemptLater('signal', () =>
	pipeline(new PassThrough(), new PassThrough(), { signal: AbortSignal.abort() })
);
const target = new PassThrough();
await pipeline(Readable.from(['kept']), target, { end: false });
console.log(target.writableEnded, String(target.read()));
const finished = new Writable({
	write: (part, _, done) => done(),
	final: (done) => (console.log('final'), setImmediate(done))
});
await pipeline(Readable.from(['x']), finished);
console.log(finished.writableFinished, finished.destroyed);
const failing = new Writable({ write: (part, _, done) => done(new Error('can not write')) });
const source = Readable.from(['x', 'y']);
await help.attemptLater('write fails', () => pipeline(source, failing));
console.log(source.destroyed, failing.destroyed, failing.errored?.message);
await help.attemptLater('premature', () => {
	const early = new PassThrough();
	setImmediate(() => early.destroy());
	return pipeline(early, new PassThrough());
});
