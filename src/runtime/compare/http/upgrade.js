const http = require('node:http');
const server = http.createServer((request, response) => response.writeHead(426).end('upgrade needed'));
server.on('upgrade', (request, socket, head) => {
	console.log('upgrade', request.headers.upgrade, request.headers.connection, String(head));
	socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nfirst');
	socket.on('data', (bytes) => socket.write(`<${bytes}>`));
	socket.on('end', () => socket.end());
});
server.on('connect', (request, socket) => {
	console.log('connect', request.url);
	socket.end('HTTP/1.1 200 Connected\r\n\r\ntunnel');
});
server.listen(0, () => {
	const { port } = server.address();
	const request = http.request({ port, headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
	request.on('upgrade', (response, socket, head) => {
		console.log(response.statusCode, response.headers, String(head));
		socket.write('hello');
		socket.once('data', (bytes) => {
			console.log(String(bytes));
			socket.end();
			socket.on('close', connect);
		});
	});
	request.end();
	const connect = () =>
		http
			.request({ port, method: 'CONNECT', path: 'example.invalid:80' })
			.on('connect', (response, socket, head) => {
				let text = String(head);
				socket.on('data', (bytes) => (text += bytes));
				socket.on('end', () => {
					console.log(response.statusCode, response.statusMessage, text);
					server.close();
				});
			})
			.end();
});
