const http = require('node:http');
const net = require('node:net');
const server = http.createServer((request, response) => {
	if (request.url === '/headers') {
		response.setHeader('A', 1);
		response.appendHeader('A', '2');
		response.setHeader('Remove', 'x');
		response.removeHeader('remove');
		console.log(
			response.getHeader('a'),
			response.hasHeader('remove'),
			response.getHeaderNames(),
			response.headersSent
		);
		try {
			response.setHeader('Bad\n', 'x');
		} catch (error) {
			console.log(error.code);
		}
		try {
			response.setHeader('ok', 'a\r\nb');
		} catch (error) {
			console.log(error.code);
		}
		response.flushHeaders();
		try {
			response.setHeader('late', 'x');
		} catch (error) {
			console.log(error.code);
		}
		response.write('part');
		response.end('end', () => console.log(response.writableFinished, response.finished));
	} else if (request.url === '/trailers') {
		response.writeHead(200, { Trailer: 'Sum' });
		response.write('x');
		response.addTrailers({ Sum: '1' });
		response.end();
	} else response.writeHead(999).end();
});
server.on('clientError', (error, socket) => {
	console.log(error.code);
	socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
const raw = (text) =>
	new Promise((resolve) => {
		let answer = '';
		const socket = net.connect(server.address().port, () => socket.end(text));
		socket
			.on('data', (piece) => (answer += piece))
			.on('close', () => resolve(answer.replace(/Date: .*\r\n/, '')));
	});
server.listen(0, '127.0.0.1', async () => {
	console.log(await raw('GET /headers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
	console.log(await raw('GET /trailers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
	console.log(await raw('GET /x HTTP/1.0\r\n\r\n'));
	console.log(await raw('GET / HTTP/1.1\r\n\r\n'));
	console.log(await raw('nonsense\r\n\r\n'));
	server.close();
	console.log(
		http.STATUS_CODES[418],
		http.METHODS.length > 30,
		http.validateHeaderName.length,
		http.maxHeaderSize
	);
});
