const { Readable, Writable, Duplex } = require('node:stream');
const log = [];
const readable = new Readable({
	highWaterMark: 4,
	read(size) {
		log.push(`read ${size}`);
		this.push(log.length > 3 ? null : 'abc');
	}
});
readable.setEncoding('utf8');
readable
	.on('readable', () => {
		let chunk;
		while ((chunk = readable.read()) !== null) log.push(chunk);
	})
	.on('end', () => log.push('end'))
	.on('close', () => console.log(log));
const writable = new Writable({
	highWaterMark: 3,
	write(chunk, encoding, done) {
		setTimeout(done, 1);
	}
});
console.log(writable.write('ab'), writable.write('cd'), writable.writableLength);
writable.on('drain', () => {
	console.log('drain');
	writable.end(() => console.log('finished'));
});
const broken = new Writable({
	write(chunk, encoding, done) {
		done(new Error('disk full'));
	}
});
broken
	.on('error', (error) => console.log(error.message))
	.on('close', () => console.log('closed', broken.destroyed));
broken.write('x');
const ended = new Writable({ write() {} });
ended.end();
ended.on('error', (error) => console.log(error.code));
ended.write('late');
console.log(
	Duplex.from(async function* (source) {
		yield* source;
	}).readable
);
