// fastify: {"fastify": "5.12.8"}
'use strict';
const fastify = require('fastify');

const app = fastify({ logger: false });
app.decorate('answer', 42);
app.decorateRequest('user', null);
app.addHook('onRequest', async (request) => {
	request.user = request.headers['x-user'] ?? 'nobody';
});
app.addHook('onSend', async (_request, reply, payload) => {
	reply.header('x-hooked', 'yes');
	return payload;
});
const schema = {
	body: {
		type: 'object',
		required: ['n'],
		properties: { n: { type: 'integer', minimum: 1 }, s: { type: 'string', default: 'd' } }
	},
	response: {
		200: {
			type: 'object',
			properties: { n: { type: 'integer' }, s: { type: 'string' }, user: { type: 'string' } }
		}
	}
};
app.post('/n', { schema }, async ({ body, user }) => ({ ...body, user, hidden: true }));
app.get('/answer', async () => ({ answer: app.answer }));
app.get('/items/:id', async ({ params, query }) => ({ params, query }));
app.get('/fail', async () => {
	throw Object.assign(new Error('no'), { statusCode: 409 });
});
app.get('/stream', async (_request, reply) =>
	reply.type('text/plain').send(require('node:stream').Readable.from(['a', 'b', 'c']))
);
app.register(
	async (child) => {
		child.setErrorHandler(async (error, _request, reply) => reply.code(500).send({ caught: error.message }));
		child.get('/inner', async () => {
			throw new Error('inside');
		});
	},
	{ prefix: '/child' }
);

async function main() {
	const show = (name, { statusCode, headers, body }) =>
		console.log(name, statusCode, headers['content-type'], headers['x-hooked'], body);
	show(
		'inject',
		await app.inject({ method: 'POST', url: '/n', payload: { n: 3 }, headers: { 'x-user': 'me' } })
	);
	show('invalid', await app.inject({ method: 'POST', url: '/n', payload: { n: 0 } }));
	show('coerced', await app.inject({ method: 'POST', url: '/n', payload: { n: '5', s: 1 } }));
	for (const url of ['/answer', '/items/7?q=1', '/fail', '/stream', '/child/inner', '/none'])
		show(url, await app.inject(url));
	const address = await app.listen({ port: 0, host: '127.0.0.1' });
	const response = await fetch(`${address}/items/a%2Fb?x=y`);
	console.log(response.status, await response.text());
	const bad = await fetch(`${address}/n`, {
		method: 'POST',
		body: '{',
		headers: { 'content-type': 'application/json' }
	});
	console.log(bad.status, await bad.text());
	console.log(app.printRoutes());
	await app.close();
	console.log('closed');
}
main();
