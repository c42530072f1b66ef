/** printf(1)'s formats and escapes. */
import { strftime } from './clock.ts';

const ESCAPES: Record<string, string> = {
	n: '\n',
	t: '\t',
	r: '\r',
	a: '\x07',
	b: '\b',
	f: '\f',
	v: '\v',
	e: '\x1b',
	'\\': '\\',
	'"': '"',
	"'": "'"
};

export function unescape(text: string): string {
	return text.replace(
		/\\(?:0?([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|(.))/gs,
		(whole, octal?: string, hex?: string, unicode?: string, char?: string) => {
			if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
			if (hex !== undefined || unicode !== undefined)
				return String.fromCharCode(Number.parseInt(hex ?? unicode ?? '0', 16));
			return ESCAPES[char ?? ''] ?? whole;
		}
	);
}

const CONVERSION = /%(%|\(([^)]*)\)T|([-+ 0#']*)(\d+|\*)?(?:\.(\d+))?([diouxXfeEgGcsbq]))/g;

/** The format is used again while there are arguments left. Status 1 = an argument was no number. */
export function formatPrintf(
	format: string,
	given: string[]
): { text: string; status: number; problems: string[] } {
	const problems: string[] = [];
	const args = [...given];
	const template = unescape(format);
	let text = '';
	let status = 0;
	do {
		const before = args.length;
		text += template.replace(
			CONVERSION,
			(_, whole: string, time?: string, flags = '', width = '', precision?: string, kind = '') => {
				if (whole === '%') return '%';
				if (time !== undefined) {
					const seconds = args.shift() ?? '-1';
					return strftime(time, Number(seconds) < 0 ? new Date() : new Date(Number(seconds) * 1000));
				}
				const size = width === '*' ? (args.shift() ?? '0') : (width as string);
				const value = args.shift();
				if ('diouxXeEfgG'.includes(kind as string) && value && Number.isNaN(numberOf(value))) {
					status = 1;
					problems.push(`${value}: invalid number`);
				}
				const shown = convert(kind as string, value, precision, flags as string);
				return pad(shown, flags as string, Number(size || 0), kind as string);
			}
		);
		if (args.length === before) break;
	} while (args.length > 0);
	return { text, status, problems };
}

/** 'a is the code of a. */
function numberOf(text: string): number {
	if (/^['"]./.test(text)) return text.codePointAt(1) ?? 0;
	return /^-?0\d+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}

function convert(
	kind: string,
	value: string | undefined,
	precision: string | undefined,
	flags: string
): string {
	const number = numberOf(value ?? '0') || 0;
	const sign = flags.includes('+') && number >= 0 ? '+' : '';
	switch (kind) {
		case 'd':
		case 'i':
		case 'u':
			return sign + String(Math.trunc(number));
		case 'x':
			return number.toString(16);
		case 'X':
			return number.toString(16).toUpperCase();
		case 'o':
			return number.toString(8);
		case 'f':
			return sign + number.toFixed(Number(precision ?? 6));
		case 'e':
			return number.toExponential(Number(precision ?? 6)).replace(/e([-+])(\d)$/, 'e$10$2');
		case 'g':
			return String(number);
		case 'c':
			return (value ?? '').slice(0, 1);
		case 'b':
			return unescape(value ?? '');
		case 'q':
			return value ? value.replace(/[^\w@%+=:,./-]/g, '\\$&') : "''";
		default:
			return precision === undefined ? (value ?? '') : (value ?? '').slice(0, Number(precision));
	}
}

function pad(text: string, flags: string, width: number, kind: string): string {
	if (flags.includes('-')) return text.padEnd(width);
	return flags.includes('0') && !'sbcq'.includes(kind) ? text.padStart(width, '0') : text.padStart(width);
}
