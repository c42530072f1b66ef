const http = require('node:http');
const server = http.createServer((request, response) => {
	console.log(
		Object.keys(request.headers).length,
		request.headers['x-70'],
		request.headersDistinct.dup,
		request.headers.dup,
		request.headers.cookie
	);
	for (let at = 0; at < 80; at++) response.setHeader(`Y-${at}`, `v${at}`);
	response.setHeader('Set-Cookie', ['a=1', 'b=2']);
	response.end();
});
server.listen(0, () => {
	const headers = { Dup: ['1', '2'], Cookie: ['x=1', 'y=2'] };
	for (let at = 0; at < 80; at++) headers[`X-${at}`] = `v${at}`;
	http.get({ port: server.address().port, headers }, (response) => {
		console.log(
			Object.keys(response.headers).length,
			response.headers['y-79'],
			response.headers['set-cookie']
		);
		response.resume().on('end', () => server.close());
	});
});
