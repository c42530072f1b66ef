process.on('SIGUSR2', (name) => {
	console.log('got', name);
	process.exit(7);
});
setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGUSR2');
