/** Who made a certificate: whether another may have, and whether a key did. https://www.rfc-editor.org/rfc/rfc5280#section-6 */
import { readDer, type AsymmetricKey } from './asymmetric.ts';
import { readName, type Attribute, type Certificate, type Name } from './certificate.ts';
import { hex, textOf } from './certificate-texts.ts';
import { DerError, expect, optional, readAll, readFirst, readSequence, TAG, toBigInt } from './der.ts';
import { KIND } from './general-names.ts';
import { PSS, readPss } from './pss.ts';
import { PSS_PADDING } from './rsa-signatures.ts';
import type { Signer } from './signatures.ts';

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1 */
const EXTENSION = { keyId: '2.5.29.14', usage: '2.5.29.15', basic: '2.5.29.19', issuerId: '2.5.29.35' };
/** Bit 5 of keyUsage, counted from the left. */
const MAY_SIGN = 0x04;

const mayNotSign = ({ extensions }: Certificate): boolean => {
	const usage = extensions.get(EXTENSION.usage);
	return usage !== undefined && !((expect(readFirst(usage), TAG.bits)[1] ?? 0) & MAY_SIGN);
};

/** Whether it is one of an authority. */
export function isAuthority(certificate: Certificate): boolean {
	const basic = certificate.extensions.get(EXTENSION.basic);
	if (!basic || mayNotSign(certificate)) return false;
	const [first] = readSequence(basic);
	return first?.tag === TAG.boolean && first.bytes[0] !== 0;
}

/** Names are the same whatever their letters' size, and however much blank is in them. */
function comparable({ id, value }: Attribute): string {
	const text = textOf(value);
	if (text === undefined) return `${id}=${value.tag}${hex(value.bytes)}`;
	const plain = text.trim().replace(/\s+/g, ' ');
	return `${id}=${plain.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
}
const asText = (name: Name) => JSON.stringify(name.map((part) => part.map(comparable).sort()));
const isSameName = (one: Name, other: Name) => asText(one) === asText(other);

/** Whether what it says of its issuer's key is true of `issuer`. */
function fitsKeyId({ extensions }: Certificate, issuer: Certificate): boolean {
	const id = extensions.get(EXTENSION.issuerId);
	if (!id) return true;
	const fields = readSequence(id);
	const [keyId, names, serial] = [0, 1, 2].map((number) => optional(fields, number));
	const theirs = issuer.extensions.get(EXTENSION.keyId);
	if (keyId && theirs && hex(keyId) !== hex(expect(readFirst(theirs), TAG.octets))) return false;
	if (serial && toBigInt(serial) !== issuer.serial) return false;
	const directory = names && optional(readAll(names), KIND.directory);
	return !directory || isSameName(readName(expect(readFirst(directory), TAG.sequence)), issuer.issuer);
}

/** `saltLength` of PSS, bytes. */
type Algorithm = { kinds: AsymmetricKey['kind'][]; hash: string; saltLength?: number };
const rsa = (hash: string): Algorithm => ({ kinds: ['rsa'], hash });
const ecdsa = (hash: string): Algorithm => ({ kinds: ['ec'], hash });
/** https://www.rfc-editor.org/rfc/rfc8017#appendix-A.2, https://www.rfc-editor.org/rfc/rfc5758 */
const algorithms: Record<string, Algorithm> = {
	'1.2.840.113549.1.1.4': rsa('md5'),
	'1.2.840.113549.1.1.5': rsa('sha1'),
	'1.2.840.113549.1.1.11': rsa('sha256'),
	'1.2.840.113549.1.1.12': rsa('sha384'),
	'1.2.840.113549.1.1.13': rsa('sha512'),
	'1.2.840.113549.1.1.14': rsa('sha224'),
	'1.2.840.10045.4.1': ecdsa('sha1'),
	'1.2.840.10045.4.3.1': ecdsa('sha224'),
	'1.2.840.10045.4.3.2': ecdsa('sha256'),
	'1.2.840.10045.4.3.3': ecdsa('sha384'),
	'1.2.840.10045.4.3.4': ecdsa('sha512'),
	'1.3.101.112': { kinds: ['ed25519'], hash: '' },
	'1.3.101.113': { kinds: ['ed448'], hash: '' }
};

function algorithmOf({ algorithm: { id, parameters } }: Certificate): Algorithm | undefined {
	if (id !== PSS) return algorithms[id];
	const { hash, saltLength } = readPss(expect(parameters, TAG.sequence));
	return { kinds: ['rsa', 'rsa-pss'], hash, saltLength };
}

/** null = it cannot be read. */
export function keyOf({ key }: Certificate): AsymmetricKey | null {
	try {
		return readDer(key, 'spki', false, null);
	} catch (error) {
		if (error instanceof DerError) return null;
		throw error;
	}
}

const fits = (algorithm: Algorithm | undefined, key: AsymmetricKey | null) =>
	algorithm !== undefined && key !== null && algorithm.kinds.includes(key.kind);

/** By names and what it says of keys; the signature is not looked at. */
export function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
	return (
		isSameName(issuer.subject, certificate.issuer) &&
		fitsKeyId(certificate, issuer) &&
		fits(algorithmOf(certificate), keyOf(issuer)) &&
		!mayNotSign(issuer)
	);
}

export function isSignedBy(certificate: Certificate, key: AsymmetricKey, signer: Signer): boolean {
	const { signed, signature } = certificate;
	const algorithm = algorithmOf(certificate);
	if (!algorithm?.kinds.includes(key.kind)) return false;
	const { hash, saltLength } = algorithm;
	const padding = saltLength === undefined ? undefined : PSS_PADDING;
	return signer.verify(key, signed, signature, { hash, padding, saltLength, isDer: true });
}
