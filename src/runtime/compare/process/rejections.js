process.on('unhandledRejection', (reason, promise) =>
	console.log('unhandled', reason.message, promise instanceof Promise)
);
process.on('rejectionHandled', () => console.log('handled late'));
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
process.on('uncaughtExceptionMonitor', (error) => console.log('monitor', error.message));
const late = Promise.reject(new Error('one'));
setTimeout(() => late.catch(() => {}), 5);
setTimeout(() => {
	throw new Error('two');
}, 10);
setTimeout(() => Promise.reject(new Error('three')), 15);
new Promise((_, reject) => reject(new Error('caught'))).catch(() => {});
