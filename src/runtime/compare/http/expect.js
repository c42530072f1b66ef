const http = require('node:http');
const server = http.createServer((request, response) => {
	request.resume().on('end', () => response.end('plain'));
});
server.on('checkContinue', (request, response) => {
	console.log('checkContinue', request.headers.expect);
	response.writeContinue();
	let text = '';
	request.on('data', (chunk) => (text += chunk)).on('end', () => response.end(`got ${text}`));
});
server.on('checkExpectation', (request, response) => {
	console.log('checkExpectation', request.headers.expect);
	response.writeHead(417).end();
});
server.listen(0, () => {
	const { port } = server.address();
	const request = http.request({ port, method: 'PUT', headers: { Expect: '100-continue' } });
	request.flushHeaders();
	request.on('continue', () => {
		console.log('continue');
		request.end('the body');
	});
	request.on('response', (response) => {
		response.on('data', (chunk) => console.log(response.statusCode, String(chunk)));
		response.on('end', () => {
			const other = http.request({ port, headers: { Expect: 'miracles' } }, (second) => {
				console.log(second.statusCode, second.statusMessage);
				second.resume().on('end', () => server.close());
			});
			other.end();
		});
	});
});
