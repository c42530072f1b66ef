/** Public and private keys, from and to DER: PKCS #1, PKCS #8, SPKI, SEC 1. RFC 8017, 5208, 5280, 5915, 8410 */
import { readCertificate } from './certificate.ts';
import { curveNamed, curves, okp, okpNames, publicOf, type CurveName, type OkpName } from './curves.ts';
import {
	bits,
	DerError,
	expect,
	integer,
	nothing,
	oid,
	readAll,
	readOid,
	readSequence,
	sequence,
	TAG,
	toBigInt,
	toBytes,
	write
} from './der.ts';
import {
	asked,
	isLocked,
	lockOld,
	lockPkcs8,
	unlockOld,
	unlockPkcs8,
	type Lock,
	type Passphrase
} from './locked-keys.ts';
import { PSS, readPss, writePss, type PssLimits } from './pss.ts';

/** `limits` of a key of type rsa-pss; undefined = none. */
export type RsaKey = {
	kind: 'rsa' | 'rsa-pss';
	n: bigint;
	e: bigint;
	secret: RsaSecret | null;
	limits?: PssLimits | undefined;
};
export type RsaSecret = { d: bigint; p: bigint; q: bigint; dp: bigint; dq: bigint; qi: bigint };
/** `point` is not compressed. */
export type EcKey = { kind: 'ec'; curve: CurveName; point: Uint8Array; secret: Uint8Array | null };
export type OkpKey = { kind: OkpName; point: Uint8Array; secret: Uint8Array | null };
export type AsymmetricKey = RsaKey | EcKey | OkpKey;
export type Encoding = 'pkcs1' | 'pkcs8' | 'spki' | 'sec1';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';

export const isRsa = (key: AsymmetricKey): key is RsaKey => 'n' in key;
export const publicPart = (key: AsymmetricKey): AsymmetricKey => ({ ...key, secret: null });
const plain = (bytes: Uint8Array) => toBigInt(bytes);

export function ecKey(curve: CurveName, secret: Uint8Array): EcKey {
	const padded = toBytes(toBigInt(secret), curves[curve].size);
	return { kind: 'ec', curve, secret: padded, point: curves[curve].curve.getPublicKey(padded, false) };
}

export function okpKey(kind: OkpName, secret: Uint8Array): OkpKey {
	return { kind, secret: secret.slice(), point: publicOf(kind, secret) };
}

function readPkcs1(der: Uint8Array, isPrivate: boolean): RsaKey {
	const numbers = readSequence(der).map((node) => plain(expect(node, TAG.integer)));
	if (!isPrivate) {
		const [n, e] = numbers;
		if (n === undefined || e === undefined || numbers.length !== 2)
			throw new DerError('it is no RSA public key');
		return { kind: 'rsa', n, e, secret: null };
	}
	const [, n, e, d, p, q, dp, dq, qi] = numbers;
	if (
		n === undefined ||
		e === undefined ||
		d === undefined ||
		p === undefined ||
		q === undefined ||
		dp === undefined ||
		dq === undefined ||
		qi === undefined
	)
		throw new DerError('it is no RSA private key');
	return { kind: 'rsa', n, e, secret: { d, p, q, dp, dq, qi } };
}

function readSec1(der: Uint8Array, named?: CurveName): EcKey {
	const [, secret, ...rest] = readSequence(der);
	const parameters = rest.find(({ tag }) => tag === 0xa0);
	const curve = parameters ? curveNamed(readOid(expect(readAll(parameters.bytes)[0], TAG.oid))) : named;
	if (!curve) throw new DerError('its curve is not supported in the browser');
	return ecKey(curve, expect(secret, TAG.octets));
}

type Algorithm = { id: string; curve: CurveName | undefined; limits: PssLimits | undefined };

/** What an AlgorithmIdentifier names. */
function algorithmOf(bytes: Uint8Array): Algorithm {
	const [id, parameters] = readAll(bytes);
	const curve = parameters?.tag === TAG.oid ? curveNamed(readOid(parameters.bytes)) : undefined;
	const name = readOid(expect(id, TAG.oid));
	const limits = name === PSS && parameters?.tag === TAG.sequence ? readPss(parameters.bytes) : undefined;
	return { id: name, curve, limits };
}

const okpOf = (id: string) => okpNames.find((name) => okp[name].oid === id);

function readPkcs8(der: Uint8Array): AsymmetricKey {
	const [, algorithm, content] = readSequence(der);
	const { id, curve, limits } = algorithmOf(expect(algorithm, TAG.sequence));
	const inner = expect(content, TAG.octets);
	if (id === RSA) return readPkcs1(inner, true);
	if (id === PSS) return { ...readPkcs1(inner, true), kind: 'rsa-pss', limits };
	if (id === EC) return readSec1(inner, curve);
	const kind = okpOf(id);
	if (kind) return okpKey(kind, expect(readAll(inner)[0], TAG.octets));
	throw new DerError(`its algorithm ${id} is not supported in the browser`);
}

function readSpki(der: Uint8Array): AsymmetricKey {
	const [algorithm, content] = readSequence(der);
	const { id, curve, limits } = algorithmOf(expect(algorithm, TAG.sequence));
	const inner = expect(content, TAG.bits).subarray(1);
	if (id === RSA) return readPkcs1(inner, false);
	if (id === PSS) return { ...readPkcs1(inner, false), kind: 'rsa-pss', limits };
	if (id === EC && curve) {
		const point = curves[curve].curve.Point.fromBytes(inner).toBytes(false);
		return { kind: 'ec', curve, point, secret: null };
	}
	const kind = okpOf(id);
	if (kind) return { kind, point: inner.slice(), secret: null };
	throw new DerError(`its algorithm ${id} is not supported in the browser`);
}

export function readDer(
	der: Uint8Array,
	encoding: Encoding,
	isPrivate: boolean,
	passphrase: Passphrase
): AsymmetricKey {
	switch (encoding) {
		case 'pkcs1':
			return readPkcs1(der, isPrivate);
		case 'pkcs8':
			return readPkcs8(isLocked(der) ? unlockPkcs8(der, passphrase) : der);
		case 'sec1':
			return readSec1(der);
		case 'spki':
			return readSpki(der);
		default:
			return encoding satisfies never;
	}
}

const labels: Record<string, (der: Uint8Array) => AsymmetricKey> = {
	'PUBLIC KEY': readSpki,
	'PRIVATE KEY': readPkcs8,
	'RSA PUBLIC KEY': (der) => readPkcs1(der, false),
	'RSA PRIVATE KEY': (der) => readPkcs1(der, true),
	'EC PRIVATE KEY': (der) => readSec1(der),
	CERTIFICATE: (der) => readSpki(readCertificate(der).key)
};

/** The first key of a PEM text; null where there is none. https://www.rfc-editor.org/rfc/rfc7468 */
export function readPem(text: string, passphrase: Passphrase): AsymmetricKey | null {
	for (const [, label = '', body = ''] of text.matchAll(
		/-----BEGIN ([A-Z ]+)-----([^]*?)-----END \1-----/g
	)) {
		if (label === 'ENCRYPTED PRIVATE KEY') return readPkcs8(unlockPkcs8(fromBase64(body), asked(passphrase)));
		const read = labels[label];
		if (!read) continue;
		const locked = /Proc-Type: 4,ENCRYPTED\s+DEK-Info: (\S+)([^]*)/.exec(body);
		if (!locked) return read(fromBase64(body));
		return read(unlockOld(locked[1] ?? '', fromBase64(locked[2] ?? ''), passphrase));
	}
	return null;
}

function fromBase64(text: string): Uint8Array {
	return Uint8Array.from(atob(text.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
}

function writePkcs1({ n, e, secret }: RsaKey): Uint8Array {
	if (!secret) return sequence(integer(n), integer(e));
	const { d, p, q, dp, dq, qi } = secret;
	return sequence(...[0n, n, e, d, p, q, dp, dq, qi].map(integer));
}

function writeSec1({ curve, secret, point }: EcKey, withCurve: boolean): Uint8Array {
	return sequence(
		integer(1n),
		write(TAG.octets, secret ?? new Uint8Array(0)),
		...(withCurve ? [write(0xa0, oid(curves[curve].oid))] : []),
		write(0xa1, bits(point))
	);
}

function algorithm(key: AsymmetricKey): Uint8Array {
	if (key.kind === 'rsa') return sequence(oid(RSA), nothing());
	if (key.kind === 'rsa-pss') return sequence(oid(PSS), ...(key.limits ? [writePss(key.limits)] : []));
	if (key.kind === 'ec') return sequence(oid(EC), oid(curves[key.curve].oid));
	return sequence(oid(okp[key.kind].oid));
}

export function writeDer(key: AsymmetricKey, encoding: Encoding, lock: Lock | null = null): Uint8Array {
	if (encoding === 'pkcs1' && key.kind === 'rsa') return writePkcs1(key);
	if (encoding === 'sec1' && key.kind === 'ec') return writeSec1(key, true);
	if (encoding === 'spki')
		return sequence(algorithm(key), bits(isRsa(key) ? writePkcs1({ ...key, secret: null }) : key.point));
	const inner = isRsa(key)
		? writePkcs1(key)
		: key.kind === 'ec'
			? writeSec1(key, false)
			: write(TAG.octets, key.secret ?? new Uint8Array(0));
	const plain = sequence(integer(0n), algorithm(key), write(TAG.octets, inner));
	return lock ? lockPkcs8(plain, lock) : plain;
}

/** `lock`: of the older form for the older encodings. */
export function writePem(key: AsymmetricKey, encoding: Encoding, lock: Lock | null): string {
	const label = {
		pkcs1: key.secret ? 'RSA PRIVATE KEY' : 'RSA PUBLIC KEY',
		pkcs8: lock ? 'ENCRYPTED PRIVATE KEY' : 'PRIVATE KEY',
		sec1: 'EC PRIVATE KEY',
		spki: 'PUBLIC KEY'
	}[encoding];
	const isOld = lock !== null && encoding !== 'pkcs8';
	const { head, bytes } = isOld
		? lockOld(writeDer(key, encoding, null), lock)
		: { head: '', bytes: writeDer(key, encoding, lock) };
	const body = btoa(String.fromCharCode(...bytes)).replace(/.{1,64}/g, '$&\n');
	return `-----BEGIN ${label}-----\n${head}${body}-----END ${label}-----\n`;
}
