/** A URL as the standard has it, and its text. https://url.spec.whatwg.org/#url-representation */

export type UrlRecord = {
	/** Without ":". */
	scheme: string;
	username: string;
	password: string;
	/** As it is shown; null = none. */
	host: string | null;
	/** null = none, or the scheme's own. */
	port: number | null;
	/** Segments; a text = opaque, as in "data:text". */
	path: string[] | string;
	query: string | null;
	fragment: string | null;
};

/** Special schemes with their ports. */
const PORTS: Record<string, number | null> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21, file: null };

export const isSpecial = ({ scheme }: { scheme: string }): boolean => Object.hasOwn(PORTS, scheme);
export const portOf = (scheme: string): number | null =>
	(Object.hasOwn(PORTS, scheme) ? PORTS[scheme] : null) ?? null;

export function emptyRecord(): UrlRecord {
	return {
		scheme: '',
		username: '',
		password: '',
		host: null,
		port: null,
		path: [],
		query: null,
		fragment: null
	};
}

export const pathText = ({ path }: UrlRecord): string =>
	typeof path === 'string' ? path : path.map((segment) => `/${segment}`).join('');

/** Offsets in the text of the whole, as ada's url_components has them. */
export type Positions = { usernameEnd: number; hostStart: number; hostEnd: number; pathStart: number };

/** @param shownHost in place of the host */
export function serialised(url: UrlRecord, shownHost = url.host): [href: string, Positions] {
	const { username, password, port, path } = url;
	let text = `${url.scheme}:`;
	let [usernameEnd, hostStart, hostEnd] = [text.length, text.length, text.length];
	if (shownHost !== null) {
		text += `//${username}`;
		usernameEnd = text.length;
		if (password) text += `:${password}`;
		hostStart = text.length;
		text += `${username || password ? '@' : ''}${shownHost}`;
		hostEnd = text.length;
		if (port !== null) text += `:${port}`;
	} else if (typeof path !== 'string' && path.length > 1 && path[0] === '') text += '/.';
	const pathStart = text.length;
	text += pathText(url);
	if (url.query !== null) text += `?${url.query}`;
	if (url.fragment !== null) text += `#${url.fragment}`;
	return [text, { usernameEnd, hostStart, hostEnd, pathStart }];
}
