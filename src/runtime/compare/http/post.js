const http = require('node:http');
const server = http.createServer((request, response) => {
	const parts = [];
	request.on('data', (chunk) => parts.push(chunk));
	request.on('end', () => {
		const body = Buffer.concat(parts);
		response.writeHead(201, 'Made', { 'Content-Type': 'application/json', Date: 'now' });
		response.end(
			JSON.stringify({
				length: body.length,
				same: body.equals(Buffer.alloc(1_000_000, 'abc')),
				headers: request.headers['transfer-encoding'] ?? request.headers['content-length']
			})
		);
	});
});
server.listen(0, '127.0.0.1', () => {
	const send = (headers, then) => {
		const request = http.request(
			{ port: server.address().port, host: '127.0.0.1', method: 'POST', headers },
			async (response) => {
				let text = '';
				for await (const chunk of response.setEncoding('utf8')) text += chunk;
				console.log(response.statusCode, response.statusMessage, response.headers, text);
				then();
			}
		);
		request.write(Buffer.alloc(1_000_000, 'abc'));
		request.end();
	};
	send({}, () => send({ 'Content-Length': 1_000_000 }, () => server.close()));
});
