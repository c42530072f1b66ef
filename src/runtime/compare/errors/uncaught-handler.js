process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin));
setTimeout(() => {
	throw new Error('timer');
}, 1);
setTimeout(() => console.log('still here'), 5);
process.nextTick(() => {
	throw new Error('tick');
});
Promise.reject(new Error('promise'));
throw new Error('main');
