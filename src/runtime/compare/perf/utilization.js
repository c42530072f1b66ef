// How much of its time a loop works.
const { performance } = require('node:perf_hooks');
console.log(performance.eventLoopUtilization(), performance.nodeTiming.loopStart);
setTimeout(() => {
	const first = performance.eventLoopUtilization();
	console.log(first.idle > 50, first.active > 0, first.utilization > 0 && first.utilization < 1);
	const until = Date.now() + 200;
	while (Date.now() < until);
	const between = performance.eventLoopUtilization(first);
	console.log(between.idle, between.active >= 190, between.utilization);
	console.log(performance.nodeTiming.loopStart > 0, performance.nodeTiming.idleTime > 50);
}, 1000);
