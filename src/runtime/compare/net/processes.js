const net = require('node:net');
const { fork } = require('node:child_process');
if (process.argv[2]) {
	const client = net.connect(Number(process.argv[2]), '127.0.0.1');
	client.setEncoding('utf8').on('data', (text) => {
		process.send({ got: text });
		client.end('thanks');
		process.disconnect();
	});
} else {
	const server = net.createServer((socket) => {
		socket.write('from the parent');
		socket.on('data', (bytes) => console.log('parent got', String(bytes)));
		socket.on('close', () => server.close(() => console.log('closed')));
	});
	server.listen(0, '127.0.0.1', () => {
		const child = fork(__filename, [server.address().port]);
		child.on('message', (message) => console.log('message', message));
		child.on('exit', (code) => console.log('child exit', code));
	});
}
