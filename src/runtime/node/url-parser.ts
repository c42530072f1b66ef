/**
 * URLs by the browser's parser, where it does as the standard says; Node's parser does. https://url.spec.whatwg.org
 *
 * A browser escapes | and ^ in paths, so they are given to it as characters that nobody uses, whose escapes become them again; it takes
 * blanks, escapes and names that no Punycode makes into the host of a special scheme; and it forgets a query that was set to "?".
 */
import { native } from './native.ts';
import { toUnicode } from './punycode.ts';

type Mark = { character: string; stand: string; escape: string };
const marks: Mark[] = [
	{ character: '|', stand: '\ue07c', escape: '%EE%81%BC' },
	{ character: '^', stand: '\ue05e', escape: '%EE%81%9E' }
];
/** The | of a drive's letter means something. */
const HIDDEN = /(?<!(?:^|[/\\:])[A-Za-z])\||\|(?![/\\?#]|$)|\^/g;
const SPECIAL = /^(?:https?|wss?|ftp|file):$/;

const standFor = (character: string): string =>
	marks.find((mark) => mark.character === character)?.stand ?? character;

/** The text for the browser. */
export const hidden = (text: string): string => text.replace(HIDDEN, standFor);

/** @throws TypeError where it is none */
export function parseUrl(input: string, base?: string): URL {
	const parsed =
		base === undefined ? new native.URL(hidden(input)) : new native.URL(hidden(input), hidden(base));
	if (!hasHost(parsed)) throw new TypeError('Invalid URL');
	return parsed;
}

/** Whether its host is one by the standard, too. */
export function hasHost({ protocol, hostname }: URL): boolean {
	if (!SPECIAL.test(protocol)) return !marks.some(({ escape }) => hostname.includes(escape));
	return !hostname.includes('%') && (!hostname.includes('xn--') || isPunycode(hostname));
}

function isPunycode(hostname: string): boolean {
	try {
		const meant = toUnicode(hostname);
		return meant !== hostname && new native.URL(`ws://${meant}`).hostname === hostname;
	} catch {
		return false; // characters that no name has
	}
}

/** `url` with an empty query. */
export function withEmptyQuery(url: URL): URL {
	url.search = '';
	const { href, hash } = url;
	return new native.URL(`${href.slice(0, href.length - hash.length)}?${hash}`);
}

/** What the browser escaped, in the part before the path and from there on. */
export function shown(href: string, pathStart: number): string {
	if (!marks.some(({ escape }) => href.includes(escape))) return href;
	let [head, tail] = [href.slice(0, pathStart), href.slice(pathStart)];
	for (const { character, escape } of marks) {
		head = head.replaceAll(escape, encodeURIComponent(character));
		tail = tail.replaceAll(escape, character);
	}
	return head + tail;
}
