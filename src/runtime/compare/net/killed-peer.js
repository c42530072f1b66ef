const net = require('node:net');
const { spawn } = require('node:child_process');
if (process.argv[2]) {
	net.connect(Number(process.argv[2]), '127.0.0.1', () => console.log('child connected'));
} else {
	let child;
	const server = net.createServer((socket) => {
		socket.on('end', () => console.log('end'));
		socket.on('close', (hadError) => {
			console.log('close', hadError);
			server.close();
		});
		socket.resume();
		setTimeout(() => child.kill('SIGKILL'), 50);
	});
	server.listen(0, '127.0.0.1', () => {
		child = spawn(process.execPath, [__filename, server.address().port], {
			stdio: ['ignore', 'inherit', 'inherit']
		});
		child.on('exit', (code, signal) => setTimeout(() => console.log('exit', code, signal), 30));
	});
}
