'use strict';

/** "a=1; b=2" -> {a: '1', b: '2'}; of two with one name the first counts. */
function parseCookies(header = '') {
	const cookies = Object.create(null);
	for (const part of header.split(';')) {
		const at = part.indexOf('=');
		if (at < 0) continue;
		const name = part.slice(0, at).trim();
		if (name && !(name in cookies)) cookies[name] = unescapeValue(part.slice(at + 1).trim());
	}
	return cookies;
}

function unescapeValue(value) {
	try {
		return decodeURIComponent(value);
	} catch {
		return value; // not ours: leave it as it came
	}
}

function setCookie(name, value) {
	return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

function clearCookie(name) {
	return `${name}=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0`;
}

module.exports = { clearCookie, parseCookies, setCookie };
