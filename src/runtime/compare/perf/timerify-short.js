// What takes less than a clock tells takes some time: a histogram of calls has them all.
const { createHistogram, performance } = require('node:perf_hooks');
const histogram = createHistogram();
const call = performance.timerify(() => 1, { histogram });
for (let count = 0; count < 1000; count++) call();
console.log(histogram.count, histogram.min > 0);
let last = performance.now();
const isLater = Array.from({ length: 100 }, () => last < (last = performance.now()));
console.log(isLater.every(Boolean));
