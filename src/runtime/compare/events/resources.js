// EventEmitterAsyncResource keeps the context it was made in.
const { EventEmitterAsyncResource } = require('node:events');
const { AsyncLocalStorage, executionAsyncId } = require('node:async_hooks');
const { attempt } = require('../help.cjs');
const store = new AsyncLocalStorage();
const made = store.run('made here', () => new EventEmitterAsyncResource({ name: 'Mine' }));
made.on('x', (value) => console.log(value, store.getStore(), executionAsyncId() === made.asyncId));
store.run('elsewhere', () => made.emit('x', 1));
made.emit('x', 2);
console.log(
	typeof made.asyncId,
	typeof made.triggerAsyncId,
	made.asyncResource.constructor.name,
	made.asyncResource.eventEmitter === made
);
class Sub extends EventEmitterAsyncResource {}
console.log(new Sub().asyncResource !== undefined, made.emitDestroy());
attempt('without new', () => EventEmitterAsyncResource());
attempt('name', () => new EventEmitterAsyncResource({ name: 5 }));
attempt('this', () => EventEmitterAsyncResource.prototype.emit.call({}, 'x'));
