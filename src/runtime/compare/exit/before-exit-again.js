// What a listener puts off the end by is done at once, however often, and whatever waits that keeps nothing alive.
let times = 0;
setTimeout(() => console.log('slept until the timer'), 10_000).unref();
process.on('beforeExit', () => {
	if (times === 9) return;
	times += 1;
	setImmediate(() => console.log('put off', times));
});
