// Both ways: Duplex, pairs, allowHalfOpen, sockets of one's own making.
const { Duplex, duplexPair, PassThrough, Transform } = require('node:stream');
const { attempt } = require('../help.cjs');
const [one, two] = duplexPair();
two
	.setEncoding('utf8')
	.on('data', (text) => two.write(text.toUpperCase()))
	.on('end', () => two.end('bye'));
let heard = '';
one
	.setEncoding('utf8')
	.on('data', (text) => (heard += text))
	.on('end', () => console.log('pair', heard));
one.write('hello ');
one.end('there ');
class Loop extends Duplex {
	#kept = [];
	_write(part, encoding, done) {
		this.#kept.push(part);
		this.#flow();
		done();
	}
	_final(done) {
		this.#kept.push(null);
		this.#flow();
		done();
	}
	_read() {
		this.#flow();
	}
	#flow() {
		while (this.#kept.length && this.push(this.#kept.shift()));
	}
}
const loop = new Loop();
loop
	.on('data', (part) => console.log('loop', String(part)))
	.on('end', () => console.log('loop ends', loop.writableFinished, loop.readableEnded))
	.on('close', () => console.log('loop closes'));
loop.write('a');
loop.end('b');
for (const allowHalfOpen of [true, false]) {
	const duplex = new Duplex({ allowHalfOpen, read() {}, write: (part, _, done) => done() });
	duplex.on('end', () =>
		setImmediate(() => (console.log(allowHalfOpen, duplex.writableEnded, duplex.destroyed), duplex.destroy()))
	);
	duplex.push(null);
	duplex.resume();
}
const inOnly = new Duplex({ readable: false, write: (part, _, done) => done() });
const outOnly = new Duplex({
	writable: false,
	read() {
		this.push(null);
	}
});
console.log(
	inOnly.readable,
	inOnly.writable,
	outOnly.readable,
	outOnly.writable,
	inOnly instanceof require('stream').Writable,
	inOnly instanceof require('stream').Readable
);
attempt('transform', () => new Transform().on('error', (error) => console.log(error.code)).write('x'));
const through = new PassThrough({ writableHighWaterMark: 2, readableHighWaterMark: 9, decodeStrings: false });
console.log(
	through.writableHighWaterMark,
	through.readableHighWaterMark,
	through.write('abc'),
	through.writableObjectMode
);
