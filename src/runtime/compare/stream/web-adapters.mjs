// Between Node's streams and the web's.
import { Duplex, PassThrough, Readable, Writable } from 'node:stream';
import { text, json, buffer, arrayBuffer, blob } from 'node:stream/consumers';
import help from '../help.cjs';
const web = Readable.toWeb(Readable.from(['a', 'b']));
const reader = web.getReader();
console.log(await reader.read(), await reader.read(), await reader.read(), web.locked);
const back = Readable.fromWeb(
	new ReadableStream({
		start(c) {
			c.enqueue('x');
			c.enqueue('y');
			c.close();
		}
	})
);
console.log(await back.toArray());
const taken = [];
const writer = Writable.toWeb(
	new Writable({ write: (part, _, done) => (taken.push(String(part)), done()) })
).getWriter();
await writer.write('one');
await writer.write(Buffer.from('two'));
await writer.close();
console.log(taken);
const seen = [];
const stream = Writable.fromWeb(
	new WritableStream({
		write(part) {
			seen.push(String(part));
		},
		close() {
			seen.push('closed');
		},
		abort(reason) {
			seen.push(`aborted ${reason.message}`);
		}
	})
);
stream.write('p');
await new Promise((done) => stream.end('q', done));
console.log(seen);
const { readable, writable } = new TransformStream({
	transform(part, c) {
		c.enqueue(String(part).toUpperCase());
	}
});
const duplex = Duplex.fromWeb({ readable, writable });
duplex.end('up');
console.log(await text(duplex));
const pair = Duplex.toWeb(new PassThrough());
const w = pair.writable.getWriter();
w.write(Buffer.from('through')).then(() => w.close());
console.log(await text(pair.readable));
console.log(
	await json(Readable.from(['{"a":', '1}'])),
	await buffer(Readable.from([Buffer.from('x')])),
	(await arrayBuffer(Readable.from(['abc']))).byteLength,
	await (await blob(Readable.from(['abc']))).text()
);
await help.attemptLater('bad json', () => json(Readable.from(['{'])));
const failing = Readable.fromWeb(
	new ReadableStream({
		pull(c) {
			c.error(new Error('from the web'));
		}
	})
);
await help.attemptLater('error', () => text(failing));
const broken = Readable.toWeb(
	new Readable({
		read() {
			this.destroy(new Error('from node'));
		}
	})
);
await help.attemptLater('error', () => broken.getReader().read());
const cancelled = new PassThrough();
await Readable.toWeb(cancelled).cancel('enough');
console.log(cancelled.destroyed);
await help.attemptLater('kind', () => Readable.fromWeb(5));
await help.attemptLater('kind', () => Readable.toWeb({}));
let pieces = 0;
for await (const part of Readable.toWeb(Readable.from(['1', '2', '3']))) pieces += part.length;
console.log(pieces);
