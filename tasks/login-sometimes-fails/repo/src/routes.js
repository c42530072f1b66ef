'use strict';

const { clearCookie, setCookie } = require('./cookies.js');
const { COOKIE } = require('./authenticate.js');

const notices = ['The canteen is closed on Friday.', 'New parking rules from next month on.'];

/** What each path does. `open` routes need no login. */
function createRoutes({ directory, tokens, checkPassword, log }) {
	async function login({ form }) {
		const account = await directory.find(form.user);
		const ok = account !== null && checkPassword(account, form.password);
		log.write('login', { user: form.user, result: ok ? 'ok' : 'wrong' });
		if (!ok) return { status: 401, body: 'wrong user or password' };
		const token = tokens.issue(account);
		return { status: 303, body: '', headers: { location: '/', 'set-cookie': setCookie(COOKIE, token) } };
	}

	async function logout({ token }) {
		tokens.revoke(token);
		return { status: 303, body: '', headers: { location: '/', 'set-cookie': clearCookie(COOKIE) } };
	}

	async function logoutEverywhere({ user }) {
		await directory.raiseEpoch(user.id);
		tokens.forget(user.id);
		return { status: 303, body: '', headers: { location: '/', 'set-cookie': clearCookie(COOKIE) } };
	}

	async function changePassword({ user, form }) {
		await directory.setPassword(user.id, form.password);
		tokens.forget(user.id);
		return { status: 303, body: '', headers: { location: '/', 'set-cookie': clearCookie(COOKIE) } };
	}

	return {
		'POST /login': { open: true, run: login },
		'GET /health': { open: true, run: async () => ({ status: 200, body: 'ok' }) },
		'GET /': { run: async ({ user }) => ({ status: 200, body: `Good morning, ${user.name}` }) },
		'GET /notices': { run: async () => ({ status: 200, body: notices.join('\n') }) },
		'GET /profile': { run: async ({ user }) => ({ status: 200, body: `${user.name} (${user.id})` }) },
		'POST /logout': { run: logout },
		'POST /logout-everywhere': { run: logoutEverywhere },
		'POST /password': { run: changePassword }
	};
}

module.exports = { createRoutes };
