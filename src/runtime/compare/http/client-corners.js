// The client: headers, options, reuse, events, errors before anything is sent.
const http = require('node:http');
const { attempt } = require('../help.cjs');
const server = http.createServer((request, response) => {
	let body = '';
	request
		.setEncoding('utf8')
		.on('data', (part) => (body += part))
		.on('end', () => {
			const { host, ...headers } = request.headers;
			response.setHeader('x-many', ['1', '2']);
			response.end(
				JSON.stringify({
					method: request.method,
					url: request.url,
					headers,
					raw: request.rawHeaders.filter((_, at) => at % 2 === 0),
					body
				})
			);
		});
});
server.listen(0, '127.0.0.1', async () => {
	const base = { port: server.address().port, host: '127.0.0.1' };
	const ask = (options, body) =>
		new Promise((resolve) => {
			const request = http.request({ ...base, ...options }, (response) => {
				let text = '';
				response
					.on('data', (part) => (text += part))
					.on('end', () =>
						resolve([
							response.statusCode,
							text && JSON.parse(text),
							response.headers['x-many'],
							response.complete
						])
					);
			});
			request.on('error', (error) => resolve(error.code));
			request.end(body);
		});
	console.log(
		await ask({}),
		await ask({ method: 'POST', path: '/p?q=1', headers: { 'X-Own': 'a', 'x-own': 'b' } }, 'body')
	);
	console.log(
		await ask({ method: 'PUT', headers: { 'content-length': 2 } }, 'ab'),
		await ask({ method: 'delete', auth: 'user:pass' }),
		await ask({
			headers: [
				['a', '1'],
				['b', '2']
			]
		})
	);
	console.log(await ask({ port: 1 }), await ask({ agent: false }));
	attempt('path', () => http.request({ ...base, path: '/a b' }));
	attempt('method', () => http.request({ ...base, method: 'A B' }));
	attempt('header', () => http.request({ ...base, headers: { 'a b': 1 } }));
	attempt('value', () => http.request({ ...base, headers: { a: 'x\ny' } }));
	attempt('protocol', () => http.request('https://a.test'));
	attempt('address', () => http.request('nonsense'));
	attempt('undefined', () => http.request({ ...base, headers: { a: undefined } }));
	const request = http.request(base);
	request.setHeader('A', 1);
	console.log(
		request.getHeader('a'),
		request.hasHeader('A'),
		request.getHeaderNames(),
		request.getRawHeaderNames(),
		request.path,
		request.method,
		request.host,
		request.protocol,
		request.reusedSocket,
		request.headersSent
	);
	request.removeHeader('a');
	request.on('response', (response) =>
		response.resume().on('end', () => {
			server.close();
			http.globalAgent.destroy();
		})
	);
	request.end(() => console.log('sent', request.headersSent, request.writableEnded));
	attempt('late header', () => request.setHeader('b', 1));
	attempt('write after end', () => request.on('error', () => {}).write('x'));
	console.log(http.METHODS.length, http.STATUS_CODES[418], http.maxHeaderSize, http.validateHeaderName('ok'));
	attempt('name', () => http.validateHeaderName('not ok'));
	attempt('value', () => http.validateHeaderValue('x', 'ü€'));
});
