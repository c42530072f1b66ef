// Adding, removing, counting listeners; changes while emitting.
const events = require('node:events');
const { EventEmitter } = events;
const { attempt } = require('../help.cjs');
const emitter = new EventEmitter();
emitter.on('newListener', (name, listener) => console.log('new', String(name), listener.name));
emitter.on('removeListener', (name, listener) => console.log('removed', String(name), listener.name));
function a() {
	console.log('a', this === emitter);
}
function b() {
	console.log('b');
	emitter.off('x', c);
	emitter.on('x', d);
}
function c() {
	console.log('c');
}
function d() {
	console.log('d');
}
emitter.on('x', a).on('x', b).on('x', c).prependListener('x', d);
console.log(emitter.emit('x'), emitter.emit('x'), emitter.emit('none'));
emitter.once('y', a).prependOnceListener('y', b);
console.log(
	emitter.rawListeners('y').map((f) => [f.name, typeof f.listener]),
	emitter.listeners('y').map((f) => f.name)
);
console.log(
	emitter.emit('y'),
	emitter.listenerCount('y'),
	emitter.eventNames(),
	emitter.listenerCount('x', d)
);
emitter.removeAllListeners('x');
emitter.removeListener('nothing', a);
const symbol = Symbol('event');
emitter.on(symbol, c);
console.log(emitter.emit(symbol), emitter.eventNames(), emitter.getMaxListeners());
attempt('no listener', () => emitter.on('x'));
attempt('negative', () => emitter.setMaxListeners(-1));
attempt('count', () => events.listenerCount(emitter, symbol));
attempt('listeners', () => events.getEventListeners(emitter, symbol).map((f) => f.name));
attempt('max', () => (events.setMaxListeners(3, emitter), events.getMaxListeners(emitter)));
attempt('throws', () =>
	new EventEmitter()
		.on('t', () => {
			throw new Error('in listener');
		})
		.emit('t')
);
attempt('without class', () => {
	const old = {};
	EventEmitter.call(old);
	return Object.keys(old);
});
process.on('warning', (warning) => console.log(warning.name, warning.type, warning.count, warning.message));
for (let at = 0; at < 5; at++) emitter.on('many', () => {});
const target = new EventTarget();
events.setMaxListeners(1, target);
for (let at = 0; at < 3; at++) target.addEventListener('t', () => {});
console.log(events.getEventListeners(target, 't').length, events.getMaxListeners(target));
const control = new AbortController();
const disposable = events.addAbortListener(control.signal, () => console.log('abort heard'));
control.signal.addEventListener('abort', (event) => event.stopImmediatePropagation());
control.abort();
console.log(typeof disposable[Symbol.dispose]);
attempt('abort listener', () => events.addAbortListener({}, () => {}));
