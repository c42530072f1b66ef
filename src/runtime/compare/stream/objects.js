// Streams of objects: transforms that split, join, filter; back-pressure kept; errors passed on.
const { Readable, Transform, Writable, pipeline, PassThrough } = require('node:stream');
const split = () => {
	let rest = '';
	return new Transform({
		readableObjectMode: true,
		transform(part, _, done) {
			const lines = (rest + part).split('\n');
			rest = lines.pop();
			for (const line of lines) this.push({ line });
			done();
		},
		flush(done) {
			if (rest) this.push({ line: rest, last: true });
			done();
		}
	});
};
const filter = (test) =>
	new Transform({
		objectMode: true,
		transform: (value, _, done) => (test(value) ? done(null, value) : done())
	});
const batch = (size) => {
	let list = [];
	return new Transform({
		objectMode: true,
		transform(value, _, done) {
			list.push(value);
			if (list.length === size) this.push(list.splice(0));
			done();
		},
		final(done) {
			if (list.length) this.push(list);
			done();
		}
	});
};
const seen = [];
pipeline(
	Readable.from(['one\ntw', 'o\nthree\n', 'four\nfi', 've'], { objectMode: false }),
	split(),
	filter(({ line }) => line !== 'three'),
	batch(2),
	new Writable({
		objectMode: true,
		highWaterMark: 1,
		write: (list, _, done) => (seen.push(list), setImmediate(done))
	}),
	(error) => {
		console.log(error, JSON.stringify(seen));
		const failing = new Transform({
			objectMode: true,
			transform: (value, _, done) => (value === 3 ? done(new Error('three')) : done(null, value))
		});
		const source = Readable.from([1, 2, 3, 4]);
		const target = new PassThrough({ objectMode: true }).resume();
		pipeline(source, failing, target, (error) =>
			console.log(error.message, source.destroyed, failing.destroyed, target.destroyed)
		);
	}
);
const counted = { pushed: 0 };
const slow = new Writable({
	objectMode: true,
	highWaterMark: 2,
	write: (value, _, done) => setTimeout(done, 1)
});
const fast = new Readable({
	objectMode: true,
	highWaterMark: 2,
	read() {
		this.push(++counted.pushed > 20 ? null : { n: counted.pushed });
	}
});
fast.pipe(slow).on('finish', () => console.log('finished', counted.pushed, slow.writableLength));
process.nextTick(() => console.log(counted.pushed < 20, fast.readableLength <= 2));
