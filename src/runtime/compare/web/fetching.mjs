// fetch over loopback: methods, bodies, headers, redirects, errors, aborts, streams.
import http from 'node:http';
import help from '../help.cjs';
const server = http.createServer(async (request, response) => {
	let body = '';
	for await (const part of request) body += part;
	const { pathname, searchParams } = new URL(request.url, 'http://a');
	const { host, connection, ...headers } = request.headers;
	if (pathname === '/echo')
		return response.setHeader('content-type', 'application/json').end(
			JSON.stringify({
				method: request.method,
				body,
				type: headers['content-type'],
				length: headers['content-length'],
				coding: headers['transfer-encoding'],
				own: headers['x-own'],
				agent: headers['user-agent'],
				accept: headers.accept
			})
		);
	if (pathname === '/redirect')
		return response
			.writeHead(Number(searchParams.get('code') ?? 302), { location: searchParams.get('to') ?? '/echo' })
			.end();
	if (pathname === '/status')
		return response
			.writeHead(Number(searchParams.get('code')), 'Own Words', {
				'set-cookie': ['a=1', 'b=2'],
				'x-list': ['1', '2']
			})
			.end(searchParams.get('code') === '204' ? undefined : 'text');
	if (pathname === '/slow') return setTimeout(() => response.end('late'), 500).unref();
	if (pathname === '/parts') {
		for (const part of ['one ', 'two ', 'three']) {
			response.write(part);
			await new Promise(setImmediate);
		}
		return response.end();
	}
	if (pathname === '/cut')
		return (
			response.writeHead(200, { 'content-length': '100' }),
			response.write('some'),
			setTimeout(() => response.destroy(), 20)
		);
	response.socket.destroy();
});
await new Promise((up) => server.listen(0, '127.0.0.1', up));
const base = `http://127.0.0.1:${server.address().port}`;
const json = async (...args) => (await fetch(...args)).json();
console.log(
	await json(`${base}/echo`),
	await json(`${base}/echo`, { method: 'post', body: 'text', headers: { 'X-Own': 'yes' } })
);
for (const body of [
	new URLSearchParams({ a: '1 2' }),
	new Blob(['blob'], { type: 'x/y' }),
	new Uint8Array([104, 105]),
	JSON.stringify({ a: 1 })
])
	console.log(await json(`${base}/echo`, { method: 'PUT', body }));
const form = new FormData();
form.append('field', 'value');
form.append('file', new File(['content'], 'f.txt', { type: 'text/plain' }));
const sent = await json(`${base}/echo`, { method: 'POST', body: form });
console.log(
	sent.type.replace(/boundary=.*/, 'boundary'),
	sent.body.replaceAll(/-{4,}formdata-undici-\d+/g, '<boundary>')
);
console.log(
	await json(`${base}/echo`, {
		method: 'POST',
		duplex: 'half',
		body: new ReadableStream({
			start(c) {
				c.enqueue(new TextEncoder().encode('streamed'));
				c.close();
			}
		})
	})
);
for (const code of [301, 302, 303, 307, 308])
	console.log(code, (await json(`${base}/redirect?code=${code}`, { method: 'POST', body: 'kept?' })).method);
const redirected = await fetch(`${base}/redirect`);
console.log(
	redirected.redirected,
	redirected.url.replace(base, ''),
	(await fetch(`${base}/redirect`, { redirect: 'manual' })).status
);
for (const code of [200, 204, 404, 500]) {
	const response = await fetch(`${base}/status?code=${code}`);
	console.log(
		response.status,
		response.ok,
		response.statusText,
		response.headers.getSetCookie(),
		response.headers.get('x-list'),
		response.type,
		response.bodyUsed,
		await response.text(),
		response.bodyUsed
	);
}
const parts = [];
for await (const part of (await fetch(`${base}/parts`)).body) parts.push(Buffer.from(part).toString());
console.log(parts.join(''));
const said = (action) => async () => {
	try {
		return await action();
	} catch (error) {
		error.message += ` / ${error.cause?.code} ${error.cause?.message ?? ''}`.replaceAll(
			/:\d{4,5}/g,
			':<port>'
		);
		throw error;
	}
};
await help.attemptLater(
	'redirect error',
	said(() => fetch(`${base}/redirect`, { redirect: 'error' }))
);
await help.attemptLater(
	'closed',
	said(() => fetch(`${base}/none`))
);
await help.attemptLater(
	'cut',
	said(async () => (await fetch(`${base}/cut`)).text())
);
await help.attemptLater(
	'nobody',
	said(() => fetch('http://127.0.0.1:1'))
);
await help.attemptLater(
	'address',
	said(() => fetch('nonsense'))
);
await help.attemptLater(
	'scheme',
	said(() => fetch('own://x'))
);
await help.attemptLater(
	'body of get',
	said(() => fetch(base, { body: 'x' }))
);
await help.attemptLater(
	'method',
	said(() => fetch(base, { method: 'CONNECT' }))
);
await help.attemptLater(
	'aborted',
	said(() => fetch(base, { signal: AbortSignal.abort() }))
);
const control = new AbortController();
setTimeout(() => control.abort(new Error('own reason')), 20);
await help.attemptLater(
	'while waiting',
	said(() => fetch(`${base}/slow`, { signal: control.signal }))
);
await help.attemptLater(
	'timeout',
	said(() => fetch(`${base}/slow`, { signal: AbortSignal.timeout(20) }))
);
await help.attemptLater(
	'read twice',
	said(async () => {
		const response = await fetch(`${base}/echo`);
		await response.text();
		return response.json();
	})
);
await help.attemptLater(
	'data',
	said(async () => (await fetch('data:text/plain;base64,aGk=')).text())
);
await help.attemptLater(
	'blob',
	said(async () => {
		const url = URL.createObjectURL(new Blob(['in a blob']));
		return (await fetch(url)).text();
	})
);
server.closeAllConnections();
server.close();
