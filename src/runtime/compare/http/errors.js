const http = require('node:http');
http.get({ port: 1, host: '127.0.0.1' }).on('error', ({ message, code }) => console.log(message, code));
http
	.get('http://no-such-host.invalid/')
	.on('error', ({ message, code, hostname }) => console.log(message, code, hostname));
for (const attempt of [
	() => http.get('ftp://x/'),
	() => http.get({ path: '/a b' }),
	() => http.request({ method: 'BAD METHOD' }),
	() => http.request({ headers: { 'bad header': 'x' } }),
	() => http.request({ headers: { ok: 'bad\nvalue' } }),
	() => new http.OutgoingMessage().setHeader('x'),
	() => http.createServer().listen(0).close().setTimeout('x'),
	() => http.get('not a url')
])
	try {
		attempt();
		console.log('no error');
	} catch ({ name, code, message }) {
		console.log(name, code, message);
	}
