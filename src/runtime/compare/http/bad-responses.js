const http = require('node:http');
const net = require('node:net');
const responses = [
	'GARBAGE\r\n\r\n',
	'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort',
	'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
	'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n',
	`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
	'',
	'HTTP/1.1 200 OK\r\n\r\nuntil the end',
	'HTTP/1.1 204 No Content\r\n\r\n'
];
let current;
const server = net.createServer((socket) => {
	socket.on('error', () => {});
	socket.once('data', () => socket.end(current));
});
server.listen(0, () => {
	const next = () => {
		current = responses.shift();
		if (current === undefined) return void server.close();
		const name = JSON.stringify(current.slice(0, 50));
		const show = (...what) => console.log(name, ...what);
		const request = http.get({ port: server.address().port, agent: false }, (response) => {
			let text = '';
			response.on('data', (chunk) => (text += chunk));
			response.on('error', (error) => show('response error', error.message, error.code));
			response.on('end', () => show('end', response.statusCode, text, response.complete));
		});
		request.on('error', (error) => show('error', error.message, error.code, error.reason, error.bytesParsed));
		request.on('close', () => setImmediate(next));
	};
	next();
});
