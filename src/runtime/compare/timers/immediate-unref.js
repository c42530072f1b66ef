// Immediates that nobody waits for, and immediates cleared by a tick between two.
setImmediate(() => console.log('never')).unref();
const held = setImmediate(() => console.log('held')).unref();
console.log(held.hasRef(), held.ref().hasRef());
let second;
setImmediate(() => {
	console.log('first');
	process.nextTick(() => clearImmediate(second));
});
second = setImmediate(() => console.log('never'));
setImmediate(() => console.log('third'));
process.on('exit', () => console.log('exit'));
