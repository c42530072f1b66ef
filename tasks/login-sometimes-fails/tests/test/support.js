'use strict';

const { createApp } = require('../src/app.js');
const { createDirectory } = require('../src/directory.js');

/** Lets everything run that is ready to run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A portal with one account, a clock that stands still and a directory that can be held back, counted and broken. */
function createPortal() {
	const calls = [];
	const waiting = [];
	let held = false;
	let broken = false;
	let time = Date.UTC(2024, 4, 6, 9, 0, 0);
	let lastId = 0;

	async function latency(call, id) {
		calls.push(`${call} ${id}`);
		if (held) await new Promise((resolve) => waiting.push(resolve));
		if (broken) throw Object.assign(new Error('no answer'), { code: 'DIRECTORY_DOWN' });
	}

	const accounts = [
		{ id: 'mara', name: 'Mara', password: 'correct horse' },
		{ id: 'jon', name: 'Jon', password: 'battery staple' }
	];
	const app = createApp({
		directory: createDirectory({ accounts, latency }),
		now: () => time,
		newId: () => `token-${++lastId}`,
		checkPassword: (account, password) => account.password === password
	});

	const send = (method, path, { cookie, form = {} } = {}) =>
		app.handle({ method, path, headers: cookie ? { cookie } : {}, form });

	return {
		calls,
		log: app.log,
		settle,
		get: (path, cookie) => send('GET', path, { cookie }),
		post: (path, cookie, form) => send('POST', path, { cookie, form }),
		/** Logs in and returns the cookie. */
		async login(user = 'mara', password = 'correct horse') {
			const answer = await send('POST', '/login', { form: { user, password } });
			return answer.headers['set-cookie']?.split(';')[0];
		},
		hold() {
			held = true;
		},
		async release() {
			held = false;
			for (const go of waiting.splice(0)) go();
			await settle();
		},
		breakDirectory(value) {
			broken = value;
		},
		pass(milliseconds) {
			time += milliseconds;
		}
	};
}

const statuses = (answers) => answers.map(({ status }) => status);

module.exports = { createPortal, statuses };
