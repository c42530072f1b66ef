// A channel keeps its maker alive after messages were sent over it, and its end is told before the child's.
const { fork } = require('node:child_process');

if (process.argv[2] === 'echo') {
	process.on('message', (message) => setTimeout(() => process.send(message), 200));
	return;
}
if (process.argv[2] === 'leave') {
	process.once('message', () => {
		process.send('one');
		process.send('two');
		process.disconnect();
	});
	return;
}

const echo = fork(__filename, ['echo']);
echo.send('still here');
echo.unref();
echo.on('message', (message) => {
	console.log(message);
	echo.disconnect();
	leave();
});

function leave() {
	const child = fork(__filename, ['leave']);
	const order = [];
	for (const name of ['message', 'disconnect', 'exit'])
		child.on(name, (value) => {
			order.push(name === 'message' ? value : name);
			// Long enough that whatever comes next has arrived.
			const until = Date.now() + 300;
			while (Date.now() < until);
		});
	child.on('close', () => console.log(order.join(' ')));
	child.send('go');
}
