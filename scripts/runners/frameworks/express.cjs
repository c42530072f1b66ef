// express 4: {"express": "4.22.3"}
// express 5: {"express": "5.3.0"}
'use strict';
const express = require('express');
const { once } = require('node:events');

const app = express();
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use((request, response, next) => {
	response.set('x-seen', request.get('x-me') ?? 'nobody');
	next();
});
const router = express.Router({ mergeParams: true });
router.get('/items/:item', ({ params, query }, response) => response.json({ params, query }));
app.use('/users/:user', router);
app.post('/echo', ({ body }, response) => response.status(201).send(body));
app.get('/text', (_, response) => response.type('text/plain').send('plain\n'));
app.get('/move', (_, response) => response.redirect(302, '/text'));
app.get('/cookie', (_, response) =>
	response.cookie('a', '1 2', { httpOnly: true, path: '/' }).sendStatus(204)
);
app.get('/throw', () => {
	throw Object.assign(new Error('broken'), { status: 418 });
});
app.get('/reject', async (_, __, next) => {
	await null;
	next(new TypeError('rejected'));
});
app.get('/stream', async (_, response) => {
	for (let part = 0; part < 3; part++) {
		response.write(`part ${part}\n`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	response.end();
});
app.use(
	'/files',
	express.static(__dirname, { index: false, setHeaders: (response) => response.set('x-static', 'yes') })
);
app.use((error, _request, response, next) => {
	if (response.headersSent) return next(error);
	response.status(error.status ?? 500).json({ name: error.name, message: error.message });
});

async function main() {
	const server = app.listen(0);
	await once(server, 'listening');
	const base = `http://localhost:${server.address().port}`;
	const ask = async (path, options) => {
		const response = await fetch(base + path, { redirect: 'manual', ...options });
		const { status, headers } = response;
		const shown = ['content-type', 'x-seen', 'location', 'set-cookie', 'etag', 'x-static', 'allow'];
		const text = await response.text();
		console.log(
			options?.method ?? 'GET',
			path,
			status,
			JSON.stringify(text.slice(0, 160).replaceAll(base, '<base>'))
		);
		for (const name of shown)
			if (headers.get(name) && !(name === 'etag' && path.startsWith('/files')))
				console.log(`  ${name}: ${headers.get(name)}`);
		return headers;
	};
	await ask('/users/7/items/a%20b?x=1&y[]=2&y[]=3', { headers: { 'x-me': 'me' } });
	const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
	await ask('/echo', { ...json, body: '{"a":[1,{"b":null}]}' });
	await ask('/echo', { ...json, body: '{bad' });
	await ask('/echo', { method: 'POST', body: new URLSearchParams({ 'a[b]': '1', c: 'é' }) });
	const headers = await ask('/text');
	await ask('/text', { headers: { 'if-none-match': headers.get('etag') } });
	await ask('/text', { method: 'HEAD' });
	await ask('/text', { method: 'OPTIONS' });
	for (const path of [
		'/move',
		'/cookie',
		'/throw',
		'/reject',
		'/stream',
		'/none',
		'/files/package.json',
		'/files/../x'
	])
		await ask(path);
	const big = 'x'.repeat(300_000);
	await ask('/echo', { ...json, body: JSON.stringify({ big }) });
	server.close();
	await once(server, 'close');
	console.log('closed');
}
main();
