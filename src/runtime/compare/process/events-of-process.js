// process is an emitter: its listeners, its channel, its streams.
process.on('own', (value) => console.log('own', value));
console.log(
	process.emit('own', 1),
	process.listenerCount('own'),
	process.eventNames().includes('own'),
	process.emit('none')
);
process.once('exit', (code) => console.log('exit', code, process.exitCode));
process.on('SIGUSR2', (name, number) => {
	console.log(name, number);
	process.removeAllListeners('SIGUSR2');
	process.stdin.on('end', () => console.log('stdin ends')).resume();
});
process.kill(process.pid, 'SIGUSR2');
const keep = setTimeout(() => {}, 200);
console.log(
	process.connected,
	process.send,
	process.channel,
	typeof process.disconnect,
	process.stdout.listenerCount('error') >= 0,
	keep.hasRef()
);
process.prependListener('own', () => console.log('before'));
process.emit('own', 2);
process.exitCode = 6;
process.on('newListener', (name) => console.log('listening to', name));
process.on('beforeExit', () => console.log('before exit'));
process.off('beforeExit', () => {});
console.log(
	process.listeners('beforeExit').length,
	process.rawListeners('exit').length,
	process.getMaxListeners()
);
