const net = require('node:net');
const server = net.createServer((socket) => socket.resume());
server.listen(0, () => {
	const client = net.connect(server.address().port);
	client.on('connect', () =>
		client.setTimeout(30, () => {
			console.log('timeout', client.timeout, client.connecting);
			client.destroy();
		})
	);
	client.on('close', () => {
		console.log('closed');
		server.close();
	});
});
