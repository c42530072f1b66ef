const timers = require('node:timers');
const order = [];
const log = (text) => order.push(text);
setTimeout(log, 1, 'timeout');
process.nextTick(log, 'tick');
Promise.resolve('promise').then(log);
queueMicrotask(() => log('microtask'));
const timeout = setTimeout(() => log('never'), 5);
clearTimeout(timeout);
console.log(
	typeof timeout[Symbol.toPrimitive](),
	timeout.hasRef(),
	timeout.unref().hasRef(),
	timeout.ref().hasRef(),
	timeout.constructor.name
);
clearTimeout(String(+setTimeout(() => log('never'), 1)));
const immediate = setImmediate(() => log('never'));
clearImmediate(immediate);
console.log(immediate.constructor.name, immediate.hasRef());
let count = 0;
const interval = setInterval(() => {
	log(`interval ${++count}`);
	if (count === 2) clearInterval(interval);
}, 2);
setTimeout(() => console.log(order), 400);
for (const bad of [-1, NaN, 2 ** 31, 'x']) clearTimeout(setTimeout(() => {}, bad));
process.on('warning', (warning) => console.log(warning.name, warning.message));
try {
	setTimeout('code');
} catch (error) {
	console.log(error.code, error.message);
}
setTimeout(() => {}, 1000).unref();
console.log(
	timers.setTimeout === setTimeout,
	timers.promises === require('node:timers/promises'),
	Symbol.dispose in timeout
);
