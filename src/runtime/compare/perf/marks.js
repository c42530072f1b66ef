// performance: marks, measures, observers, timerify.
const { performance, PerformanceObserver } = require('perf_hooks');
performance.mark('a', { startTime: 1, detail: { x: 1 } });
performance.mark('b', { startTime: 5 });
const m = performance.measure('a to b', 'a', 'b');
console.log(m.name, m.entryType, m.duration, m.startTime, performance.getEntriesByName('a')[0].detail);
console.log(
	performance.getEntries().map(({ name, entryType }) => `${name} ${entryType}`),
	performance.getEntriesByType('measure').length
);
performance.clearMarks('a');
console.log(performance.getEntriesByType('mark').length);
const seen = new PerformanceObserver((list, observer) => {
	console.log(list.getEntries().map((entry) => entry.name));
	observer.disconnect();
});
seen.observe({ entryTypes: ['mark'] });
performance.mark('observed');
const timed = performance.timerify(function work(n) {
	return n + 1;
});
console.log(timed(1), timed.name);
for (const call of [
	() => performance.measure('x', 'none'),
	() => new PerformanceObserver(),
	() => performance.mark()
])
	try {
		call();
	} catch (error) {
		console.log(error.name, error.code, error.message);
	}
console.log(
	typeof performance.timeOrigin,
	performance.now() > 0,
	typeof performance.eventLoopUtilization().utilization,
	typeof performance.toJSON().timeOrigin
);
