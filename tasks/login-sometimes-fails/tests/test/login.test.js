'use strict';

const assert = require('node:assert');
const { describe, test } = require('node:test');
const { createPortal, statuses } = require('./support.js');

describe('login', () => {
	test('the right password leads to the start page', async () => {
		const portal = createPortal();
		const answer = await portal.post('/login', undefined, { user: 'mara', password: 'correct horse' });
		assert.strictEqual(answer.status, 303);
		assert.strictEqual(answer.headers.location, '/');
	});

	test('a wrong password is refused and logged', async () => {
		const portal = createPortal();
		const answer = await portal.post('/login', undefined, { user: 'mara', password: 'x' });
		assert.strictEqual(answer.status, 401);
		assert.strictEqual(portal.log.lines[0], '09:00:00.000 login user=mara result=wrong');
	});

	test('an unknown user is refused as a wrong password is', async () => {
		const portal = createPortal();
		const answer = await portal.post('/login', undefined, { user: 'eve', password: 'x' });
		assert.deepStrictEqual([answer.status, answer.body], [401, 'wrong user or password']);
	});

	test('requests that arrive together right after a login are all let in', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		portal.hold();
		const page = ['/', '/notices', '/profile'].map((path) => portal.get(path, cookie));
		await portal.settle();
		await portal.release();
		assert.deepStrictEqual(statuses(await Promise.all(page)), [200, 200, 200]);
	});

	test('two users who log in at the same time do not get in each other’s way', async () => {
		const portal = createPortal();
		const cookies = await Promise.all([portal.login(), portal.login('jon', 'battery staple')]);
		portal.hold();
		const profiles = cookies.map((cookie) => portal.get('/profile', cookie));
		await portal.settle();
		await portal.release();
		const bodies = (await Promise.all(profiles)).map(({ body }) => body);
		assert.deepStrictEqual(bodies, ['Mara (mara)', 'Jon (jon)']);
	});
});

describe('logout', () => {
	test('a token is refused after logout', async () => {
		const portal = createPortal();
		const cookie = await portal.login();
		await portal.post('/logout', cookie);
		assert.strictEqual((await portal.get('/', cookie)).status, 401);
	});

	test('logging out everywhere refuses the tokens of all browsers', async () => {
		const portal = createPortal();
		const cookies = [await portal.login(), await portal.login()];
		await portal.post('/logout-everywhere', cookies[0]);
		const answers = await Promise.all(cookies.map((cookie) => portal.get('/', cookie)));
		assert.deepStrictEqual(statuses(answers), [401, 401]);
	});

	test('a new password refuses old tokens and lets new ones in', async () => {
		const portal = createPortal();
		const old = await portal.login();
		await portal.post('/password', old, { password: 'new' });
		assert.strictEqual((await portal.get('/', old)).status, 401);
		const cookie = await portal.login('mara', 'new');
		assert.strictEqual((await portal.get('/', cookie)).status, 200);
	});
});
