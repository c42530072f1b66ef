const http = require('node:http');
const net = require('node:net');
const server = http.createServer(
	{ headersTimeout: 60, requestTimeout: 60, connectionsCheckingInterval: 20 },
	() => {}
);
server.listen(0, () => {
	const socket = net.connect(server.address().port, () => socket.write('GET / HTTP/1.1\r\nHost: '));
	let text = '';
	socket.on('data', (bytes) => (text += bytes));
	socket.on('close', () => {
		console.log(JSON.stringify(text));
		server.close();
	});
});
