// timers/promises: values, order, aborting, intervals, the scheduler.
import {
	setTimeout as sleep,
	setImmediate as soon,
	setInterval as every,
	scheduler
} from 'node:timers/promises';
console.log(await sleep(1, 'slept'), await soon('soon'));
let count = 0;
for await (const value of every(2, 'tick')) {
	console.log(value);
	if (++count === 3) break;
}
const stop = new AbortController();
const waiting = sleep(10_000, null, { signal: stop.signal }).catch((error) =>
	console.log(error.name, error.code, error.message)
);
stop.abort();
await waiting;
await sleep(1, null, { signal: AbortSignal.abort('why') }).catch((error) =>
	console.log(error.name, error.cause)
);
for (const call of [() => sleep(1, 0, 5), () => soon(0, { signal: 1 }), () => sleep(1, 0, { ref: 'x' })])
	await call().catch((error) => console.log(error.code, error.message));
await scheduler.wait(1);
console.log(await scheduler.yield());
const { setTimeout: plain } = globalThis;
const t = plain(() => {}, 5);
console.log(t.hasRef(), t.unref().hasRef(), typeof t[Symbol.toPrimitive](), t.close() === t);
