const http = require('node:http');
const seen = new Map();
const server = http.createServer((request, response) => {
	if (!seen.has(request.socket)) seen.set(request.socket, seen.size);
	response.setHeader('Date', 'now');
	response.end(`${request.url} on connection ${seen.get(request.socket)}`);
});
server.listen(0, async () => {
	const get = (path, agent) =>
		new Promise((resolve, reject) => {
			const request = http.get({ port: server.address().port, path, agent }, (response) => {
				let text = '';
				response.on('data', (chunk) => (text += chunk));
				response.on('end', () =>
					resolve([text, response.headers.connection, response.headers['keep-alive'], request.reusedSocket])
				);
			});
			request.on('error', reject);
		});
	const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	agent.on('free', () => console.log('free'));
	for (const path of ['/1', '/2']) console.log(await get(path, agent));
	console.log(await Promise.all(['/3', '/4', '/5'].map((path) => get(path, agent))));
	console.log(
		Object.values(agent.freeSockets).length,
		Object.values(agent.sockets).length,
		agent.totalSocketCount
	);
	agent.destroy();
	console.log(await get('/6', new http.Agent()), await get('/7', false));
	server.close(() => console.log('closed', seen.size));
});
