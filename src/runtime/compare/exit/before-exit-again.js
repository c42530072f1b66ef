// What a listener puts off the end by is done at once, however often, and whatever waits that keeps nothing alive.
const began = Date.now();
let times = 0;
setTimeout(() => console.log('the timer'), 4000).unref();
process.on('beforeExit', () => {
	if (times === 9) return;
	times += 1;
	setImmediate(() => console.log('put off', times));
});
process.on('exit', () => console.log(Date.now() - began < 3500 ? 'at once' : 'late'));
