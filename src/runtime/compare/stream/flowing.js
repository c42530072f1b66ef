// pause, resume, pipe, unpipe and several readers.
const { PassThrough, Readable, Writable } = require('node:stream');
const sink = (name, highWaterMark) =>
	new Writable({
		highWaterMark,
		write: (part, _, done) => (console.log(name, String(part)), setImmediate(done))
	});
const source = new Readable({ read() {} });
const [one, two] = [sink('one', 1), sink('two')];
for (const event of ['pipe', 'unpipe', 'finish'])
	one.on(event, (from) => console.log(event, from === source));
console.log(source.readableFlowing, source.pipe(one) === one, source.readableFlowing);
source.pipe(two);
source.push('first');
setTimeout(() => {
	source.unpipe(one);
	source.push('second');
	setTimeout(() => {
		source.unpipe();
		console.log(source.readableFlowing, source.listenerCount('data'));
		source.pipe(two, { end: false });
		source.push(null);
		source.on('end', () =>
			setImmediate(() => {
				console.log('ended', two.writableEnded);
				pausing();
			})
		);
	}, 10);
}, 10);
function pausing() {
	const stream = Readable.from(['a', 'b', 'c', 'd']);
	stream.on('pause', () => console.log('pause')).on('resume', () => console.log('resume'));
	stream.on('data', (part) => {
		console.log(part);
		if (part !== 'b') return;
		stream.pause();
		console.log(stream.isPaused());
		setTimeout(() => stream.resume(), 5);
	});
	stream.on('end', () => old());
}
function old() {
	const { EventEmitter } = require('node:events');
	const emitter = Object.assign(new EventEmitter(), {
		pause() {
			console.log('old pause');
		},
		resume() {
			console.log('old resume');
		}
	});
	const wrapped = new Readable().wrap(emitter);
	wrapped
		.on('data', (part) => console.log('wrapped', String(part)))
		.on('end', () => {
			const failing = new PassThrough();
			failing.on('unpipe', () => console.log('unpiped'));
			failing.on('error', (error) => console.log('error', error.message));
			Readable.from(['x', 'y']).pipe(failing);
			failing.destroy(new Error('broken'));
		});
	emitter.emit('data', Buffer.from('x'));
	emitter.emit('end');
}
