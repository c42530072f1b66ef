/** What RSA keys sign: PKCS #1 v1.5 and PSS, within what a key of type rsa-pss allows. https://www.rfc-editor.org/rfc/rfc8017#section-8 */
import type { CHash } from '@noble/hashes/utils.js';
import type { RsaKey } from './asymmetric.ts';
import { fixedHash } from './hashes.ts';
import { opensslError } from './openssl-errors.ts';
import type { PssLimits } from './pss.ts';
import type { Random } from './random.ts';
import { checkPss, padPkcs1, padPss, sizeOf, withPublic, withSecret, type PssHashes } from './rsa.ts';

/** Numbers of OpenSSL's: RSA_PKCS1_PADDING, RSA_NO_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_*. */
const [PLAIN_PADDING, NO_PADDING] = [1, 3];
export const PSS_PADDING = 6;
const [SALT_AS_DIGEST, SALT_AS_LONG_AS_POSSIBLE] = [-1, -2];

/** `name` and `hash` are of the digest; undefined = not said. */
export type RsaSigning = {
	name: string;
	hash: CHash;
	digest: Uint8Array;
	padding: number | undefined;
	saltLength: number | undefined;
};

const refused = (number: string, reason: string) => opensslError(number, 'Provider routines', reason);
const tooSmall = () => opensslError('02000070', 'rsa routines', 'digest too big for rsa key', 'RSA_');
const tooLarge = () => opensslError('0200006E', 'rsa routines', 'data too large for key size', 'RSA_');

const modulusBits = ({ n }: RsaKey) => n.toString(2).length - 1;

function isPss(key: RsaKey, { name, padding }: RsaSigning): boolean {
	if (key.limits && key.limits.hash !== name) throw refused('1C8000AE', 'digest not allowed');
	if (padding === PSS_PADDING) return true;
	if (padding === undefined) return key.kind === 'rsa-pss';
	if (key.kind === 'rsa' && padding === PLAIN_PADDING) return false;
	if (key.kind === 'rsa' && padding === NO_PADDING) throw refused('1C8000A8', 'invalid padding mode');
	throw refused('1C8000A5', 'illegal or unsupported padding mode');
}

function checkSalt({ saltLength }: PssLimits, wanted: number | null, signs: boolean): void {
	if (wanted === null && signs) throw refused('1C800070', 'invalid salt length');
	if (wanted !== null && wanted < saltLength) throw refused('1C8000AC', 'pss saltlen too small');
}

/** Bytes that there is room for. */
const longestSalt = (key: RsaKey, digest: Uint8Array) => Math.ceil(modulusBits(key) / 8) - digest.length - 2;

/** Bytes of salt; null = as many as there is room for, or as there are. */
function saltOf(key: RsaKey, { padding, saltLength, digest }: RsaSigning, signs: boolean): number | null {
	if (key.kind === 'rsa-pss' && padding === undefined && saltLength === undefined)
		return key.limits?.saltLength ?? (signs ? Math.min(digest.length, longestSalt(key, digest)) : null);
	const given = saltLength ?? SALT_AS_LONG_AS_POSSIBLE;
	const wanted = given === SALT_AS_DIGEST ? digest.length : given < 0 ? null : given;
	if (key.limits) checkSalt(key.limits, wanted, signs);
	return wanted;
}

function hashesOf({ limits }: RsaKey, { hash }: RsaSigning): PssHashes {
	return { hash, maskHash: (limits && fixedHash(limits.maskHash)) ?? hash };
}

export function signRsa(key: RsaKey, signing: RsaSigning, random: Random): Uint8Array {
	const { name, digest } = signing;
	if (!isPss(key, signing)) {
		const padded = padPkcs1(name, digest, sizeOf(key));
		if (!padded) throw tooSmall();
		return withSecret(key, padded);
	}
	const bits = modulusBits(key);
	const length = saltOf(key, signing, true) ?? longestSalt(key, digest);
	const padded = length < 0 ? null : padPss(hashesOf(key, signing), digest, random(length), bits);
	if (!padded) throw tooLarge();
	return withSecret(key, padded);
}

export function verifyRsa(key: RsaKey, signature: Uint8Array, signing: RsaSigning): boolean {
	const { name, digest } = signing;
	const salt = isPss(key, signing) ? saltOf(key, signing, false) : undefined;
	if (signature.length !== sizeOf(key)) return false;
	const padded = withPublic(key, signature);
	if (salt !== undefined) return checkPss(hashesOf(key, signing), digest, padded, modulusBits(key), salt);
	const wanted = padPkcs1(name, digest, sizeOf(key));
	return wanted !== null && wanted.every((byte, at) => byte === padded[at]);
}
