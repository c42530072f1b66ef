const http = require('node:http');
const server = http.createServer((request, response) => {
	response.sendDate = false;
	if (request.url === '/204') response.writeHead(204).end('ignored?');
	else if (request.url === '/304') response.writeHead(304, { ETag: 'x' }).end();
	else response.writeHead(200, { 'Content-Length': 5 }).end('hello');
});
server.listen(0, async () => {
	for (const [method, path] of [
		['HEAD', '/'],
		['GET', '/204'],
		['GET', '/304'],
		['DELETE', '/'],
		['OPTIONS', '*']
	])
		await new Promise((resolve) => {
			http
				.request({ port: server.address().port, method, path }, (response) => {
					let text = '';
					response.on('data', (chunk) => (text += chunk));
					response.on('end', () =>
						resolve(console.log(method, path, response.statusCode, response.headers, text))
					);
				})
				.end();
		});
	server.close();
});
