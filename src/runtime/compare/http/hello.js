const http = require('node:http');
const server = http.createServer((request, response) => {
	console.log(
		request.method,
		request.url,
		request.httpVersion,
		request.headers['x-mine'],
		request.headers.host === `localhost:${server.address().port}`
	);
	console.log(
		request.rawHeaders.filter((_, at) => at % 2 === 0),
		request.complete
	);
	response.setHeader('X-Reply', ['one', 'two']);
	response.setHeader('Date', 'now');
	response.end('hello');
	console.log('sent', response.headersSent, response.writableEnded);
	response.on('finish', () => console.log('finish'));
	response.on('close', () => console.log('response close'));
});
server.listen(0, () => {
	http.get({ port: server.address().port, path: '/a?b=c', headers: { 'X-Mine': 'yes' } }, (response) => {
		console.log(response.statusCode, response.statusMessage, response.headers);
		response.setEncoding('utf8');
		response.on('data', (text) => console.log('data', text));
		response.on('end', () => {
			console.log('end', response.complete);
			server.close(() => console.log('closed'));
		});
	});
});
