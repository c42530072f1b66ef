// marks and measures: details, errors, what is kept, observers buffered and not.
const { performance, PerformanceObserver, PerformanceEntry, constants } = require('node:perf_hooks');
const { attempt } = require('../help.cjs');
const mark = performance.mark('a', { startTime: 10, detail: { x: 1 } });
console.log(mark, mark.toJSON(), mark instanceof PerformanceEntry);
performance.mark('b', { startTime: 25 });
console.log(
	performance.measure('a to b', 'a', 'b'),
	performance.measure('by options', { start: 5, duration: 10, detail: 'd' }),
	performance.measure('end', { end: 'b', duration: 5 }).startTime
);
attempt('unknown mark', () => performance.measure('x', 'none'));
attempt('negative', () => performance.mark('x', { startTime: -1 }));
attempt('no name', () => performance.mark());
attempt('too much', () => performance.measure('x', { start: 1, end: 2, duration: 3 }));
attempt('observe', () => new PerformanceObserver(5));
attempt('types', () => new PerformanceObserver(() => {}).observe({}));
attempt('both', () => new PerformanceObserver(() => {}).observe({ type: 'mark', entryTypes: ['mark'] }));
console.log(
	performance.getEntries().map(({ name }) => name),
	performance.getEntriesByName('a').length,
	performance.getEntriesByType('measure').length,
	performance.getEntriesByName('a', 'measure').length
);
performance.clearMarks('a');
performance.clearMeasures();
console.log(performance.getEntries().map(({ name }) => name));
console.log(
	PerformanceObserver.supportedEntryTypes,
	Object.keys(performance.toJSON()),
	typeof performance.timeOrigin,
	performance.now() > 0,
	performance.nodeTiming.name,
	Object.keys(performance.nodeTiming.toJSON()).length
);
new PerformanceObserver((list, observer) => {
	console.log(
		'buffered',
		list.getEntries().map(({ name }) => name),
		list.getEntriesByType('mark').length,
		list.getEntriesByName('b').length
	);
	observer.disconnect();
	next();
}).observe({ type: 'mark', buffered: true });
function next() {
	const seen = [];
	const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
	observer.observe({ entryTypes: ['mark', 'measure', 'odd'] });
	performance.mark('c');
	performance.measure('d', 'c');
	console.log(observer.takeRecords().map(({ entryType }) => entryType));
	performance.mark('e');
	setTimeout(() => {
		console.log(seen.map(({ name }) => name));
		observer.disconnect();
		console.log(
			performance.eventCounts,
			performance.markResourceTiming.length,
			Object.keys(constants).length,
			performance === globalThis.performance,
			String(performance)
		);
		performance.setResourceTimingBufferSize(1);
		performance.clearResourceTimings();
	}, 10);
}
