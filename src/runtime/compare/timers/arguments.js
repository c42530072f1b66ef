// Timers: arguments, odd delays, objects, promises with signals, scheduler, disposal.
const timers = require('node:timers');
const promises = require('node:timers/promises');
const { attempt, attemptLater } = require('../help.cjs');
process.on('warning', (warning) => console.log(warning.name, warning.message.split('\n')[0]));
for (const delay of [NaN, -5, 2 ** 31, '1', null, undefined, 0.5, Infinity]) {
	const timer = setTimeout(() => {}, delay);
	console.log(String(delay), timer._idleTimeout ?? timer._repeat, timer.hasRef(), timer.constructor.name);
	clearTimeout(timer);
}
setTimeout((...args) => console.log('timeout', args), 1, 'a', { b: 1 });
setImmediate((...args) => console.log('immediate', args), 1, 2);
attempt('text', () => setTimeout('code'));
attempt('nothing', () => setImmediate());
attempt('interval', () => setInterval(5, 1));
for (const odd of [undefined, null, {}, 'x', 999999])
	attempt('clear', () => [clearTimeout(odd), clearInterval(odd), clearImmediate(odd)]);
const timer = setTimeout(() => console.log('never'), 5);
console.log(
	typeof +timer,
	clearTimeout(+timer),
	typeof timer[Symbol.toPrimitive](),
	timer.refresh() === timer,
	timer.ref() === timer,
	timer.unref() === timer,
	timer.hasRef(),
	timer.close() === timer
);
const byText = setTimeout(() => console.log('never'), 5);
clearTimeout(`${+byText}`);
const immediate = setImmediate(() => console.log('never'));
console.log(
	immediate.hasRef(),
	immediate.unref().hasRef(),
	immediate.constructor.name,
	typeof immediate[Symbol.dispose],
	typeof timer[Symbol.dispose]
);
clearImmediate(immediate);
let turns = 0;
const interval = setInterval(() => {
	if (++turns === 3) (clearInterval(interval), last());
}, 2);
async function last() {
	console.log(
		'turns',
		turns,
		await promises.setTimeout(1, 'value'),
		await promises.setImmediate('now'),
		await promises.scheduler.wait(1),
		await promises.scheduler.yield()
	);
	const counted = [];
	for await (const value of promises.setInterval(1, 'tick')) if (counted.push(value) === 3) break;
	console.log(counted);
	const control = new AbortController();
	const waiting = promises.setTimeout(1e6, null, { signal: control.signal });
	control.abort('why');
	await waiting.catch((error) => console.log(error.name, error.code, error.cause));
	await attemptLater('aborted', () => promises.setImmediate(1, { signal: AbortSignal.abort() }));
	await attemptLater('options', () => promises.setTimeout(1, 1, 5));
	await attemptLater('ref', () => promises.setTimeout(1, 1, { ref: 'x' }));
	await attemptLater('delay', () => promises.setTimeout('x', 'given'));
	console.log(
		timers.promises === promises,
		require('node:util').promisify(setTimeout) === promises.setTimeout,
		timers.setTimeout === setTimeout
	);
}
