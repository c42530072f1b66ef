/** What setting a part of a URL does. https://url.spec.whatwg.org/#api */
import { encodeText, userSet } from './encode.ts';
import { parseUrl, UrlParser } from './parse.ts';
import type { State } from './parts.ts';
import type { UrlRecord } from './record.ts';

/** False = it stays as it was. */
type Change = (url: UrlRecord, value: string) => boolean;

const part =
	(state: State): Change =>
	(url, value) =>
		new UrlParser(value, null, { url, state }).run() !== null;

/** Not for what has no host, and not for files. */
const withHost =
	(change: Change): Change =>
	(url, value) =>
		Boolean(url.host) && url.scheme !== 'file' && change(url, value);
const withPath =
	(change: Change): Change =>
	(url, value) =>
		typeof url.path !== 'string' && change(url, value);

function tail(name: 'query' | 'fragment', sign: string): Change {
	return (url, value) => {
		url[name] = value === '' ? null : '';
		if (value !== '') return part(name)(url, value.startsWith(sign) ? value.slice(1) : value);
		// Blanks at the end of all would not be there when it is parsed again.
		if (typeof url.path === 'string' && url.query === null && url.fragment === null)
			url.path = url.path.replace(/ +$/, '');
		return true;
	};
}

/** By the number that Node's library has for each. */
const changes: Change[] = [
	(url, value) => part('schemeStart')(url, `${value}:`),
	withPath(part('host')),
	withPath(part('hostname')),
	withHost((url, value) => {
		if (value !== '') return part('port')(url, value);
		url.port = null;
		return true;
	}),
	withHost((url, value) => {
		url.username = encodeText(value, userSet);
		return true;
	}),
	withHost((url, value) => {
		url.password = encodeText(value, userSet);
		return true;
	}),
	withPath((url, value) => {
		url.path = [];
		return part('pathStart')(url, value);
	}),
	tail('query', '?'),
	tail('fragment', '#'),
	(url, value) => {
		const parsed = parseUrl(value);
		return parsed !== null && Boolean(Object.assign(url, parsed));
	}
];

/** null = that is no such part, or `action` no number of one. */
export function changed(url: UrlRecord, action: number, value: string): UrlRecord | null {
	const copy = copyOf(url);
	return changes[action]?.(copy, value) ? copy : null;
}

const copyOf = (url: UrlRecord): UrlRecord => ({
	...url,
	path: typeof url.path === 'string' ? url.path : [...url.path]
});
