/** What a certificate says, in the words of OpenSSL and Node. https://docs.openssl.org/3.0/man3/X509_NAME_print_ex/ */
import type { Attribute, Name } from './certificate.ts';
import { toBigInt, write, type Node } from './der.ts';

/** Behind 2.5.4. https://www.itu.int/rec/T-REC-X.520 */
const x520: Record<string, string> = {
	3: 'CN',
	4: 'SN',
	5: 'serialNumber',
	6: 'C',
	7: 'L',
	8: 'ST',
	9: 'street',
	10: 'O',
	11: 'OU',
	12: 'title',
	13: 'description',
	15: 'businessCategory',
	16: 'postalAddress',
	17: 'postalCode',
	18: 'postOfficeBox',
	20: 'telephoneNumber',
	41: 'name',
	42: 'GN',
	43: 'initials',
	44: 'generationQualifier',
	45: 'x500UniqueIdentifier',
	46: 'dnQualifier',
	65: 'pseudonym',
	72: 'role',
	97: 'organizationIdentifier'
};
const otherNames: Record<string, string> = {
	'1.2.840.113549.1.9.1': 'emailAddress',
	'1.2.840.113549.1.9.2': 'unstructuredName',
	'1.2.840.113549.1.9.8': 'unstructuredAddress',
	'0.9.2342.19200300.100.1.1': 'UID',
	'0.9.2342.19200300.100.1.25': 'DC',
	'1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
	'1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
	'1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC'
};
const known = (id: string) => (id.startsWith('2.5.4.') ? x520[id.slice(6)] : otherNames[id]);
export const shortName = (id: string) => known(id) ?? id;

/** Tags of strings: what they are written in. Others are no text. */
export const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const wide = (size: number) => (bytes: Uint8Array) =>
	String.fromCodePoint(
		...Array.from({ length: Math.floor(bytes.length / size) }, (_, at) =>
			Number(toBigInt(bytes.subarray(at * size, (at + 1) * size)))
		)
	);
export const narrow = wide(1);
export const UTF8 = 12;
export const IA5 = 22;
const decoders: Record<number, (bytes: Uint8Array) => string> = {
	[UTF8]: (bytes) => utf8.decode(bytes),
	18: narrow,
	19: narrow,
	20: narrow,
	[IA5]: narrow,
	23: narrow,
	24: narrow,
	26: narrow,
	28: wide(4),
	30: wide(2)
};

/** "0A1B" */
export const hex = (bytes: Uint8Array) =>
	[...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');

export function textOf({ tag, bytes }: Node): string | undefined {
	return decoders[tag]?.(bytes);
}

const isControl = (character: string) => character < ' ' || character === '\x7f';

/** Where `controls`, what controls becomes a number. https://www.rfc-editor.org/rfc/rfc2253#section-2.4 */
function escaped(text: string, controls: boolean): string {
	const characters = [...text];
	const last = characters.length - 1;
	const isSpecial = (character: string, at: number) =>
		',+"\\<>;'.includes(character) ||
		(character === ' ' && (at === 0 || at === last)) ||
		(character === '#' && at === 0 && last > 0);
	return characters
		.map((character, at) => {
			if (controls && isControl(character)) return `\\${hex(Uint8Array.of(character.charCodeAt(0)))}`;
			return isSpecial(character, at) ? `\\${character}` : character;
		})
		.join('');
}

function attributeText({ id, value }: Attribute, isShort: boolean): string {
	const text = isShort && known(id) === undefined ? undefined : textOf(value);
	const dumped = isShort ? `#${hex(write(value.tag, value.bytes))}` : narrow(value.bytes);
	return `${shortName(id)}=${text === undefined ? dumped : escaped(text, !isShort)}`;
}

/** A line for each part. */
export function nameLines(name: Name): string {
	return name.map((part) => part.map((one) => attributeText(one, false)).join(' + ')).join('\n');
}

/** The last part first. */
export const nameInOneLine = (name: Name) =>
	name
		.toReversed()
		.map((part) => part.map((one) => attributeText(one, true)).join('+'))
		.join(',');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const UTC_TIME = 23;

/** Milliseconds since 1970. https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5 */
export function timeOf({ tag, bytes }: Node): number {
	const text = narrow(bytes);
	const full = tag === UTC_TIME ? `${text < '5' ? '20' : '19'}${text}` : text;
	const [, year, month, day, hour, minute, second] =
		/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(full)?.map(Number) ?? [];
	return Date.UTC(year ?? NaN, (month ?? 0) - 1, day, hour, minute, second || 0);
}

/** "Nov 28 22:45:39 2026 GMT" */
export function timeText(node: Node): string {
	const date = new Date(timeOf(node));
	if (Number.isNaN(date.getTime())) return 'Bad time value';
	const day = String(date.getUTCDate()).padStart(2);
	const clock = date.toISOString().slice(11, 19);
	return `${MONTHS[date.getUTCMonth()]} ${day} ${clock} ${date.getUTCFullYear()} GMT`;
}
