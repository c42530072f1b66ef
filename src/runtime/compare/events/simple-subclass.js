// Classes that emit: inheritance old and new, mixins, dispatch while changing, async handlers.
const EventEmitter = require('node:events');
const util = require('node:util');
class Job extends EventEmitter {
	#state = 'new';
	run() {
		this.#state = 'running';
		this.emit('state', this.#state);
		queueMicrotask(() => this.emit('done', (this.#state = 'done')));
		return this;
	}
}
new Job()
	.on('state', (state) => console.log(state))
	.once('done', function (state) {
		console.log(state, this instanceof Job);
	})
	.run();
function Old() {
	EventEmitter.call(this);
}
util.inherits(Old, EventEmitter);
const old = new Old();
old.on('x', (...args) => console.log('old', args));
console.log(old.emit('x', 1, 2, 3, 4, 5), Old.super_ === EventEmitter, old._events !== undefined);
const mixed = Object.assign(Object.create({ own: 1 }), EventEmitter.prototype);
mixed.on('y', () => console.log('mixed'));
console.log(mixed.emit('y'), mixed.own);
const order = new EventEmitter();
order.on('z', async () => {
	console.log('first begins');
	await null;
	console.log('first ends');
});
order.on('z', () => console.log('second'));
order.emit('z');
console.log('emitted');
console.log(
	EventEmitter === EventEmitter.EventEmitter,
	EventEmitter.defaultMaxListeners,
	EventEmitter.usingDomains,
	Object.keys(EventEmitter).sort()
);
console.log(
	util.inspect(new EventEmitter()),
	Object.getOwnPropertyNames(EventEmitter.prototype).sort().join()
);
EventEmitter.defaultMaxListeners = 1;
process.on('warning', ({ name, count }) => console.log(name, count));
for (const _ of [1, 2]) old.on('many', () => {});
