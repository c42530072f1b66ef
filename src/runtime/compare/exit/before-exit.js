let rounds = 0;
process.on('beforeExit', (code) => {
	console.log('beforeExit', code, ++rounds);
	if (rounds < 3) setTimeout(() => console.log('more work'), 1);
});
process.on('exit', () => {
	console.log('exit');
	setTimeout(() => console.log('never'), 0);
	Promise.resolve().then(() => console.log('never either'));
});
