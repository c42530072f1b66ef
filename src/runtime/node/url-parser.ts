/**
 * URLs by the browser's parser, where it does as the standard says; Node's parser does. https://url.spec.whatwg.org
 *
 * A browser escapes | and ^ in paths, so they are given to it as characters that nobody uses, whose escapes become them again; and it takes
 * blanks and escapes into the host of a special scheme.
 */
import { native } from './native.ts';

type Mark = { character: string; stand: string; escape: string };
const marks: Mark[] = [
	{ character: '|', stand: '\ue07c', escape: '%EE%81%BC' },
	{ character: '^', stand: '\ue05e', escape: '%EE%81%9E' }
];
/** The | of a drive's letter means something. */
const HIDDEN = /(?<!(?:^|[/\\:])[A-Za-z])\||\^/g;
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
	if (!hostname.includes('%')) return true;
	return !SPECIAL.test(protocol) && !marks.some(({ escape }) => hostname.includes(escape));
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
