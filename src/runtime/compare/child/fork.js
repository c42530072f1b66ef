const { fork } = require('node:child_process');
if (process.argv[2] === 'child') {
	process.on('message', (message) => {
		if (message === 'end') {
			process.disconnect();
			return;
		}
		process.send({ got: message, args: process.argv.slice(2), connected: process.connected });
	});
	process.send('ready');
} else {
	const child = fork(__filename, ['child', 'x'], { serialization: 'json' });
	child.on('message', (message) => {
		console.log('parent', message);
		if (message === 'ready') child.send({ n: 1, d: new Date(0), u: undefined, nested: [1, { a: null }] });
		else child.send('end');
	});
	child.on('disconnect', () => console.log('disconnect', child.connected));
	child.on('close', (code) => {
		console.log('close', code);
		try {
			child.send('late', (error) => console.log(error.code));
		} catch (error) {
			console.log(error.code);
		}
	});
}
