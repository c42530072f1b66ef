'use strict';

const { parseCookies } = require('./cookies.js');

const COOKIE = 'portal';

/** Middleware: sets `request.user` and `request.token`, or returns the answer that refuses the request. */
function authenticate({ tokens, log }) {
	return async function protect(request) {
		const token = parseCookies(request.headers.cookie)[COOKIE];
		if (!token) return deny(request, 'no-token');
		const result = await tokens.validate(token);
		if (!result.valid) return deny(request, result.reason);
		request.user = result.user;
		request.token = token;
		return null;
	};

	function deny(request, reason) {
		log.write('denied', { path: request.path, reason });
		return { status: 401, body: 'please log in' };
	}
}

module.exports = { COOKIE, authenticate };
