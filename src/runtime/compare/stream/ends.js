// finished, destroy, and which events come in which order.
const {
	Duplex,
	PassThrough,
	Readable,
	Transform,
	Writable,
	finished,
	addAbortSignal,
	isErrored,
	isReadable,
	isDisturbed
} = require('node:stream');
const { attempt } = require('../help.cjs');
const log = (name, stream) => {
	const events = [];
	for (const event of ['end', 'finish', 'error', 'close', 'prefinish', 'pause', 'resume'])
		stream.on(event, (value) => events.push(value ? `${event}: ${value.message}` : event));
	finished(stream, (error) => events.push(`finished: ${error?.code ?? error?.message}`));
	stream.on('close', () =>
		setImmediate(() => console.log(name, events, stream.destroyed, stream.closed, stream.errored?.message))
	);
	return stream;
};
const read = () => {};
log(
	'read to the end',
	new Readable({
		read() {
			this.push('x');
			this.push(null);
		}
	})
).resume();
log('destroyed', new Readable({ read })).destroy();
log('destroyed with error', new Readable({ read })).destroy(new Error('own'));
log(
	'destroy fails',
	new Readable({ read, destroy: (error, done) => done(new Error('from destroy')) })
).destroy();
log('write', new Writable({ write: (a, b, done) => done() })).end('x');
log('write fails', new Writable({ write: (a, b, done) => done(new Error('no')) })).write('x');
log(
	'write throws not',
	new Writable({ writev: (parts, done) => setImmediate(done), write: (a, b, done) => done() })
).end('y');
log(
	'final fails',
	new Writable({ write: (a, b, done) => done(), final: (done) => done(new Error('final')) })
).end();
log('after end', new Writable({ write: (a, b, done) => done() })).end() && 0;
log('construct fails', new Writable({ construct: (done) => done(new Error('not built')), write: read }));
log(
	'duplex half',
	new Duplex({
		allowHalfOpen: false,
		read() {
			this.push(null);
		},
		write: (a, b, done) => done()
	})
).resume();
log(
	'transform',
	new Transform({ transform: (a, b, done) => done(null, a), flush: (done) => done(null, 'last') })
)
	.on('data', (part) => console.log('data', String(part)))
	.end('first');
log(
	'flush fails',
	new Transform({ transform: (a, b, done) => done(), flush: (done) => done(new Error('flush')) })
)
	.resume()
	.end('x');
log('aborted', addAbortSignal(AbortSignal.abort(), new PassThrough()));
const twice = log('destroyed twice', new PassThrough());
twice.destroy(new Error('first'));
twice.destroy(new Error('second'));
const late = log('push after end', new Readable({ read }));
late.push(null);
late.push('x');
const ended = new Writable({ write: (a, b, done) => done() });
ended.on('error', (error) => console.log('error', error.code));
ended.end('x');
ended.write('y', (error) => console.log('callback', error.code));
ended.end(() => console.log('never'));
const manual = new Readable({ read, autoDestroy: false, emitClose: false });
manual.on('end', () =>
	setImmediate(() =>
		console.log(manual.destroyed, isReadable(manual), isErrored(manual), isDisturbed(manual))
	)
);
manual.push(null);
manual.resume();
attempt('null', () => new Writable({ write: read }).write(null));
attempt('number', () => new Writable({ write: read }).write(5));
attempt('no method', () => new Readable().on('error', (error) => console.log(error.code)).read());
attempt('no stream', () => finished({}, () => {}));
finished(new PassThrough().resume().end(), { readable: false }, (error) => console.log('one side', error));
