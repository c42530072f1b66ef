// once, prepend, errorMonitor, captureRejections, async iterators, EventTarget, limits.
const {
	EventEmitter,
	once,
	on,
	errorMonitor,
	getEventListeners,
	EventEmitterAsyncResource
} = require('events');
const e = new EventEmitter();
e.on('a', () => console.log(2));
e.prependListener('a', () => console.log(1));
e.once('a', () => console.log(3));
e.on('newListener', (name) => console.log('new', name));
e.emit('a');
e.emit('a');
console.log(e.listenerCount('a'), e.eventNames(), e.rawListeners('a').length, e.emit('none'));
e.on(errorMonitor, (error) => console.log('monitor', error.message));
try {
	e.emit('error', new Error('x'));
} catch (error) {
	console.log('thrown', error.message);
}
try {
	e.emit('error', 5);
} catch (error) {
	console.log(error.code, error.message);
}
for (const call of [
	() => e.on('x', 1),
	() => e.setMaxListeners(-1),
	() => new EventEmitter({ captureRejections: 1 })
])
	try {
		call();
	} catch (error) {
		console.log(error.code, error.message);
	}
const c = new EventEmitter({ captureRejections: true });
c.on('go', async () => {
	throw new Error('caught');
});
c.on('error', (error) => console.log(error.message));
c.emit('go');
(async () => {
	setImmediate(() => e.emit('late', 1, 2));
	console.log(await once(e, 'late'));
	const stop = new AbortController();
	setImmediate(() => {
		e.emit('tick', 1);
		e.emit('tick', 2);
		stop.abort();
	});
	try {
		for await (const [n] of on(e, 'tick', { signal: stop.signal })) console.log(n);
	} catch (error) {
		console.log(error.name, error.code);
	}
	const t = new EventTarget();
	t.addEventListener('x', {
		handleEvent(event) {
			console.log(event.type, event.defaultPrevented, this.name);
		},
		name: 'me'
	});
	t.dispatchEvent(new Event('x'));
	console.log(getEventListeners(t, 'x').length);
	const many = new EventEmitter();
	for (let i = 0; i < 11; i++) many.on('m', () => {});
})();
process.on('warning', (warning) => console.log(warning.name, warning.count, warning.type));
