// How much is buffered: high-water marks, object mode, needDrain, cork, read sizes.
const {
	PassThrough,
	Readable,
	Transform,
	Writable,
	getDefaultHighWaterMark,
	setDefaultHighWaterMark
} = require('node:stream');
const { attempt } = require('../help.cjs');
console.log(
	getDefaultHighWaterMark(false),
	getDefaultHighWaterMark(true),
	new Readable().readableHighWaterMark,
	new Readable({ objectMode: true }).readableHighWaterMark
);
setDefaultHighWaterMark(false, 100);
console.log(new Writable().writableHighWaterMark);
setDefaultHighWaterMark(false, 65536);
const taken = [];
const pending = [];
const sink = new Writable({
	highWaterMark: 4,
	write: (part, encoding, done) => (taken.push([String(part), encoding]), pending.push(done))
});
console.log(
	sink.write('ab'),
	sink.write('cd'),
	sink.write('ef'),
	sink.writableLength,
	sink.writableNeedDrain
);
sink.on('drain', () => console.log('drain', sink.writableLength));
const pump = setInterval(() => (pending.length ? pending.shift()() : clearInterval(pump)), 1);
const whole = new Writable({
	decodeStrings: false,
	defaultEncoding: 'latin1',
	writev: (parts, done) => (console.log(parts.map(({ chunk, encoding }) => [chunk, encoding])), done())
});
whole.cork();
whole.cork();
whole.write('a');
whole.write('b', 'hex');
whole.uncork();
console.log(whole.writableCorked, whole.writableLength);
whole.uncork();
whole.end();
const source = new Readable({ read() {}, highWaterMark: 3 });
console.log(
	source.push('abc'),
	source.push('d'),
	source.readableLength,
	source.read(2),
	source.read(100),
	source.read(),
	source.read()
);
source.setEncoding('hex');
source.push('xyz');
console.log(source.read(3), source.read(), source.readableEncoding);
source.unshift('front');
console.log(source.read(), source.readableFlowing, source.isPaused());
const objects = new PassThrough({ objectMode: true, highWaterMark: 2 });
console.log(
	objects.write({ a: 1 }),
	objects.write([2]),
	objects.write(0),
	objects.read(),
	objects.read(5),
	objects.readableLength
);
const mixed = new Transform({
	readableObjectMode: true,
	transform: (part, _, done) => done(null, { length: part.length })
});
mixed.on('data', (value) => console.log(value)).end('four');
attempt('mark', () => new Readable({ highWaterMark: -1 }));
attempt('mark text', () => new Readable({ highWaterMark: 'x' }));
const split = new Readable({ read() {} }).setEncoding('utf8');
split.on('data', (part) => console.log(JSON.stringify(part)));
for (const byte of Buffer.from('ä€x')) split.push(Buffer.from([byte]));
split.push(null);
const lazy = new PassThrough();
lazy.on('readable', () => {
	let part;
	while ((part = lazy.read(3)) !== null) console.log('readable', String(part));
});
lazy.end('1234567');
lazy.on('end', () => console.log('end', taken));
