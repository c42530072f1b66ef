process.on('unhandledRejection', (reason, promise) => {
	console.log('unhandled', reason.message);
	promise.catch(() => {});
});
process.on('rejectionHandled', () => console.log('handled'));
Promise.reject(new Error('late'));
const early = Promise.reject(new Error('early'));
process.nextTick(() => early.catch(() => console.log('caught in a tick')));
