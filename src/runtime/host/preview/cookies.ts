/** Cookies of a preview: a service worker's answers can set none. https://www.rfc-editor.org/rfc/rfc6265 */

type Cookie = { name: string; value: string; path: string; httpOnly: boolean; expires: number };

export class CookieJar {
	readonly #cookies = new Map<string, Cookie>();

	/** One Set-Cookie header; or what a page sets, whose cookies scripts can always see. */
	set(header: string, byPage = false): void {
		const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
		const equals = pair.indexOf('=');
		if (equals <= 0) return;
		const cookie: Cookie = {
			name: pair.slice(0, equals).trim(),
			value: pair.slice(equals + 1).trim(),
			path: '/',
			httpOnly: false,
			expires: Infinity
		};
		let maxAge: number | null = null;
		for (const attribute of attributes) {
			const [name = '', value = ''] = attribute.split(/=(.*)/s);
			const key = name.toLowerCase();
			if (key === 'path' && value.startsWith('/')) cookie.path = value;
			else if (key === 'httponly') cookie.httpOnly = !byPage;
			else if (key === 'max-age' && /^-?\d+$/.test(value)) maxAge = Number(value);
			else if (key === 'expires' && !Number.isNaN(Date.parse(value))) cookie.expires = Date.parse(value);
		}
		if (maxAge !== null) cookie.expires = Date.now() + maxAge * 1000;
		this.#cookies.set(`${cookie.name};${cookie.path}`, cookie);
	}

	/** The Cookie header for a path; '' = none. */
	header(path: string): string {
		return this.#text(path, () => true);
	}

	/** document.cookie of a page at a path. */
	visible(path: string): string {
		return this.#text(path, ({ httpOnly }) => !httpOnly);
	}

	#text(path: string, wanted: (cookie: Cookie) => boolean): string {
		const [pathname = '/'] = path.split('?');
		const now = Date.now();
		return [...this.#cookies.values()]
			.filter((cookie) => cookie.expires > now && wanted(cookie) && isBelow(pathname, cookie.path))
			.sort((one, other) => other.path.length - one.path.length)
			.map(({ name, value }) => `${name}=${value}`)
			.join('; ');
	}
}

function isBelow(pathname: string, path: string): boolean {
	if (!pathname.startsWith(path)) return false;
	return path.endsWith('/') || pathname.length === path.length || pathname[path.length] === '/';
}
