const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let connections = 0;
const server = http.createServer((request, response) => {
	let body = '';
	request.on('data', (piece) => (body += piece));
	request.on('end', () => {
		response.setHeader('X-Method', request.method);
		response.setHeader('Set-Cookie', ['a=1', 'b=2']);
		response.writeHead(request.url === '/missing' ? 404 : 200, 'Fine', { 'content-type': 'text/plain' });
		response.end(
			`${request.url} ${body} ${request.headers['x-many']} ${request.rawHeaders.length > 3} ${request.httpVersion}`
		);
	});
});
server.on('connection', () => connections++);
const ask = (path, options = {}, body) =>
	new Promise((resolve, reject) => {
		const { port } = server.address();
		const request = http.request({ port, path, agent, ...options }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (piece) => (text += piece));
			response.on('end', () =>
				resolve([
					response.statusCode,
					response.statusMessage,
					response.headers['set-cookie'],
					response.headers['x-method'],
					text
				])
			);
		});
		request.on('error', reject);
		request.end(body);
	});
server.listen(0, async () => {
	console.log(await ask('/a'));
	console.log(await ask('/missing', { method: 'PUT', headers: { 'X-Many': ['1', '2'] } }, 'body'));
	console.log(
		await Promise.all(['/1', '/2', '/3'].map((path) => ask(path))).then((all) => all.map((one) => one[4]))
	);
	console.log(connections, Object.keys(agent.freeSockets).length);
	const reply = await fetch(`http://localhost:${server.address().port}/f?q=1`, {
		method: 'POST',
		body: new URLSearchParams({ x: 'y z' }),
		headers: { a: 'b' }
	});
	console.log(reply.status, reply.headers.getSetCookie(), await reply.text());
	agent.destroy();
	server.close(() => console.log('closed', server.listening));
	server.closeAllConnections();
});
