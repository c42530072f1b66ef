const net = require('node:net');
const server = net.createServer(() => {});
server.listen(0, () => {
	console.log('listening');
	server.unref();
	const client = net.connect(server.address().port, () => {
		console.log('connected');
		client.unref();
	});
});
server.on('connection', (socket) => socket.unref());
process.on('exit', (code) => console.log('exit', code, server.listening));
