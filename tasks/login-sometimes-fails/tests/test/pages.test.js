'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { createPortal } = require('./support.js');

test('pages ask for a login, the health check does not', async () => {
	const portal = createPortal();
	assert.strictEqual((await portal.get('/')).status, 401);
	assert.strictEqual((await portal.get('/health')).status, 200);
});

test('an unknown path is not found', async () => {
	assert.strictEqual((await createPortal().get('/nothing')).status, 404);
});

test('the start page greets by name', async () => {
	const portal = createPortal();
	assert.strictEqual((await portal.get('/', await portal.login())).body, 'Good morning, Mara');
});

test('a served request is logged with its user', async () => {
	const portal = createPortal();
	await portal.get('/notices', await portal.login());
	assert.strictEqual(portal.log.lines.at(-1), '09:00:00.000 request path=/notices user=mara status=200');
});
