const http = require('node:http');
const net = require('node:net');
const server = http.createServer((request, response) => {
	response.setHeader('Date', 'now');
	response.setHeader('Trailer', 'X-Sum');
	response.write('one');
	setTimeout(() => {
		response.write('two');
		response.addTrailers({ 'X-Sum': '6' });
		response.end('three');
	}, 20);
});
server.listen(0, () => {
	const { port } = server.address();
	http.get({ port }, (response) => {
		const parts = [];
		response.on('data', (chunk) => parts.push(String(chunk)));
		response.on('end', () => {
			console.log(
				parts.join('|').replace('two|three', 'twothree'),
				response.headers['transfer-encoding'],
				response.trailers,
				response.rawTrailers
			);
			const socket = net.connect(port);
			let raw = '';
			socket.on('data', (bytes) => (raw += bytes));
			socket.on('end', () => {
				console.log(JSON.stringify(raw));
				server.close();
			});
			socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
		});
	});
});
