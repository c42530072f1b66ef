// supertest: {"express": "5.3.0", "supertest": "7.3.2"}
'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const express = require('express');
const request = require('supertest');

const app = express();
app.use(express.json());
app.get('/user', (_, response) => response.status(200).json({ name: 'ann' }));
app.post('/user', ({ body }, response) => response.status(201).json({ got: body }));
app.get('/set', (_, response) => response.cookie('id', '7').send('set'));
app.get('/read', ({ headers }, response) => response.send(headers.cookie ?? 'none'));
app.post('/upload', (incoming, response) => {
	let size = 0;
	incoming
		.on('data', (bytes) => (size += bytes.length))
		.on('end', () =>
			response.json({ big: size > 100, type: incoming.headers['content-type'].split(';')[0] })
		);
});

test('answers with JSON', () =>
	request(app).get('/user').expect('Content-Type', /json/).expect(200, { name: 'ann' }));
test('takes JSON', async () => {
	const { body, status } = await request(app).post('/user').send({ a: 1 }).set('accept', 'application/json');
	assert.deepStrictEqual([status, body], [201, { got: { a: 1 } }]);
});
test('keeps cookies in an agent', async () => {
	const agent = request.agent(app);
	await agent.get('/set').expect(200);
	await agent.get('/read').expect('id=7');
});
test('sends files', () =>
	request(app)
		.post('/upload')
		.attach('file', Buffer.alloc(500), 'a.bin')
		.field('x', 'y')
		.expect(200, { big: true, type: 'multipart/form-data' }));
test('says what was expected', async () => {
	await assert.rejects(request(app).get('/user').expect(404), /expected 404 "Not Found", got 200 "OK"/);
});
test('ends with a callback', (_, done) => {
	request(app).get('/none').expect(404).end(done);
});
