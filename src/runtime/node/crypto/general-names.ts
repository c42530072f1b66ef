/**
 * Names of hosts, people and addresses that a certificate is for, and the lists of them as Node prints them, so that no name can pass
 * for two. https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6
 */
import { readName } from './certificate.ts';
import { hex, IA5, nameInOneLine, narrow, utf8, UTF8 } from './certificate-texts.ts';
import { expect, readAll, readFirst, readOid, readSequence, TAG, type Node } from './der.ts';

/** By the low bits of its tag. */
export const KIND = {
	other: 0,
	email: 1,
	dns: 2,
	x400: 3,
	directory: 4,
	edi: 5,
	uri: 6,
	ip: 7,
	id: 8
} as const;
export type GeneralName = { kind: number; bytes: Uint8Array };

export const SMTP_MAILBOX = '1.3.6.1.5.5.7.8.9';
const otherNames: Record<string, { prefix: string; tag: number }> = {
	[SMTP_MAILBOX]: { prefix: 'SmtpUTF8Mailbox', tag: UTF8 },
	'1.3.6.1.5.5.7.8.5': { prefix: 'XmppAddr', tag: UTF8 },
	'1.3.6.1.5.5.7.8.7': { prefix: 'SRVName', tag: IA5 },
	'1.3.6.1.5.5.7.8.8': { prefix: 'NAIRealm', tag: UTF8 },
	'1.3.6.1.4.1.311.20.2.3': { prefix: 'UPN', tag: UTF8 }
};

const nameOf = ({ tag, bytes }: Node): GeneralName => ({ kind: tag & 0x1f, bytes });

export const readGeneralNames = (der: Uint8Array): GeneralName[] => readSequence(der).map(nameOf);

/** Its kind, and the value that it holds. */
export function readOther(bytes: Uint8Array): { id: string; value: Node } {
	const [id, wrapped] = readAll(bytes);
	return { id: readOid(expect(id, TAG.oid)), value: readFirst(expect(wrapped, 0xa0)) };
}

/** As JSON would, where it holds what could end it or begin another. `prefix` stands within. */
function quoted(text: string, isUnicode: boolean, prefix = ''): string {
	const isPlain = (character: string) =>
		(character >= ' ' && character <= '~') || (isUnicode && character > '\x7f');
	const characters = [...text];
	if (characters.every((one) => isPlain(one) && !`"\\,'`.includes(one))) return prefix + text;
	const inside = characters.map((one) => {
		if (one === '"' || one === '\\') return `\\${one}`;
		return isPlain(one) && one !== ',' ? one : `\\u00${hex(Uint8Array.of(one.charCodeAt(0))).toLowerCase()}`;
	});
	return `"${prefix}${inside.join('')}"`;
}

function addressText(bytes: Uint8Array): string {
	if (bytes.length === 4) return bytes.join('.');
	if (bytes.length !== 16) return `<invalid length=${bytes.length}>`;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	return Array.from({ length: 8 }, (_, at) =>
		view
			.getUint16(2 * at)
			.toString(16)
			.toUpperCase()
	).join(':');
}

function otherText(bytes: Uint8Array): string {
	const { id, value } = readOther(bytes);
	const known = otherNames[id];
	if (known?.tag !== value.tag) return '<unsupported>';
	const isUnicode = value.tag === UTF8;
	return quoted(isUnicode ? utf8.decode(value.bytes) : narrow(value.bytes), isUnicode, `${known.prefix}:`);
}

function generalNameText({ kind, bytes }: GeneralName): string {
	const text = () => quoted(narrow(bytes), false);
	switch (kind) {
		case KIND.dns:
			return `DNS:${text()}`;
		case KIND.email:
			return `email:${text()}`;
		case KIND.uri:
			return `URI:${text()}`;
		case KIND.directory:
			return `DirName:${quoted(nameInOneLine(readName(readSequenceBytes(bytes))), true)}`;
		case KIND.ip:
			return `IP Address:${addressText(bytes)}`;
		case KIND.id:
			return `Registered ID:${readOid(bytes)}`;
		case KIND.other:
			return `othername:${otherText(bytes)}`;
		case KIND.x400:
			return 'X400Name:<unsupported>';
		default:
			return 'EdiPartyName:<unsupported>';
	}
}

const readSequenceBytes = (bytes: Uint8Array) => expect(readFirst(bytes), TAG.sequence);

/** What subjectAltName says. */
export const alternativeNames = (der: Uint8Array): string =>
	readGeneralNames(der).map(generalNameText).join(', ');

const accessMethods: Record<string, string> = {
	'1.3.6.1.5.5.7.48.1': 'OCSP',
	'1.3.6.1.5.5.7.48.2': 'CA Issuers',
	'1.3.6.1.5.5.7.48.3': 'AD Time Stamping',
	'1.3.6.1.5.5.7.48.5': 'CA Repository'
};

/** Where to ask more about the issuer. https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1 */
export function accessText(der: Uint8Array): string {
	const lines = readSequence(der).map((one) => {
		const [method, place] = readAll(expect(one, TAG.sequence));
		const id = readOid(expect(method, TAG.oid));
		return `${accessMethods[id] ?? id} - ${place ? generalNameText(nameOf(place)) : ''}`;
	});
	return lines.join('\n');
}
