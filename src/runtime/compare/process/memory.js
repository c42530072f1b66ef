// Garbage collection as programs see it, and structured facts that must hold.
const v8 = require('node:v8');
const { attempt } = require('../help.cjs');
const registry = new FinalizationRegistry(() => {});
registry.register({}, 'held');
const reference = new WeakRef({ a: 1 });
console.log(typeof reference.deref(), registry.unregister({}), typeof globalThis.gc);
attempt('register', () => registry.register(5));
attempt('weak map', () => new WeakMap([[Symbol('registered not'), 1]]).has({}));
attempt('weak key', () => new WeakMap().set(Symbol.for('shared'), 1));
const { heapUsed, heapTotal, rss, external, arrayBuffers } = process.memoryUsage();
console.log(
	[heapUsed, heapTotal, rss, external, arrayBuffers].every((value) => Number.isInteger(value) && value >= 0),
	heapUsed <= heapTotal
);
console.log(
	v8.getHeapStatistics().heap_size_limit > 1e8,
	v8.getHeapStatistics().number_of_native_contexts > 0
);
console.log(
	process.memoryUsage.rss() > 1e6,
	process.resourceUsage().maxRSS > 0,
	process.cpuUsage(process.cpuUsage()).user >= 0
);
attempt('array', () => new Array(2 ** 32));
attempt('buffer', () => Buffer.alloc(2 ** 54));
attempt('text', () => 'x'.repeat(2 ** 30).length);
attempt('stack', () => {
	const deep = () => deep() + 1;
	deep();
});
