/** Hosts of URLs. https://url.spec.whatwg.org/#host-parsing */
import { toUnicode } from '../punycode.ts';
import { bytesOfIPv6 } from '../streams/addresses.ts';
import { controls, decodeText, encodeText } from './encode.ts';

/** The browser's, before the process's code can replace it: it knows the names that are not of ASCII. */
const BrowserURL = URL;
const FORBIDDEN = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const FORBIDDEN_NAME = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;
const NUMBER = /^(?:\d+|0[xX][\da-fA-F]*)$/;

/** As it is shown; null = it is none. */
export function parseHost(text: string, isOpaque: boolean): string | null {
	if (text.startsWith('[')) return text.endsWith(']') ? parseIPv6(text.slice(1, -1)) : null;
	if (isOpaque) return FORBIDDEN.test(text) ? null : encodeText(text, controls);
	const name = asciiName(decodeText(text));
	if (!name || FORBIDDEN_NAME.test(name)) return null;
	return endsInNumber(name) ? parseIPv4(name) : name;
}

/** Small letters, and Punycode where there are others than those of ASCII; null = no name. */
function asciiName(text: string): string | null {
	const labels = text.split(/[.\u3002\uff0e\uff61]/).map(asciiLabel);
	return labels.includes(null) ? null : labels.join('.');
}

function asciiLabel(text: string): string | null {
	const usual = text.normalize('NFKC');
	if (/^[\0-\x7f]*$/.test(usual) && !/^xn--/i.test(usual)) return usual.toLowerCase();
	if (FORBIDDEN_NAME.test(usual)) return null;
	try {
		const { hostname } = new BrowserURL(`ws://${text}`);
		return !hostname.includes('%') && (!hostname.includes('xn--') || isPunycode(hostname)) ? hostname : null;
	} catch {
		return null; // characters that no name has
	}
}

function isPunycode(hostname: string): boolean {
	try {
		const meant = toUnicode(hostname);
		return meant !== hostname && new BrowserURL(`ws://${meant}`).hostname === hostname;
	} catch {
		return false; // characters that no name has
	}
}

function endsInNumber(name: string): boolean {
	const parts = name.split('.');
	if (parts.at(-1) === '' && parts.length > 1) parts.pop();
	return NUMBER.test(parts.at(-1) ?? '');
}

function parseIPv4(name: string): string | null {
	const parts = name.split('.');
	if (parts.at(-1) === '' && parts.length > 1) parts.pop();
	if (parts.length > 4) return null;
	const numbers = parts.map(numberOf);
	const last = numbers.pop() ?? NaN;
	if (numbers.some((number) => !(number <= 255)) || !(last < 256 ** (4 - numbers.length))) return null;
	const address = numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
	return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** NaN = none. Decimal, octal after a 0, hexadecimal after 0x. */
function numberOf(text: string): number {
	if (/^0x[\da-f]*$/i.test(text)) return text.length === 2 ? 0 : parseInt(text.slice(2), 16);
	if (/^0[0-7]*$/.test(text)) return parseInt(text, 8);
	return /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
}

function parseIPv6(text: string): string | null {
	const bytes = text.includes('%') ? null : bytesOfIPv6(text);
	if (!bytes) return null;
	const groups = Array.from({ length: 8 }, (_, at) =>
		(((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16)
	);
	let [start, length] = [-1, 1];
	for (let at = 0; at < 8; at++) {
		let end = at;
		while (groups[end] === '0') end++;
		if (end - at > length) [start, length] = [at, end - at];
	}
	if (start < 0) return `[${groups.join(':')}]`;
	return `[${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}]`;
}
