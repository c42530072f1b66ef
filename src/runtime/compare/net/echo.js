const net = require('node:net');
const server = net.createServer((socket) => {
	console.log(
		'connection',
		socket.remoteAddress,
		socket.remoteFamily,
		socket.localPort === server.address().port
	);
	socket.setEncoding('utf8');
	socket.on('data', (text) => socket.write(text.toUpperCase()));
	socket.on('end', () => console.log('server end'));
	socket.on('close', (hadError) => setTimeout(() => console.log('server close', hadError), 30));
});
server.listen(0, () => {
	const { address, family, port } = server.address();
	console.log('listening', address, family, port > 0);
	const client = net.connect(port, '127.0.0.1', () => {
		console.log(
			'connected',
			client.remoteAddress,
			client.remoteFamily,
			client.remotePort === port,
			client.localPort > 0
		);
		client.write('hello');
	});
	client.once('data', (bytes) => {
		console.log(String(bytes), client.bytesRead, client.bytesWritten);
		client.end();
	});
	client.on('end', () => console.log('client end'));
	client.on('close', (hadError) => {
		console.log('client close', hadError, client.destroyed, client.readyState);
		server.close(() => console.log('closed', server.listening, server.address()));
	});
});
