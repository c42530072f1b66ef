const http = require('node:http');
const server = http.createServer((request, response) => {
	if (request.url === '/never') return;
	response.end('fine');
});
server.listen(0, () => {
	const { port } = server.address();
	const request = http.get({ port, path: '/never', timeout: 30 });
	request.on('timeout', () => {
		console.log('timeout');
		request.destroy(new Error('too slow'));
	});
	request.on('error', (error) => {
		console.log(error.message);
		const signal = AbortSignal.timeout(30);
		http.get({ port, path: '/never', signal }).on('error', ({ name, code, message }) => {
			console.log(name, code, message);
			server.closeAllConnections();
			server.close(() => console.log('closed'));
		});
	});
});
console.log(
	server.headersTimeout,
	server.requestTimeout,
	server.keepAliveTimeout,
	server.timeout,
	server.maxRequestsPerSocket
);
