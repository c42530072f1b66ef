/**
 * Whether a certificate is for a host, a person or an address, as OpenSSL decides it.
 * https://docs.openssl.org/3.0/man3/X509_check_host/, https://www.rfc-editor.org/rfc/rfc6125#section-6.4
 */
import { textOf, narrow, shortName, utf8, UTF8 } from './certificate-texts.ts';
import type { Certificate } from './certificate.ts';
import { KIND, readGeneralNames, readOther, SMTP_MAILBOX } from './general-names.ts';

/** Bits of OpenSSL's: X509_CHECK_FLAG_*. */
const FLAG = {
	alwaysSubject: 1,
	noWildcards: 2,
	noPartialWildcards: 4,
	multiLabel: 8,
	singleLabel: 16,
	neverSubject: 32
};
export const ALTERNATIVE_NAMES = '2.5.29.17';

type Equal = (pattern: string, name: string, flags: number) => boolean;

/** Letters of ASCII alone. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A name with a dot in front is that of all hosts below: what `pattern` has before it does not count. */
function withoutPrefix(pattern: string, name: string, flags: number): string {
	if (!name.startsWith('.') || name.length < 2 || pattern.length <= name.length) return pattern;
	const prefix = pattern.slice(0, pattern.length - name.length);
	const isOneLabel = !prefix.includes('.') || !(flags & FLAG.singleLabel);
	return isOneLabel && !prefix.includes('\0') ? pattern.slice(prefix.length) : pattern;
}

const equalNames: Equal = (pattern, name, flags) =>
	!pattern.includes('\0') && lower(withoutPrefix(pattern, name, flags)) === lower(name);

/** The part behind the last @ is a host's, whose letters may be large or small. */
const equalMail: Equal = (pattern, name) => {
	const at = Math.max(pattern.lastIndexOf('@'), name.lastIndexOf('@'));
	if (at <= 0) return pattern === name;
	return pattern.slice(0, at) === name.slice(0, at) && lower(pattern.slice(at)) === lower(name.slice(at));
};

/** What stands before and behind the star of a pattern; null = it is none. */
function aroundStar(pattern: string, flags: number): [before: string, behind: string] | null {
	const labels = pattern.split('.');
	const [first = '', ...rest] = labels;
	const [before = '', behind = '', more] = first.split('*');
	if (!first.includes('*') || more !== undefined || rest.length < 2) return null;
	if ((before && behind) || before.endsWith('-') || (first !== '*' && flags & FLAG.noPartialWildcards))
		return null;
	const isLabel = (label: string) => /^[a-z\d]([a-z\d-]*[a-z\d])?$/i.test(label);
	// A star counts as the letter that is missing.
	if (!isLabel(first.replace('*', 'a')) || /^xn--/i.test(before) || !rest.every(isLabel)) return null;
	return [before, pattern.slice(before.length + 1)];
}

const equalWithStar: Equal = (pattern, name, flags) => {
	const around = name.length > 1 && name.startsWith('.') ? null : aroundStar(pattern, flags);
	if (!around) return equalNames(pattern, name, flags);
	const [before, behind] = around;
	if (name.length < before.length + behind.length) return false;
	const end = name.length - behind.length;
	if (lower(name.slice(0, before.length)) !== lower(before) || lower(name.slice(end)) !== lower(behind))
		return false;
	const middle = name.slice(before.length, end);
	const isWhole = before === '' && behind.startsWith('.');
	if (isWhole ? middle === '' : /^xn--/i.test(name)) return false;
	const hasMany = isWhole && Boolean(flags & FLAG.multiLabel);
	return middle === '*' || (hasMany ? /^[a-z\d.-]*$/i : /^[a-z\d-]*$/i).test(middle);
};

/** The names of one kind that it has beside its subject. */
function alternatives(certificate: Certificate, kind: number): string[] {
	const list = certificate.extensions.get(ALTERNATIVE_NAMES);
	return (list ? readGeneralNames(list) : []).flatMap((one) => {
		if (one.kind === kind) return [narrow(one.bytes)];
		if (kind !== KIND.email || one.kind !== KIND.other) return [];
		const { id, value } = readOther(one.bytes);
		return id === SMTP_MAILBOX && value.tag === UTF8 ? [utf8.decode(value.bytes)] : [];
	});
}

/** The name of the certificate's that fits. */
function fitting(
	certificate: Certificate,
	kind: number,
	attribute: string,
	fits: (name: string) => boolean,
	flags: number
) {
	const names = alternatives(certificate, kind);
	const found = names.find((name) => name !== '' && fits(name));
	if (found !== undefined) return found;
	if ((names.length > 0 && !(flags & FLAG.alwaysSubject)) || flags & FLAG.neverSubject) return undefined;
	return certificate.subject
		.flat()
		.filter(({ id }) => shortName(id) === attribute)
		.map(({ value }) => textOf(value) ?? '')
		.find((name) => name !== '' && fits(name));
}

export function hostFitting(certificate: Certificate, host: string, flags: number): string | undefined {
	const equal = flags & FLAG.noWildcards ? equalNames : equalWithStar;
	return fitting(certificate, KIND.dns, 'CN', (name) => equal(name, host, flags), flags);
}

export function hasEmail(certificate: Certificate, email: string, flags: number): boolean {
	const fits = (name: string) => equalMail(name, email, flags);
	return fitting(certificate, KIND.email, 'emailAddress', fits, flags) !== undefined;
}

export function hasAddress(certificate: Certificate, bytes: Uint8Array): boolean {
	return alternatives(certificate, KIND.ip).includes(narrow(bytes));
}
