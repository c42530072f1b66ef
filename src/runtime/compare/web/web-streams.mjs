// ReadableStream, WritableStream, TransformStream: tee, pipeTo, byte streams, errors, strategies.
import help from '../help.cjs';
const numbers = (n, strategy) =>
	new ReadableStream(
		{
			at: 0,
			pull(c) {
				if (this.at++ >= n) c.close();
				else c.enqueue(this.at);
			}
		},
		strategy
	);
const all = (stream) =>
	Array.fromAsync
		? Array.fromAsync(stream)
		: (async () => {
				const list = [];
				for await (const part of stream) list.push(part);
				return list;
			})();
const list = async (stream) => {
	const parts = [];
	for await (const part of stream) parts.push(part);
	return parts;
};
console.log(await list(numbers(3)), typeof all, await list(ReadableStream.from(['a', Promise.resolve('b')])));
const [one, two] = numbers(3).tee();
console.log(await list(one), await list(two));
const seen = [];
await numbers(3).pipeTo(
	new WritableStream({
		start() {
			seen.push('start');
		},
		write(part) {
			seen.push(part);
		},
		close() {
			seen.push('close');
		}
	})
);
console.log(seen);
console.log(
	await list(
		numbers(3).pipeThrough(
			new TransformStream({
				start(c) {
					c.enqueue('first');
				},
				transform(part, c) {
					c.enqueue(part * 10);
				},
				flush(c) {
					c.enqueue('last');
				}
			})
		)
	)
);
await help.attemptLater('source fails', () =>
	new ReadableStream({
		pull(c) {
			c.error(new Error('source'));
		}
	}).pipeTo(
		new WritableStream({
			abort(reason) {
				console.log('aborted', reason.message);
			}
		})
	)
);
await help.attemptLater('sink fails', () =>
	numbers(3).pipeTo(
		new WritableStream({
			write() {
				throw new Error('sink');
			}
		})
	)
);
await help.attemptLater('signal', () =>
	numbers(3).pipeTo(new WritableStream(), { signal: AbortSignal.abort() })
);
await help.attemptLater('transform fails', () =>
	list(
		numbers(2).pipeThrough(
			new TransformStream({
				transform() {
					throw new RangeError('in transform');
				}
			})
		)
	)
);
const locked = numbers(1);
const reader = locked.getReader();
await help.attemptLater('locked', () => locked.getReader());
await help.attemptLater('cancel locked', () => locked.cancel());
reader.releaseLock();
await help.attemptLater('released', () => reader.read());
await help.attemptLater('closed', () => reader.closed);
let cancelled;
const endless = new ReadableStream({
	pull(c) {
		c.enqueue(0);
	},
	cancel(reason) {
		cancelled = reason;
	}
});
await endless.cancel('enough');
console.log(cancelled, endless.locked);
for await (const part of new ReadableStream({
	pull(c) {
		c.enqueue('x');
	},
	cancel() {
		console.log('cancelled by break');
	}
})) {
	console.log(part);
	break;
}
const bytes = new ReadableStream({
	type: 'bytes',
	autoAllocateChunkSize: 4,
	pull(c) {
		if (c.byobRequest) {
			c.byobRequest.view[0] = 7;
			c.byobRequest.respond(1);
		}
	}
});
const byob = bytes.getReader({ mode: 'byob' });
console.log(await byob.read(new Uint8Array(3)), await byob.read(new Uint8Array(2)));
const waiting = new WritableStream(
	{ write: () => new Promise((done) => setTimeout(done, 1)) },
	new CountQueuingStrategy({ highWaterMark: 2 })
);
const writer = waiting.getWriter();
console.log(
	writer.desiredSize,
	(writer.write(1), writer.desiredSize),
	(writer.write(2), writer.desiredSize),
	(writer.write(3), writer.desiredSize)
);
await writer.ready;
await writer.close();
console.log(await writer.closed, writer.desiredSize);
await help.attemptLater('after close', () => writer.write(4));
console.log(
	new ByteLengthQueuingStrategy({ highWaterMark: 5 }).size(new Uint8Array(3)),
	new CountQueuingStrategy({ highWaterMark: 1 }).size('x')
);
console.log(
	(
		await list(
			ReadableStream.from(['ü€'.repeat(3)])
				.pipeThrough(new TextEncoderStream())
				.pipeThrough(new TextDecoderStream())
		)
	).join('')
);
const { port1, port2 } = new MessageChannel();
const moved = numbers(2);
port1.postMessage(moved, [moved]);
const { data } = await new Promise((done) => (port2.onmessage = done));
console.log(await list(data), moved.locked);
port1.close();
