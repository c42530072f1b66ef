import {
	EventEmitter,
	once,
	on,
	getEventListeners,
	errorMonitor,
	captureRejectionSymbol,
	setMaxListeners,
	addAbortListener,
	listenerCount
} from 'node:events';
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('x', 1, 2), 1);
console.log(await once(emitter, 'x'));
setTimeout(() => emitter.emit('error', new Error('while waiting')), 1);
await once(emitter, 'y').catch((error) => console.log(error.message));
const control = new AbortController();
setTimeout(() => control.abort(), 1);
await once(emitter, 'z', { signal: control.signal }).catch((error) => console.log(error.name));
setTimeout(() => {
	emitter.emit('n', 1);
	emitter.emit('n', 2);
	emitter.emit('end');
}, 1);
for await (const [n] of on(emitter, 'n', { close: ['end'] })) console.log(n);
emitter.on(errorMonitor, (error) => console.log('monitor', error.message));
emitter.on('error', () => {});
emitter.emit('error', new Error('watched'));
const capture = new EventEmitter({ captureRejections: true });
capture.on('a', async () => {
	throw new Error('async');
});
capture[captureRejectionSymbol] = (error, event) => console.log('captured', error.message, event);
capture.emit('a');
await null;
console.log(
	getEventListeners(emitter, 'error').length,
	listenerCount(emitter, 'error'),
	emitter.eventNames()
);
emitter.prependListener('order', () => console.log('second'));
emitter.prependOnceListener('order', () => console.log('first'));
emitter.on('order', function () {
	console.log(this === emitter);
});
console.log(
	emitter.emit('order'),
	emitter.emit('order'),
	emitter.emit('nobody'),
	emitter.rawListeners('order').length
);
emitter.on('newListener', (name) => console.log('new', name));
emitter.on('removeListener', (name) => console.log('removed', name));
const gone = () => {};
emitter.on('q', gone).off('q', gone).removeAllListeners('order');
setMaxListeners(1, emitter);
process.on('warning', (warning) => console.log(warning.name, warning.type, warning.count));
emitter.on('w', () => {}).on('w', () => {});
const target = new EventTarget();
target.addEventListener('e', (event) => console.log(event.type, event instanceof Event, event.cancelable), {
	once: true
});
console.log(target.dispatchEvent(new Event('e')), target.dispatchEvent(new Event('e')));
addAbortListener(AbortSignal.abort(), () => console.log('at once'));
try {
	new EventEmitter().emit('error', { not: 'an error' });
} catch (error) {
	console.log(error.code, error.message);
}
try {
	emitter.on('x', 1);
} catch (error) {
	console.log(error.code);
}
