/** URLs as Node's library wants them: serialised, with the positions of their parts. src/node_url.cc */
import type { BindingFactory } from '../context.ts';
import { toUnicode } from '../punycode.ts';
import { changed } from '../url/change.ts';
import { parseUrl, UrlParser } from '../url/parse.ts';
import { emptyRecord, isSpecial, pathText, serialised, type UrlRecord } from '../url/record.ts';

const OMITTED = 0xffffffff;
/** As ada::scheme::type. */
const SCHEMES: Record<string, number> = { http: 0, https: 2, ws: 3, ftp: 4, wss: 5, file: 6 };
const NOT_SPECIAL = 1;
/** The number of the host's name among the parts that can be set. */
const HOSTNAME = 2;

const encodeCharacter = (character: string) =>
	`%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

function invalid(input: string, base: string | undefined): TypeError {
	const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
	return base === undefined ? error : Object.assign(error, { base });
}

/** https://url.spec.whatwg.org/#concept-url-origin */
function originOf(url: UrlRecord | null): string {
	if (url?.scheme === 'blob') {
		const inner = parseUrl(pathText(url));
		return inner && /^https?$/.test(inner.scheme) ? originOf(inner) : 'null';
	}
	if (!url || !isSpecial(url) || url.scheme === 'file') return 'null';
	return `${url.scheme}://${url.host ?? ''}${url.port === null ? '' : `:${url.port}`}`;
}

/** "file:" with `path`, whose characters stand for themselves. */
function fileUrl(path: string, windows: boolean, host: string | undefined): UrlRecord {
	const url = { ...emptyRecord(), scheme: 'file', host: '' };
	const slashed = windows ? path.replaceAll('\\', '/') : path;
	const text = slashed.replace(/[\0-\x20"#%<>?[\\\]^`{|}~\x7f]/g, encodeCharacter);
	new UrlParser(text, null, { url, state: 'pathStart' }).run();
	return (host && changed(url, HOSTNAME, host)) || url;
}

export const url: BindingFactory = (_context, shape) => {
	const components = shape['urlComponents'] as Uint32Array;

	function publish(parsed: UrlRecord): string {
		const [href, { usernameEnd, hostStart, hostEnd, pathStart }] = serialised(parsed);
		const { scheme, port, query, fragment } = parsed;
		const hash = fragment === null ? OMITTED : href.length - fragment.length - 1;
		const search = Math.min(hash, href.length) - (query ?? '').length - 1;
		components.set([
			scheme.length + 1,
			usernameEnd,
			hostStart,
			hostEnd,
			port ?? OMITTED,
			pathStart,
			query === null ? OMITTED : search,
			hash,
			SCHEMES[scheme] ?? NOT_SPECIAL
		]);
		return href;
	}
	return {
		parse(input: string, base: string | undefined, raise: boolean) {
			const parsed = parseUrl(input, base);
			if (parsed) return publish(parsed);
			if (raise) throw invalid(input, base);
			return undefined;
		},
		canParse: (input: string, base?: string) => parseUrl(input, base) !== null,
		update(href: string, action: number, value: string) {
			const parsed = parseUrl(href);
			const after = parsed && changed(parsed, action, value);
			return after ? publish(after) : false;
		},
		pathToFileURL: (path: string, windows: boolean, host?: string) => publish(fileUrl(path, windows, host)),
		domainToASCII: (domain: string) => parseUrl(`ws://${domain}`)?.host ?? '',
		domainToUnicode: (domain: string) => toUnicode(parseUrl(`ws://${domain}`)?.host ?? ''),
		getOrigin: (href: string) => originOf(parseUrl(href)),
		format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) {
			const parsed = parseUrl(href);
			if (!parsed) return href;
			if (!hash) parsed.fragment = null;
			if (!search) parsed.query = null;
			if (!auth) parsed.username = parsed.password = '';
			return serialised(parsed, unicode && parsed.host ? toUnicode(parsed.host) : parsed.host)[0];
		}
	};
};
