// A proxy: a request goes through two servers, its body and headers with it.
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
const listen = (server) =>
	new Promise((up) => server.listen(0, '127.0.0.1', () => up(server.address().port)));
const origin = http.createServer((request, response) => {
	response.writeHead(request.url === '/missing' ? 404 : 200, {
		'x-origin': request.method,
		'content-type': 'text/plain'
	});
	request.pipe(response, { end: false });
	request.on('end', () => response.end(` by ${request.headers['x-forwarded-for'] ?? 'nobody'}`));
});
const to = await listen(origin);
const proxy = http.createServer((request, response) => {
	const { connection, host, ...headers } = request.headers;
	const onward = http.request(
		{
			port: to,
			host: '127.0.0.1',
			method: request.method,
			path: request.url,
			headers: { ...headers, 'x-forwarded-for': 'client' }
		},
		async (answer) => {
			response.writeHead(answer.statusCode, answer.statusMessage, { ...answer.headers, via: 'proxy' });
			await pipeline(answer, response);
		}
	);
	onward.on('error', () => response.writeHead(502).end('bad gateway'));
	request.pipe(onward);
});
const port = await listen(proxy);
const ask = async (path, options) => {
	const response = await fetch(`http://127.0.0.1:${port}${path}`, options);
	console.log(
		path,
		response.status,
		response.headers.get('via'),
		response.headers.get('x-origin'),
		(await response.text()).slice(-40)
	);
};
await ask('/');
await ask('/echo', { method: 'POST', body: 'sent through' });
await ask('/large', { method: 'PUT', body: 'x'.repeat(300000) });
await ask('/missing');
origin.closeAllConnections();
origin.close();
await ask('/gone');
proxy.closeAllConnections();
proxy.close();
