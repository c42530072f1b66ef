// A listener that throws does not end reading, where the process goes on.
const net = require('node:net');
const http = require('node:http');

process.on('uncaughtException', ({ message }) => console.log('uncaught', message));

function plain() {
	const server = net.createServer((socket) => {
		socket.write('one');
		setTimeout(() => socket.end('two'), 30);
	});
	server.listen(0, '127.0.0.1', () => {
		const client = net.connect(server.address().port, '127.0.0.1');
		client.on('data', (chunk) => {
			if (String(chunk) === 'one') throw new Error('of data');
			console.log(String(chunk));
		});
		client.on('close', () => server.close(response));
	});
}

function response() {
	const server = http.createServer((_, answer) => {
		answer.end('bye');
		answer.on('finish', () => server.closeIdleConnections());
	});
	server.listen(0, '127.0.0.1', () => {
		const request = http.get({ port: server.address().port, host: '127.0.0.1' }, (answer) => {
			answer.resume();
			throw new Error('of a response');
		});
		request.on('close', () => {
			console.log('closed');
			server.close();
		});
	});
}
plain();
