const log = (text) => console.log(text);
setTimeout(() => log('timeout 1'), 1);
setTimeout(() => log('timeout 0'), 0);
setImmediate(() => {
	log('immediate 1');
	process.nextTick(() => log('tick of immediate 1'));
	Promise.resolve().then(() => log('promise of immediate 1'));
	setImmediate(() => log('immediate of immediate 1'));
});
setImmediate(() => log('immediate 2'));
process.nextTick(() => {
	log('tick 1');
	Promise.resolve().then(() => log('promise of tick 1'));
	process.nextTick(() => log('tick of tick 1'));
});
process.nextTick(() => log('tick 2'));
Promise.resolve().then(() => {
	log('promise 1');
	process.nextTick(() => log('tick of promise 1'));
	queueMicrotask(() => log('microtask of promise 1'));
});
queueMicrotask(() => log('microtask'));
log('main');
for (const end = Date.now() + 5; Date.now() < end;);
