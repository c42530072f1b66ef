'use strict';

const assert = require('node:assert');
const { describe, test } = require('node:test');
const { KEEP, LIFETIME } = require('../src/tokens.js');
const { createPortal, statuses } = require('./support.js');

/** Sends the same request `count` times while the directory is held back, then lets it answer. */
async function together(portal, cookie, count) {
	portal.hold();
	const requests = Array.from({ length: count }, () => portal.get('/', cookie));
	await portal.settle();
	await portal.release();
	return statuses(await Promise.all(requests));
}

describe('a valid token', () => {
	test('is accepted by a request that arrives while another one asks the directory', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		portal.hold();
		const first = portal.get('/', cookie);
		await portal.settle();
		const second = portal.get('/profile', cookie);
		await portal.settle();
		await portal.release();
		assert.deepStrictEqual(statuses([await first, await second]), [200, 200]);
	});

	test('is accepted by all requests that arrive together when the last answer is too old', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		await portal.get('/', cookie);
		portal.pass(KEEP);
		assert.deepStrictEqual(await together(portal, cookie, 5), [200, 200, 200, 200, 200]);
	});

	test('is accepted without asking again while the last answer is fresh', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		await portal.get('/', cookie);
		const before = portal.calls.length;
		portal.pass(KEEP - 1);
		assert.strictEqual((await portal.get('/', cookie)).status, 200);
		assert.strictEqual(portal.calls.length, before);
	});

	test('costs one call of the directory for requests that arrive together', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		const before = portal.calls.length;
		await together(portal, cookie, 5);
		assert.deepStrictEqual(portal.calls.slice(before), ['find mara']);
	});
});

describe('a token is refused', () => {
	test('when it was never issued', async () => {
		const portal = createPortal();
		assert.strictEqual((await portal.get('/', 'portal=guess')).status, 401);
		assert.match(portal.log.lines.at(-1), /denied path=\/ reason=unknown-token$/);
	});

	test('when a working day has passed', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		portal.pass(LIFETIME);
		assert.strictEqual((await portal.get('/', cookie)).status, 401);
		assert.match(portal.log.lines.at(-1), /reason=expired-token$/);
	});

	test('by all requests that arrive together when it is stale', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		const other = await portal.login();
		await portal.post('/password', other, { password: 'new' });
		assert.deepStrictEqual(await together(portal, cookie, 3), [401, 401, 401]);
	});
});

describe('a directory that fails', () => {
	test('answers 503, and the next request asks again', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		portal.breakDirectory(true);
		assert.strictEqual((await portal.get('/', cookie)).status, 503);
		portal.breakDirectory(false);
		assert.strictEqual((await portal.get('/', cookie)).status, 200);
	});

	test('answers 503 to every request that waits for it', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		portal.breakDirectory(true);
		assert.deepStrictEqual(await together(portal, cookie, 3), [503, 503, 503]);
	});
});
