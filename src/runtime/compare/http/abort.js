const http = require('node:http');
const server = http.createServer((request, response) => {
	request.on('close', () => console.log('request close', request.destroyed));
	request.on('aborted', () => console.log('aborted'));
	request.on('error', (error) => console.log('request error', error.message, error.code));
	response.on('close', () => {
		console.log('response close', response.writableFinished);
		server.close(() => console.log('closed'));
	});
	response.write('begin');
});
server.listen(0, () => {
	const request = http.get({ port: server.address().port }, (response) => {
		response.on('data', (chunk) => {
			console.log('client data', String(chunk));
			request.destroy();
		});
		response.on('error', (error) => console.log('client response error', error.message, error.code));
		response.on('close', () => console.log('client response close', response.complete));
	});
	request.on('error', (error) => console.log('client error', error.message));
	request.on('close', () => console.log('client close', request.destroyed));
});
