// undici: {"undici": "6.29.1"}
'use strict';
const { createServer } = require('node:http');
const { once } = require('node:events');
const {
	Agent,
	Client,
	MockAgent,
	Pool,
	WebSocket,
	errors,
	fetch,
	pipeline,
	request,
	stream
} = require('undici');
const { PassThrough, Writable } = require('node:stream');

const server = createServer((incoming, response) => {
	const chunks = [];
	incoming.on('data', (bytes) => chunks.push(bytes));
	incoming.on('end', () => {
		if (incoming.url === '/slow') return setTimeout(() => response.end('slow'), 2000);
		if (incoming.url === '/drop') return incoming.socket.destroy();
		if (incoming.url === '/move') return response.writeHead(301, { location: '/to' }).end();
		response.setHeader('x-method', incoming.method);
		response.end(`${incoming.method} ${incoming.url} ${Buffer.concat(chunks)}`);
	});
});

async function main() {
	server.listen(0);
	await once(server, 'listening');
	const base = `http://localhost:${server.address().port}`;
	const show = async (name, promise) =>
		console.log(name, await promise.catch((error) => `${error.name} ${error.code}`));
	const text = async (promise) => {
		const { statusCode, headers, body } = await promise;
		return `${statusCode} ${headers['x-method']} ${await body.text()}`;
	};
	await show('request', text(request(`${base}/a`, { query: { q: 'x y' } })));
	await show('post', text(request(`${base}/b`, { method: 'POST', body: 'body' })));
	await show(
		'fetch',
		fetch(`${base}/move`).then(
			async (response) => `${response.status} ${response.redirected} ${await response.text()}`
		)
	);
	const client = new Client(base, { pipelining: 3 });
	await show(
		'pipelined',
		Promise.all([1, 2, 3].map((at) => text(client.request({ path: `/${at}`, method: 'GET' })))).then((all) =>
			all.join(' | ')
		)
	);
	await client.close();
	const pool = new Pool(base, { connections: 2 });
	await show(
		'pool',
		Promise.all(
			[4, 5, 6, 7].map((at) => text(pool.request({ path: `/${at}`, method: 'PUT', body: String(at) })))
		).then((all) => all.join(' | '))
	);
	await pool.close();
	let streamed = '';
	const sink = () => new Writable({ write: (bytes, _, done) => ((streamed += bytes), done()) });
	await stream(`${base}/s`, { method: 'GET', opaque: {} }, sink);
	console.log('stream', streamed);
	const through = new PassThrough();
	const piped = through.pipe(pipeline(`${base}/p`, { method: 'POST' }, ({ body }) => body));
	through.end('through');
	let got = '';
	for await (const bytes of piped) got += bytes;
	console.log('pipeline', got);
	const impatient = new Agent({ headersTimeout: 300, keepAliveTimeout: 10 });
	await show('timeout', text(request(`${base}/slow`, { dispatcher: impatient })));
	await show('aborted', text(request(`${base}/slow`, { signal: AbortSignal.abort() })));
	await show('dropped', text(request(`${base}/drop`)));
	await show('refused', text(request('http://localhost:9')));
	await impatient.destroy();
	const mock = new MockAgent();
	mock.disableNetConnect();
	mock.get('http://mocked').intercept({ path: '/x' }).reply(200, { mocked: true });
	await show(
		'mock',
		request('http://mocked/x', { dispatcher: mock })
			.then(({ body }) => body.json())
			.then(JSON.stringify)
	);
	await show('unmocked', text(request('http://other/x', { dispatcher: mock })));
	console.log(typeof WebSocket, errors.SocketError.name);
	server.closeAllConnections();
	server.close();
	process.exit(0);
}
main();
