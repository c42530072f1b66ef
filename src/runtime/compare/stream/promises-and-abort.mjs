import { pipeline, finished } from 'node:stream/promises';
import { Readable, Writable, Transform, addAbortSignal, compose, PassThrough } from 'node:stream';
const sink = () => {
	const chunks = [];
	const made = new Writable({
		objectMode: true,
		write(chunk, _, done) {
			chunks.push(chunk);
			done();
		}
	});
	return { made, chunks };
};
const one = sink();
await pipeline(
	Readable.from(['a', 'b']),
	async function* (source) {
		for await (const chunk of source) yield chunk + chunk;
	},
	one.made
);
console.log(one.chunks);
await pipeline(
	Readable.from(['a']),
	new Transform({
		transform(_, __, done) {
			done(new Error('in the middle'));
		}
	}),
	sink().made
).catch((error) => console.log(error.message));
const control = new AbortController();
const endless = new Readable({ read() {} });
setTimeout(() => control.abort(), 5);
await pipeline(endless, sink().made, { signal: control.signal }).catch((error) =>
	console.log(error.name, error.code, endless.destroyed)
);
const other = addAbortSignal(AbortSignal.abort(), new Readable({ read() {} }));
await finished(other).catch((error) => console.log(error.name));
const doubled = compose(new PassThrough({ objectMode: true }), async function* (source) {
	for await (const x of source) yield String(x).repeat(2);
});
doubled.end('z');
for await (const x of doubled) console.log(String(x));
const early = Readable.from([1, 2, 3]);
for await (const x of early) {
	console.log(x);
	break;
}
console.log(early.destroyed);
const premature = new PassThrough();
setTimeout(() => premature.destroy(), 1);
await finished(premature).catch((error) => console.log(error.code));
console.log(
	await pipeline(Readable.from(['x', 'y']), async (source) => {
		let all = '';
		for await (const chunk of source) all += chunk;
		return all;
	})
);
