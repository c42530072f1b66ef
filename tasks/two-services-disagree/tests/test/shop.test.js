import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { serve } from '../http.js';
import { createOrders } from '../orders/orders.js';
import { StockClient } from '../orders/stock-client.js';
import { createStock } from '../stock/stock.js';

const running = [];
afterEach(async () => {
	for (const server of running.splice(0)) await server.close();
});
async function start(handle) {
	const server = await serve(handle);
	running.push(server);
	return server.url;
}
const ask = async (url, method, path, body) => {
	const response = await fetch(url + path, { method, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};
async function shop(articles) {
	const stock = await start(createStock(articles));
	const orders = await start(createOrders(new StockClient(stock)));
	const available = async (article) => (await ask(stock, 'GET', `/articles/${encodeURIComponent(article)}`)).body.available;
	return { stock, orders, available, order: (id, lines) => ask(orders, 'POST', '/orders', { id, lines }) };
}

test('an order that can be filled reserves its goods', async () => {
	const { order, available } = await shop({ tea: 5, cup: 2 });
	const answer = await order('o1', [{ article: 'tea', quantity: 3 }, { article: 'cup', quantity: 2 }]);
	assert.deepEqual(answer, { status: 201, body: { id: 'o1', state: 'accepted' } });
	assert.deepEqual([await available('tea'), await available('cup')], [2, 0]);
});

test('an order that cannot be filled is refused, and keeps nothing', async () => {
	const { order, available } = await shop({ tea: 5, cup: 2 });
	const answer = await order('o1', [{ article: 'tea', quantity: 3 }, { article: 'cup', quantity: 3 }, { article: 'pot', quantity: 1 }]);
	assert.deepEqual(answer, { status: 409, body: { id: 'o1', state: 'refused', missing: ['cup', 'pot'] } });
	assert.deepEqual([await available('tea'), await available('cup')], [5, 2]);
});

test('stock answers 409 with what is there, and 404 for what it does not know', async () => {
	const { stock } = await shop({ tea: 5 });
	const post = (body) => ask(stock, 'POST', '/reservations', body);
	assert.deepEqual(await post({ id: 'r', article: 'tea', quantity: 6 }), { status: 409, body: { error: 'out-of-stock', available: 5 } });
	assert.equal((await post({ id: 'r', article: 'none', quantity: 1 })).status, 404);
});

test('a reservation can be repeated without reserving more', async () => {
	const { stock, available } = await shop({ tea: 5 });
	const post = (quantity) => ask(stock, 'POST', '/reservations', { id: 'r', article: 'tea', quantity });
	assert.deepEqual([(await post(4)).status, (await post(4)).status], [201, 201]);
	assert.equal(await available('tea'), 1);
	assert.deepEqual(await post(1), { status: 409, body: { error: 'conflict' } });
	assert.equal(await available('tea'), 1);
});

test('a reservation can be taken back once, and again without an error', async () => {
	const { stock, available } = await shop({ tea: 5 });
	await ask(stock, 'POST', '/reservations', { id: 'r', article: 'tea', quantity: 4 });
	for (let count = 0; count < 2; count++) assert.equal((await ask(stock, 'DELETE', '/reservations/r')).status, 204);
	assert.equal(await available('tea'), 5);
});

for (const body of ['no json', {}, { id: 'r', article: 'tea' }, { id: 'r', article: 'tea', quantity: 0 }, { id: 'r', article: 'tea', quantity: -3 }, { id: 'r', article: 'tea', quantity: 1.5 }, { id: 'r', article: 'tea', quantity: '2' }, { article: 'tea', quantity: 1 }])
	test(`the reservation ${JSON.stringify(body)} is malformed`, async () => {
		const { stock, available } = await shop({ tea: 5 });
		assert.equal((await ask(stock, 'POST', '/reservations', body)).status, 400);
		assert.equal(await available('tea'), 5);
	});

test('names may have slashes, blanks and percent signs', async () => {
	const { order, available } = await shop({ 'tea/green 100%': 3, cup: 0 });
	assert.equal(await available('tea/green 100%'), 3);
	assert.equal((await order('2024/17 a', [{ article: 'tea/green 100%', quantity: 2 }, { article: 'cup', quantity: 1 }])).status, 409);
	assert.equal(await available('tea/green 100%'), 3);
});

/** A stock that answers what the test wants. */
async function orderWith(answers) {
	const asked = [];
	const stock = await start(async (request) => {
		asked.push(`${request.method} ${request.path}`);
		return answers(request, asked.length);
	});
	const orders = await start(createOrders(new StockClient(stock)));
	const answer = await ask(orders, 'POST', '/orders', { id: 'o', lines: [{ article: 'a', quantity: 1 }, { article: 'b', quantity: 1 }] });
	return { answer, asked };
}

for (const status of [500, 503, 400, 200])
	test(`an answer ${status} of stock is a 502, and what was reserved is taken back`, async () => {
		const { answer, asked } = await orderWith(({ method }, count) =>
			method === 'DELETE' ? { status: 204 } : count === 1 ? { status: 201, body: {} } : { status, body: { error: 'x' } }
		);
		assert.equal(answer.status, 502);
		assert.equal(typeof answer.body.error, 'string');
		assert.ok(asked.includes('DELETE /reservations/o%2F0'), asked.join(', '));
		assert.ok(asked.includes('DELETE /reservations/o%2F1'), 'it cannot be told whether the second one was reserved');
	});

test('a stock that is not there is a 502', async () => {
	const stock = await serve(() => ({ status: 500 }));
	await stock.close();
	const orders = await start(createOrders(new StockClient(stock.url)));
	assert.equal((await ask(orders, 'POST', '/orders', { id: 'o', lines: [{ article: 'a', quantity: 1 }] })).status, 502);
});

test('other addresses are not found', async () => {
	const { stock, orders } = await shop({});
	assert.deepEqual([(await ask(stock, 'GET', '/nothing')).status, (await ask(orders, 'GET', '/orders')).status], [404, 404]);
});
