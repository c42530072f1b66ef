const http = require('node:http');
const { fork } = require('node:child_process');
if (process.argv[2] === 'server') {
	const server = http.createServer((request, response) => response.end(`${request.method} ${request.url}`));
	server.listen(0, () => process.send(server.address().port));
	process.on('disconnect', () => server.close());
} else {
	const child = fork(__filename, ['server']);
	child.on('exit', (code) => console.log('exit', code));
	child.on('message', (port) => {
		http.get({ port, path: '/from/the/parent', agent: false }, (response) => {
			response.on('data', (chunk) => console.log(String(chunk)));
			response.on('end', () => child.disconnect());
		});
	});
}
