const net = require('node:net');
const server = net.createServer();
server.maxConnections = 2;
server.on('drop', (data) => console.log('drop', data.localFamily, data.remoteFamily));
let connected = 0;
server.on('connection', (socket) => {
	socket.resume();
	server.getConnections((error, count) => {
		console.log('connections', error, count);
		if (++connected === 2) net.connect(port).on('close', () => clients.forEach((client) => client.destroy()));
	});
});
let port;
let clients;
server.listen(0, '127.0.0.1', () => {
	({ port } = server.address());
	clients = [net.connect(port), net.connect(port)];
	let left = 2;
	for (const client of clients)
		client.on('close', () => {
			if (--left === 0) server.close(() => console.log('done'));
		});
});
