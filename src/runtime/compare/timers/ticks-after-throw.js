// What a callback that throws had put on the tick queue runs after the next callback.
const told = [];
process.on('uncaughtException', ({ message }) => told.push(`caught ${message}`));
setImmediate(() => {
	told.push('first');
	setImmediate(() => told.push('of the next round'));
});
setImmediate(() => {
	process.nextTick(() => told.push('tick'));
	throw new Error('immediate');
});
setImmediate(() => told.push('third'));
setImmediate(() => {
	told.push('fourth');
	process.nextTick(() => told.push('its tick'));
});
setImmediate(() => told.push('fifth'));
process.on('exit', () => console.log(told.join('\n')));
setTimeout(() => {
	setTimeout(() => {
		process.nextTick(() => told.push('tick of a timer'));
		throw new Error('timer');
	}, 1);
	setTimeout(() => told.push('second timer'), 1);
	setTimeout(() => told.push('third timer'), 1);
	const until = Date.now() + 10;
	while (Date.now() < until);
}, 5);
