const http = require('node:http');
const server = http.createServer((request, response) => {
	response.writeProcessing();
	response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' }, () => console.log('hints sent'));
	response.sendDate = false;
	response.end('done');
});
server.listen(0, () => {
	const request = http.get({ port: server.address().port });
	request.on('information', (information) => console.log(information.statusCode, information.headers));
	request.on('response', (response) => {
		response.on('data', (chunk) => console.log(String(chunk))).on('end', () => server.close());
	});
});
