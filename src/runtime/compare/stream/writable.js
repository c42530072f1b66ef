const { Writable, Transform, PassThrough, finished, Duplex } = require('node:stream');
const written = [];
const slow = new Writable({
	highWaterMark: 3,
	write(chunk, encoding, done) {
		written.push([String(chunk), encoding]);
		setTimeout(done, 1);
	},
	final(done) {
		written.push('final');
		done();
	}
});
slow.cork();
console.log(
	slow.write('ab'),
	slow.write('cd', 'latin1'),
	slow.writableLength,
	slow.writableNeedDrain,
	slow.writableCorked
);
slow.uncork();
slow.on('drain', () => console.log('drain'));
slow.end('ef', () => console.log(written, slow.writableFinished, slow.writableEnded));
slow.write('late', (error) => console.log(error.code));
slow.on('error', (error) => console.log('error', error.code));
finished(slow, (error) => {
	console.log('finished', error && error.code);
	const many = new Writable({
		writev(chunks, done) {
			console.log(chunks.map(({ chunk }) => String(chunk)));
			done();
		}
	});
	many.cork();
	for (const text of ['a', 'b', 'c']) many.write(text);
	process.nextTick(() => many.uncork());
	many.end();
	const upper = new Transform({
		transform(chunk, _, done) {
			done(null, String(chunk).toUpperCase());
		},
		flush(done) {
			this.push('!');
			done();
		}
	});
	upper.setEncoding('utf8');
	upper.on('data', (text) => console.log(text));
	upper.write('x');
	upper.end('y');
	upper.on('end', () => {
		const pass = new PassThrough();
		pass.end('through');
		pass.pipe(
			new Writable({
				write(chunk, _, done) {
					console.log(String(chunk));
					done();
				}
			})
		);
		const both = Duplex.from({ readable: PassThrough.from(['r']), writable: many });
		console.log(both.readable, both.writable);
		const bad = new Writable({
			write(_, __, done) {
				done(new TypeError('no'));
			}
		});
		bad.on('error', (error) => console.log(error.message, bad.destroyed, bad.errored === error));
		bad.write('1', (error) => console.log('cb', error.message));
	});
});
