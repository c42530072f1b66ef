/** URLs as Node's library wants them: serialised, with the positions of their parts. */
import type { BindingFactory } from '../context.ts';
import { toUnicode } from '../punycode.ts';
import { hasHost, hidden, parseUrl, shown, withEmptyQuery } from '../url-parser.ts';

const OMITTED = 0xffffffff;
/** As ada::scheme::type. */
const SCHEMES: Record<string, number> = {
	'http:': 0,
	'https:': 2,
	'ws:': 3,
	'ftp:': 4,
	'wss:': 5,
	'file:': 6
};
const NOT_SPECIAL = 1;
/** By the `action` number of `update`. */
const PARTS = [
	'protocol',
	'host',
	'hostname',
	'port',
	'username',
	'password',
	'pathname',
	'search',
	'hash',
	'href'
] as const;

const encodeCharacter = (character: string) =>
	`%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

type Positions = { usernameEnd: number; hostStart: number; hostEnd: number; pathStart: number };

function authorityPositions(href: string, from: number, port: string): Positions {
	const start = from + 2;
	const found = /[/?#]/.exec(href.slice(start));
	const pathStart = found ? start + found.index : href.length;
	const authority = href.slice(start, pathStart);
	const at = authority.lastIndexOf('@');
	const hostEnd = pathStart - (port ? port.length + 1 : 0);
	if (at < 0) return { usernameEnd: start, hostStart: start, hostEnd, pathStart };
	const colon = authority.indexOf(':');
	const usernameEnd = colon >= 0 && colon < at ? start + colon : start + at;
	return { usernameEnd, hostStart: start + at, hostEnd, pathStart };
}

/** With the positions of its parts before the path. */
function serialised(parsed: URL): [href: string, Positions] {
	const { href } = parsed;
	const before = positionsOf(href, parsed);
	const text = shown(href, before.pathStart);
	return [text, text === href ? before : positionsOf(text, parsed)];
}

function positionsOf(href: string, { protocol, port, pathname }: URL): Positions {
	const from = protocol.length;
	if (href.startsWith('//', from)) return authorityPositions(href, from, port);
	const pathStart = href.startsWith('/.', from) && pathname.startsWith('//') ? from + 2 : from;
	return { usernameEnd: from, hostStart: from, hostEnd: from, pathStart };
}

function invalid(input: string, base: string | undefined): TypeError {
	const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
	return base === undefined ? error : Object.assign(error, { base });
}

// eslint-disable-next-line max-lines-per-function -- a list of short functions that share one context
export const url: BindingFactory = (_context, shape) => {
	const components = shape['urlComponents'] as Uint32Array;

	function publish(parsed: URL): string {
		const { port, protocol } = parsed;
		const [href, { usernameEnd, hostStart, hostEnd, pathStart }] = serialised(parsed);
		const hash = href.indexOf('#');
		const query = href.indexOf('?', pathStart);
		const hasQuery = query >= 0 && (hash < 0 || query < hash);
		components.set([
			protocol.length,
			usernameEnd,
			hostStart,
			hostEnd,
			port ? Number(port) : OMITTED,
			pathStart,
			hasQuery ? query : OMITTED,
			hash >= 0 ? hash : OMITTED,
			SCHEMES[protocol] ?? NOT_SPECIAL
		]);
		return href;
	}
	return {
		parse(input: string, base: string | undefined, raise: boolean) {
			let result: URL;
			try {
				result = parseUrl(input, base);
			} catch {
				if (raise) throw invalid(input, base);
				return undefined;
			}
			return publish(result);
		},
		canParse(input: string, base?: string) {
			try {
				return Boolean(parseUrl(input, base));
			} catch {
				return false;
			}
		},
		update(href: string, action: number, value: string) {
			const changed = parseUrl(href);
			const part = PARTS[action];
			if (!part) return false;
			if (part === 'search' && value === '?') return publish(withEmptyQuery(changed));
			try {
				changed[part] = hidden(value);
			} catch {
				return false;
			}
			return hasHost(changed) && publish(changed);
		},
		pathToFileURL(path: string, windows: boolean, host?: string) {
			const result = parseUrl('file://');
			if (host) result.hostname = host;
			const slashed = windows ? path.replaceAll('\\', '/') : path;
			result.pathname = slashed.replace(/[\0-\x20"#%<>?[\\\]^`{|}~\x7f]/g, encodeCharacter);
			return publish(result);
		},
		domainToASCII(domain: string) {
			try {
				return parseUrl(`ws://${domain}`).hostname;
			} catch {
				return '';
			}
		},
		domainToUnicode: toUnicode,
		getOrigin: (href: string) => parseUrl(href).origin,
		format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) {
			const result = parseUrl(href);
			if (!hash) result.hash = '';
			if (!search) result.search = '';
			if (!auth) result.username = result.password = '';
			const [text] = serialised(result);
			return unicode ? text.replace(result.hostname, toUnicode) : text;
		}
	};
};
