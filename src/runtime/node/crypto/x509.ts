/** The handle under crypto.X509Certificate. https://nodejs.org/api/crypto.html#class-x509certificate */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { Binding, Context } from '../context.ts';
import { coded } from '../coded.ts';
import { bytesOf, decode } from '../encoding.ts';
import { bytesOfIPv6, isIPv4 } from '../streams/addresses.ts';
import { publicPart, writeDer } from './asymmetric.ts';
import { ALTERNATIVE_NAMES, hasAddress, hasEmail, hostFitting } from './certificate-checks.ts';
import { isAuthority, isSignedBy, keyOf, mayHaveIssued } from './certificate-issuers.ts';
import { hex, nameLines, shortName, textOf, timeOf, timeText } from './certificate-texts.ts';
import { readCertificate, type Certificate, type Name } from './certificate.ts';
import { curves } from './curves.ts';
import { DerError, expect, readOid, readSequence, TAG, toBytes } from './der.ts';
import { accessText, alternativeNames } from './general-names.ts';
import { keyHandle, pairOf } from './keys.ts';
import { opensslError } from './openssl-errors.ts';
import { randomOf } from './random.ts';
import { Signer } from './signatures.ts';

const ACCESS = '1.3.6.1.5.5.7.1.1';
const PURPOSES = '2.5.29.37';

const pemError = (number: string, reason: string) => opensslError(number, 'PEM routines', reason, 'PEM_');

/** The bytes of the first certificate in a PEM text; null = it has none. https://www.rfc-editor.org/rfc/rfc7468 */
function fromPem(text: string): Uint8Array | null {
	const [, label = '', body = ''] =
		/^-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----\s*$([^]*)/m.exec(text) ?? [];
	if (!label) return null;
	const end = body.indexOf(`-----END ${label}-----`);
	if (end < 0) throw pemError('04800066', 'bad end line');
	try {
		return Uint8Array.from(atob(body.slice(0, end)), (character) => character.charCodeAt(0));
	} catch {
		throw pemError('04800064', 'bad base64 decode');
	}
}

function parse(bytes: Uint8Array): Certificate {
	const fromText = fromPem(decode(bytes, 'latin1'));
	try {
		return readCertificate(fromText ?? bytes);
	} catch (error) {
		if (!(error instanceof DerError)) throw error;
		if (!fromText) throw pemError('0480006C', 'no start line');
		throw opensslError('068000A8', 'asn1 encoding routines', 'wrong tag', 'ASN1_');
	}
}

const fingerprint = (hash: CHash, der: Uint8Array) => hex(hash(der)).replace(/..(?!$)/g, '$&:');

function serialText(serial: bigint): string {
	if (serial === 0n) return '0';
	return `${serial < 0n ? '-' : ''}${hex(toBytes(serial < 0n ? -serial : serial))}`;
}

/** What cannot be read is not there. */
function fieldOf<T>({ extensions }: Certificate, id: string, read: (der: Uint8Array) => T): T | undefined {
	const der = extensions.get(id);
	try {
		return der && read(der);
	} catch (error) {
		if (error instanceof DerError) return undefined;
		throw error;
	}
}

const purposes = (der: Uint8Array) => readSequence(der).map((node) => readOid(expect(node, TAG.oid)));

/** An attribute that stands there more than once is a list. */
function nameObject(name: Name): object {
	const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const { id, value } of name.flat()) {
		const [key, text] = [shortName(id), textOf(value)];
		values[key] = key in values ? [values[key], text].flat() : text;
	}
	return values;
}

/** What the older form tells of its key; `buffer` makes bytes the caller's. */
function keyFields(certificate: Certificate, buffer: (bytes: Uint8Array) => unknown): object {
	const key = keyOf(certificate);
	if (key?.kind === 'rsa')
		return {
			modulus: key.n.toString(16).toUpperCase(),
			bits: key.n.toString(2).length,
			exponent: `0x${key.e.toString(16)}`,
			pubkey: buffer(certificate.key)
		};
	if (key?.kind !== 'ec') return {};
	const { curve, jwk } = curves[key.curve];
	const bits = curve.Point.Fn.ORDER.toString(2).length;
	const nist = jwk?.startsWith('P-') && { nistCurve: jwk };
	return { bits, pubkey: buffer(key.point), asn1Curve: key.curve, ...nist };
}

const invalid = (what: string) => coded(new TypeError(`Invalid ${what}`), 'ERR_INVALID_ARG_VALUE');

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function certificateClasses(context: Context, shape: Binding) {
	const { requireBuiltin, handles } = context;
	const handleOf = keyHandle(context, shape);
	const signer = new Signer(randomOf(context));
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: ArrayBufferLike): unknown } };
		return Buffer.from(bytes.slice().buffer);
	};
	const certificates = new WeakMap<object, Certificate>();
	const certificateOf = (handle: object): Certificate => {
		const certificate = certificates.get(handle);
		if (!certificate) throw new TypeError('Illegal invocation');
		return certificate;
	};

	class X509Certificate {
		constructor(certificate: Certificate) {
			certificates.set(this, certificate);
		}
		subject() {
			return nameLines(certificateOf(this).subject);
		}
		subjectAltName() {
			return fieldOf(certificateOf(this), ALTERNATIVE_NAMES, alternativeNames);
		}
		infoAccess() {
			return fieldOf(certificateOf(this), ACCESS, accessText);
		}
		issuer() {
			return nameLines(certificateOf(this).issuer);
		}
		validTo() {
			return timeText(certificateOf(this).to);
		}
		validFrom() {
			return timeText(certificateOf(this).from);
		}
		validToDate() {
			return new Date(timeOf(certificateOf(this).to));
		}
		validFromDate() {
			return new Date(timeOf(certificateOf(this).from));
		}
		fingerprint() {
			return fingerprint(sha1, certificateOf(this).der);
		}
		fingerprint256() {
			return fingerprint(sha256, certificateOf(this).der);
		}
		fingerprint512() {
			return fingerprint(sha512, certificateOf(this).der);
		}
		keyUsage() {
			return fieldOf(certificateOf(this), PURPOSES, purposes);
		}
		serialNumber() {
			return serialText(certificateOf(this).serial);
		}
		pem() {
			const body = decode(certificateOf(this).der, 'base64').replace(/.{1,64}/g, '$&\n');
			return `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`;
		}
		raw() {
			return buffer(certificateOf(this).der);
		}
		publicKey() {
			const key = keyOf(certificateOf(this));
			if (!key) throw opensslError('03000072', 'digital envelope routines', 'decode error', 'EVP_');
			return handleOf(key);
		}
		checkCA() {
			return isAuthority(certificateOf(this));
		}
		checkHost(host: string, flags: number) {
			if (host.slice(0, -1).includes('\0')) throw invalid('name');
			return hostFitting(certificateOf(this), host, flags);
		}
		checkEmail(email: string, flags: number) {
			if (email.slice(0, -1).includes('\0')) throw invalid('name');
			return hasEmail(certificateOf(this), email, flags) ? email : undefined;
		}
		checkIP(ip: string) {
			const bytes = isIPv4(ip) ? Uint8Array.from(ip.split('.'), Number) : bytesOfIPv6(ip);
			if (!bytes) throw invalid('IP');
			return hasAddress(certificateOf(this), bytes) ? ip : undefined;
		}
		checkIssued(issuer: object) {
			return mayHaveIssued(certificateOf(issuer), certificateOf(this));
		}
		checkPrivateKey(key: object) {
			const ours = keyOf(certificateOf(this));
			const theirs = writeDer(publicPart(pairOf(key)), 'spki');
			return ours !== null && hex(writeDer(ours, 'spki')) === hex(theirs);
		}
		verify(key: object) {
			return isSignedBy(certificateOf(this), pairOf(key), signer);
		}
		toLegacy() {
			const certificate = certificateOf(this);
			const fields = {
				subject: nameObject(certificate.subject),
				issuer: nameObject(certificate.issuer),
				subjectaltname: this.subjectAltName(),
				infoAccess: this.infoAccess(),
				ca: this.checkCA(),
				...keyFields(certificate, buffer),
				valid_from: this.validFrom(),
				valid_to: this.validTo(),
				fingerprint: this.fingerprint(),
				fingerprint256: this.fingerprint256(),
				fingerprint512: this.fingerprint512(),
				ext_key_usage: this.keyUsage(),
				serialNumber: this.serialNumber(),
				raw: this.raw()
			};
			return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
		}
		/** Known of a connection's peer alone. */
		getIssuerCert() {}
	}
	handles.add({
		binding: 'crypto',
		name: 'X509Certificate',
		is: (value): value is X509Certificate => value instanceof X509Certificate,
		write: (handle) => certificateOf(handle).der,
		read: (der) => new X509Certificate(parse(der))
	});
	return { parseX509: (bytes: ArrayBufferView) => new X509Certificate(parse(bytesOf(bytes).slice())) };
}
