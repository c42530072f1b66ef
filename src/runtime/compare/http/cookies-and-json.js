// A small application: routes, JSON bodies, cookies, redirects, not found, errors.
const http = require('node:http');
const { URL } = require('node:url');
const notes = new Map();
const send = (response, status, value, headers = {}) =>
	response
		.writeHead(status, { 'content-type': 'application/json', ...headers })
		.end(value === undefined ? '' : JSON.stringify(value));
const server = http.createServer(async (request, response) => {
	const url = new URL(request.url, 'http://localhost');
	const [, name, id] = url.pathname.split('/');
	try {
		let text = '';
		for await (const part of request) text += part;
		if (url.pathname === '/login')
			return send(response, 303, undefined, {
				location: '/notes',
				'set-cookie': ['session=abc; HttpOnly', 'theme=dark']
			});
		if (name !== 'notes') return send(response, 404, { error: 'not found' });
		if (!request.headers.cookie?.includes('session=abc'))
			return send(response, 401, { error: 'who are you' });
		if (request.method === 'POST') {
			const note = JSON.parse(text);
			const key = String(notes.size + 1);
			notes.set(key, note);
			return send(response, 201, { id: key, ...note }, { location: `/notes/${key}` });
		}
		if (request.method === 'DELETE') return send(response, notes.delete(id) ? 204 : 404);
		if (id)
			return notes.has(id)
				? send(response, 200, notes.get(id))
				: send(response, 404, { error: `no note ${id}` });
		send(
			response,
			200,
			[...notes].filter(([, { text }]) => text.includes(url.searchParams.get('q') ?? ''))
		);
	} catch (error) {
		send(response, 400, { error: error.name });
	}
});
server.listen(0, '127.0.0.1', async () => {
	const base = `http://127.0.0.1:${server.address().port}`;
	let cookie = '';
	const ask = async (method, path, body) => {
		const response = await fetch(base + path, { method, body, headers: { cookie }, redirect: 'manual' });
		const set = response.headers.getSetCookie();
		if (set.length) cookie = set.map((one) => one.split(';')[0]).join('; ');
		console.log(method, path, response.status, response.headers.get('location'), await response.text());
	};
	await ask('GET', '/notes');
	await ask('POST', '/login');
	await ask('POST', '/notes', '{"text":"first"}');
	await ask('POST', '/notes', '{"text":"second"}');
	await ask('POST', '/notes', '{broken');
	await ask('GET', '/notes?q=sec');
	await ask('GET', '/notes/1');
	await ask('DELETE', '/notes/1');
	await ask('DELETE', '/notes/1');
	await ask('GET', '/notes/1');
	await ask('GET', '/other');
	server.close(() => console.log('closed'));
	server.closeAllConnections();
});
