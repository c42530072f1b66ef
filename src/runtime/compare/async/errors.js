// What throws in a context leaves none behind.
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
process.on('uncaughtException', (error) => {
	console.log(error.message, storage.getStore());
	if (error.message === 'from a timer')
		storage.exit(() => setTimeout(() => console.log('after', storage.getStore()), 1));
});
storage.run('file', () =>
	require('fs').stat(__filename, () => {
		setTimeout(() => {
			console.log('later', storage.getStore());
			throw new Error('from a timer');
		}, 1);
		throw new Error('from a callback');
	})
);
try {
	storage.run('now', () => {
		throw new Error('at once');
	});
} catch (error) {
	console.log(error.message, storage.getStore());
}
setImmediate(() => {
	storage.enterWith('entered');
	Promise.resolve().then(() => {
		console.log('then', storage.getStore());
		process.nextTick(() => console.log('tick', storage.getStore()));
	});
});
