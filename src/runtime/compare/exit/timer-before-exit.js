// An unreferenced timer that beforeExit makes does not run, however long it took.
process.on('beforeExit', () => {
	setTimeout(() => console.log('a timer ran'), 1).unref();
	const end = performance.now() + 20;
	while (performance.now() < end);
	console.log('beforeExit');
});
process.on('exit', () => console.log('exit'));
