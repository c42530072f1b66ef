const { once } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const requests = [
	'GARBAGE\r\n\r\n',
	'GET / HTTP/1.1\r\n\r\n',
	'GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n',
	'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n',
	'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
	'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
	`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
	'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
	'GET /sp ace HTTP/1.1\r\nHost: x\r\n\r\n'
];
const server = http.createServer((request, response) => {
	response.sendDate = false;
	request.resume().on('end', () => response.end('fine'));
	request.on('error', (error) => console.log('request error', error.code));
});
server.on('clientError', (error, socket) => {
	console.log(
		'clientError',
		error.name,
		error.code,
		error.message,
		error.reason,
		error.bytesParsed,
		error.rawPacket.length
	);
	socket.end(`HTTP/1.1 400 Bad Request\r\n\r\n`);
});
server.listen(0, () => {
	const next = () => {
		const request = requests.shift();
		if (request === undefined) return void server.close();
		const socket = net.connect(server.address().port, () => socket.end(request));
		let text = '';
		const serverSide = once(server, 'connection').then(([accepted]) => once(accepted, 'close'));
		socket.on('data', (bytes) => (text += bytes));
		socket.on('error', () => {});
		socket.on('close', async () => {
			await serverSide;
			console.log(
				JSON.stringify(request.slice(0, 60)),
				'->',
				JSON.stringify(text.replace(/Date: [^\r]*/, 'Date: now'))
			);
			next();
		});
	};
	next();
});
