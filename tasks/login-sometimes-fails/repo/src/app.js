'use strict';

const { authenticate } = require('./authenticate.js');
const { createLog } = require('./log.js');
const { createRoutes } = require('./routes.js');
const { createTokens } = require('./tokens.js');

/**
 * The portal. `directory` answers asynchronously (see directory.js); `now` gives milliseconds, `newId` an unguessable
 * text, `checkPassword(account, password)` a boolean.
 */
function createApp({ directory, now = Date.now, newId, checkPassword, log = createLog({ now }) }) {
	const tokens = createTokens({ directory, now, newId });
	const routes = createRoutes({ directory, tokens, checkPassword, log });
	const protect = authenticate({ tokens, log });

	/** @returns {Promise<{status: number, headers: object, body: string}>} */
	async function handle(request) {
		const route = routes[`${request.method} ${request.path}`];
		if (!route) return respond(404, 'not found');
		try {
			const refused = route.open ? null : await protect(request);
			const answer = refused ?? (await route.run(request));
			const user = request.user ? request.user.id : '-';
			if (!refused) log.write('request', { path: request.path, user, status: answer.status });
			return respond(answer.status, answer.body, answer.headers);
		} catch (error) {
			log.write('failed', { path: request.path, reason: error.code ?? error.message });
			return error.code === 'DIRECTORY_DOWN'
				? respond(503, 'the directory does not answer')
				: respond(500, 'something went wrong');
		}
	}

	return { handle, log };
}

function respond(status, body, headers = {}) {
	return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

module.exports = { createApp };
