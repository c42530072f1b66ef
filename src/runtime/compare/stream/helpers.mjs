// The iterator helpers of readable streams.
import { Readable } from 'node:stream';
import help from '../help.cjs';
const numbers = (n = 5) => Readable.from(Array.from({ length: n }, (_, at) => at + 1));
console.log(
	await numbers()
		.map((n) => n * 2)
		.toArray(),
	await numbers()
		.filter((n) => n % 2)
		.toArray()
);
console.log(
	await numbers()
		.flatMap((n) => [n, n])
		.take(5)
		.toArray(),
	await numbers().drop(3).toArray()
);
console.log(await numbers().reduce((sum, n) => sum + n), await numbers().reduce((sum, n) => sum + n, 'x'));
console.log(
	await numbers().some((n) => n > 4),
	await numbers().every((n) => n > 4),
	await numbers().find((n) => n > 2),
	await numbers().find((n) => n > 9)
);
await numbers(3).forEach((n) => console.log('each', n));
console.log(await numbers(2).asIndexedPairs?.().toArray());
const running = { now: 0, most: 0 };
const slow = async (n) => {
	running.most = Math.max(running.most, ++running.now);
	await new Promise((done) => setTimeout(done, 5 * (6 - n)));
	running.now--;
	return n;
};
console.log(await numbers().map(slow, { concurrency: 2 }).toArray(), running.most <= 3);
await help.attemptLater('thrown', () =>
	numbers()
		.map((n) => {
			if (n === 3) throw new Error('at three');
			return n;
		})
		.toArray()
);
await help.attemptLater('rejected', () =>
	numbers().forEach(async () => Promise.reject(new RangeError('later')))
);
await help.attemptLater('empty', () => Readable.from([]).reduce((a, b) => a + b));
await help.attemptLater('no function', () => numbers().map(5));
await help.attemptLater('range', () => numbers().take(-1));
await help.attemptLater('concurrency', () =>
	numbers()
		.map((n) => n, { concurrency: 0 })
		.toArray()
);
const control = new AbortController();
const stopped = numbers().map(
	(n, { signal }) => {
		if (n === 2) control.abort();
		return [n, signal.aborted];
	},
	{ signal: control.signal }
);
await help.attemptLater('aborted', () => stopped.toArray());
await help.attemptLater('aborted before', () =>
	numbers().toArray({ signal: AbortSignal.abort(new Error('own reason')) })
);
const source = numbers();
for await (const n of source) if (n === 2) break;
console.log(source.destroyed);
const kept = numbers();
for await (const n of kept.iterator({ destroyOnReturn: false })) if (n === 2) break;
console.log(kept.destroyed, await kept.toArray());
