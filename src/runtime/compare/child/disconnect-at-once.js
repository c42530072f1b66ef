// A channel that a child closes is closed for its parent at once, whatever else the child goes on with; so is a pipe opened by its number.
const { fork, spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');

if (process.argv[2] === 'child') {
	setInterval(() => {}, 1000);
	process.on('message', () => process.disconnect());
} else if (process.argv[2] === 'number') {
	const pipe = new net.Socket({ fd: 3 });
	pipe.end('said', () =>
		pipe.destroy().on('close', () => {
			try {
				fs.fstatSync(3);
			} catch ({ code }) {
				console.log(code);
			}
			setInterval(() => {}, 1000);
		})
	);
} else {
	const child = fork(__filename, ['child']);
	const ending = [];
	child.on('disconnect', () => {
		ending.push('disconnect');
		child.kill();
	});
	child.on('exit', (code, signal) => {
		console.log(...ending, 'exit', code, signal);
		const stdio = ['ignore', 'pipe', 'inherit', 'pipe'];
		const other = spawn(process.execPath, [__filename, 'number'], { stdio });
		const told = new Set();
		const tell = (text) => {
			if (told.add(text).size === 3) other.kill();
		};
		other.stdout.on('data', (text) => tell(String(text).trim()));
		other.stdio[3].on('data', (text) => tell(String(text))).on('end', () => tell('the end of the pipe'));
		other.on('close', (code, signal) => console.log([...told].sort(), code, signal));
	});
	child.send('go');
}
