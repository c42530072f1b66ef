const net = require('node:net');
const controller = new AbortController();
const server = net.createServer();
server.on('close', () => console.log('server closed'));
server.listen({ port: 0, signal: controller.signal }, () => {
	const second = new AbortController();
	const client = net.connect({ port: server.address().port, signal: second.signal });
	client.on('connect', () => second.abort());
	client.on('error', (error) => console.log(error.name, error.code));
	client.on('close', () => controller.abort());
});
