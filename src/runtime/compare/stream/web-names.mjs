// stream/web: queues, byte streams read in pieces, errors passed on, several readers.
import { ByteLengthQueuingStrategy, ReadableStream, TransformStream, WritableStream } from 'node:stream/web';
import help from '../help.cjs';
const log = [];
const source = new ReadableStream(
	{
		start(c) {
			log.push(['start', c.desiredSize]);
		},
		pull(c) {
			log.push(['pull', c.desiredSize]);
			c.enqueue(new Uint8Array(3));
			if (log.length > 5) c.close();
		}
	},
	new ByteLengthQueuingStrategy({ highWaterMark: 5 })
);
await new Promise(setImmediate);
console.log(log.splice(0));
const reader = source.getReader();
console.log((await reader.read()).value.length, (await reader.read()).done);
reader.releaseLock();
await source.cancel('done');
const failing = new TransformStream({
	transform(part, c) {
		if (part === 2) c.error(new Error('two'));
		else c.enqueue(part);
	}
});
const writer = failing.writable.getWriter();
const read = failing.readable.getReader();
writer.write(1).catch(() => {});
console.log(await read.read());
writer.write(2).catch((error) => console.log('write', error?.message));
await help.attemptLater('read', () => read.read());
await help.attemptLater('closed', () => writer.closed);
const ended = new TransformStream({
	flush(c) {
		c.enqueue('flushed');
		c.terminate();
	}
});
ended.writable.getWriter().close();
console.log(await ended.readable.getReader().read());
const aborted = new WritableStream({ abort: (reason) => console.log('abort', reason) });
await aborted.abort('why');
await help.attemptLater('after', () => aborted.getWriter().write(1));
const empty = new ReadableStream();
console.log(
	Object.prototype.toString.call(empty),
	empty.locked,
	typeof empty.values,
	empty[Symbol.asyncIterator] === empty.values
);
await help.attemptLater('kind', () => new ReadableStream({ type: 'odd' }));
await help.attemptLater('from', () => ReadableStream.from(5));
