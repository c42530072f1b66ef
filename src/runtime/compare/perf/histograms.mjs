// createHistogram, timerify, eventLoopUtilization, monitorEventLoopDelay.
import { createHistogram, monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks';
import help from '../help.cjs';
const histogram = createHistogram({ lowest: 1, highest: 1000000, figures: 3 });
console.log(
	histogram.min,
	histogram.max,
	histogram.mean,
	histogram.stddev,
	histogram.count,
	histogram.exceeds
);
for (let value = 1; value <= 1000; value++) histogram.record(value);
console.log(
	histogram.min,
	histogram.max,
	histogram.mean,
	histogram.stddev.toFixed(3),
	histogram.count,
	histogram.countBigInt,
	histogram.minBigInt,
	histogram.maxBigInt
);
for (const at of [1, 25, 50, 75, 90, 99, 100])
	console.log(at, histogram.percentile(at), histogram.percentileBigInt(at));
console.log(histogram.percentiles.size > 5, histogram.percentiles.get(100), Object.keys(histogram.toJSON()));
histogram.record(5n);
histogram.recordDelta();
await help.attemptLater('zero', () => histogram.record(0));
await help.attemptLater('text', () => histogram.record('5'));
await help.attemptLater('percentile', () => histogram.percentile(0));
const other = createHistogram();
other.record(7);
histogram.add(other);
console.log(histogram.count >= 1002);
const copy = structuredClone(other);
console.log(copy.count, copy.percentile(50), copy.constructor.name);
histogram.reset();
console.log(histogram.count, histogram.max);
await help.attemptLater('lowest', () => createHistogram({ lowest: 0 }));
await help.attemptLater('highest', () => createHistogram({ lowest: 5, highest: 6 }));
await help.attemptLater('figures', () => createHistogram({ figures: 9 }));
const measured = createHistogram();
const entries = [];
const observer = new PerformanceObserver((list) =>
	entries.push(...list.getEntries().map(({ name, entryType, detail }) => [name, entryType, [...detail]]))
);
observer.observe({ entryTypes: ['function'] });
const add = performance.timerify(
	function add(a, b) {
		return a + b;
	},
	{ histogram: measured }
);
console.log(add(1, 2), add.name, add.length, measured.count);
const later = performance.timerify(async () => 'async');
console.log(await later());
await help.attemptLater('timerify', () => performance.timerify(5));
await new Promise((done) => setTimeout(done, 10));
console.log(entries);
observer.disconnect();
const usage = performance.eventLoopUtilization();
console.log(
	Object.keys(usage),
	usage.utilization >= 0 && usage.utilization <= 1,
	Object.keys(performance.eventLoopUtilization(usage))
);
const delay = monitorEventLoopDelay({ resolution: 5 });
console.log(delay.enable(), delay.enable());
await new Promise((done) => setTimeout(done, 60));
console.log(delay.disable(), delay.disable(), delay.count > 0, delay.min > 0, delay.constructor.name);
