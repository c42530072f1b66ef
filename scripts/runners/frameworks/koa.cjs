// koa: {"koa": "3.3.0"}
'use strict';
const Koa = require('koa');
const { once } = require('node:events');
const { Readable } = require('node:stream');

const app = new Koa({ keys: ['secret'] });
app.silent = true;
app.on('error', (error, context) => console.log('error event', error.message, context.status));
app.use(async (context, next) => {
	const order = (context.state.order = ['in']);
	await next();
	order.push('out');
	context.set('x-order', order.join());
});
app.use(async (context, next) => {
	context.state.order.push('middle');
	if (context.path === '/json') context.body = { method: context.method, query: context.query };
	else if (context.path === '/stream') context.body = Readable.from(['a', 'b']);
	else if (context.path === '/buffer') context.body = Buffer.from([1, 2, 3]);
	else if (context.path === '/throw') context.throw(418, 'teapot', { expose: true });
	else if (context.path === '/bug') throw new Error('hidden');
	else if (context.path === '/cookie') {
		context.cookies.set('a', 'b', { signed: true });
		context.status = 204;
	} else if (context.path === '/move') context.redirect('/json');
	else if (context.path === '/accept') context.body = context.accepts('json', 'html') || 'none';
	else await next();
});

async function main() {
	const server = app.listen(0);
	await once(server, 'listening');
	const base = `http://localhost:${server.address().port}`;
	for (const path of [
		'/json?a=1&a=2',
		'/stream',
		'/buffer',
		'/throw',
		'/bug',
		'/cookie',
		'/move',
		'/accept',
		'/none'
	]) {
		const response = await fetch(base + path, { redirect: 'manual', headers: { accept: 'text/html' } });
		const bytes = Buffer.from(await response.arrayBuffer());
		const shown = ['content-type', 'x-order', 'location', 'set-cookie'].map((name) =>
			response.headers.get(name)
		);
		console.log(path, response.status, JSON.stringify(shown), JSON.stringify(bytes.toString('latin1')));
	}
	server.close();
	await once(server, 'close');
}
main();
