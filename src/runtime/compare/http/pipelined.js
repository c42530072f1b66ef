const http = require('node:http');
const net = require('node:net');
const server = http.createServer((request, response) => {
	const wait = request.url === '/slow' ? 30 : 0;
	setTimeout(() => {
		response.sendDate = false;
		response.end(request.url);
	}, wait);
});
server.listen(0, () => {
	const socket = net.connect(server.address().port);
	let text = '';
	socket.on('data', (bytes) => (text += bytes));
	socket.on('end', () => {
		console.log(text);
		server.close();
	});
	socket.write(
		'GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /fast HTTP/1.1\r\nHost: x\r\n\r\nGET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
	);
});
