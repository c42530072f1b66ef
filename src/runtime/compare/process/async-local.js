const { AsyncLocalStorage, AsyncResource, executionAsyncId } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
storage.run('a', () => {
	setTimeout(() => console.log('timer', storage.getStore()), 2);
	process.nextTick(() => console.log('tick', storage.getStore()));
	setImmediate(() => console.log('immediate', storage.getStore()));
});
storage.run('b', async () => {
	await null;
	console.log('await', storage.getStore());
	await new Promise((done) => setTimeout(done, 5));
	console.log('after', storage.getStore());
});
storage.run('c', () => {
	const resource = new AsyncResource('R');
	storage.run('d', () => resource.runInAsyncScope(() => console.log('resource', storage.getStore())));
});
console.log(storage.getStore(), executionAsyncId());
Promise.resolve().then(() => console.log('outside', storage.getStore()));
