import { performance, PerformanceObserver, monitorEventLoopDelay, createHistogram } from 'node:perf_hooks';
const seen = [];
const observer = new PerformanceObserver((list) => {
	for (const { name, entryType, detail } of list.getEntries()) seen.push([name, entryType, detail]);
});
observer.observe({ entryTypes: ['mark', 'measure', 'function'] });
performance.mark('a', { detail: { x: 1 }, startTime: 5 });
performance.mark('b', { startTime: 15 });
const measure = performance.measure('a to b', 'a', 'b');
console.log(measure.duration, measure.toJSON());
performance.timerify(function named() {})();
await new Promise((resolve) => setTimeout(resolve, 20));
console.log(
	seen.filter(([, type]) => type !== 'function'),
	seen.some(([name]) => name === 'named')
);
console.log(performance.getEntriesByName('a').length, performance.getEntriesByType('measure').length);
performance.clearMarks('a');
console.log(
	performance.getEntriesByName('a').length,
	performance.now() > 0,
	performance.timeOrigin > 1e12,
	typeof performance.eventLoopUtilization().utilization
);
try {
	performance.measure('x', 'none');
} catch (error) {
	console.log(error.name, error.code, error.message);
}
observer.disconnect();
