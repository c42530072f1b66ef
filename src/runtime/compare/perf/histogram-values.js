const { createHistogram, monitorEventLoopDelay, performance } = require('node:perf_hooks');
const show = (title, { count, min, max, mean, stddev, exceeds }) =>
	console.log(title, count, min, max, mean.toFixed(3), stddev.toFixed(3), exceeds);
const empty = createHistogram();
console.log(empty.count, empty.max, empty.mean, empty.stddev, empty.minBigInt, empty.percentile(50));
const histogram = createHistogram();
for (const value of [1, 2, 2, 3, 10, 100, 2047, 2048, 5000, 123456]) histogram.record(value);
show('all', histogram);
console.log([1, 25, 50, 75, 90, 99, 100].map((at) => histogram.percentile(at)).join());
console.log([...histogram.percentiles].map(([at, value]) => `${at}:${value}`).join(' '));
const coarse = createHistogram({ lowest: 1, highest: 1000, figures: 1 });
for (const value of [5, 33, 47, 500, 900]) coarse.record(value);
show('coarse', coarse);
const other = createHistogram();
other.record(7);
histogram.add(other);
show('added', histogram);
histogram.reset();
show('reset', histogram);
const timed = createHistogram();
performance.timerify(() => 1, { histogram: timed })();
console.log(timed.count);
for (const bad of [0, -1, 'x']) {
	try {
		histogram.record(bad);
	} catch (error) {
		console.log(error.code, error.message);
	}
}
const delay = monitorEventLoopDelay({ resolution: 5 });
console.log(delay.enable(), delay.enable());
setTimeout(() => {
	console.log(delay.disable(), delay.disable(), delay.count > 0, delay.min >= 1e6);
}, 60);
