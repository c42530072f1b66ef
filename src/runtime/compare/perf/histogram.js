// A histogram counts.
const { createHistogram } = require('perf_hooks');
const histogram = createHistogram();
for (const value of [1, 2, 3, 4, 100]) histogram.record(value);
console.log(
	histogram.count,
	histogram.min,
	histogram.max,
	Math.round(histogram.mean),
	histogram.percentile(50)
);
