/**
 * Private keys that a passphrase locks: PKCS #8 with PBES2 (https://www.rfc-editor.org/rfc/rfc8018), and OpenSSL's older form of PEM, whose
 * key comes from one round of MD5 (https://www.rfc-editor.org/rfc/rfc1421, https://docs.openssl.org/3.0/man3/PEM_read_bio_PrivateKey/).
 */
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { coded } from '../coded.ts';
import { chainWhole } from './cipher-engines.ts';
import { cipherNamed, type CipherInfo } from './cipher-names.ts';
import {
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
	write
} from './der.ts';
import { fixedHash } from './hashes.ts';
import { opensslError, retiredError } from './openssl-errors.ts';
import type { Random } from './random.ts';

/** null = none was given. */
export type Passphrase = Uint8Array | null;
export type Lock = { cipher: CipherInfo; passphrase: Uint8Array; random: Random };

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
/** HMAC over one of these is what PBKDF2 goes by; it is SHA-1 where nothing is said. */
const HMAC = '1.2.840.113549.2.';
const hmacHashes: Record<string, string> = {
	7: 'sha1',
	8: 'sha224',
	9: 'sha256',
	10: 'sha384',
	11: 'sha512'
};
const cipherIds: Record<string, string> = {
	'2.16.840.1.101.3.4.1.2': 'aes-128-cbc',
	'2.16.840.1.101.3.4.1.22': 'aes-192-cbc',
	'2.16.840.1.101.3.4.1.42': 'aes-256-cbc',
	'1.2.840.113549.3.7': 'des-ede3-cbc'
};

/** As OpenSSL does it where nobody says otherwise. */
const ROUNDS = 2048;
const SALT_LENGTH = 16;
/** Bytes of the longest passphrase that PEM's reader takes. */
const LONGEST = 1024;
/** Bytes of salt of the older form: the first of the initialization vector. */
const OLD_SALT = 8;

const unsupported = (name: string) =>
	new Error(`not supported in the browser: private keys that are locked with ${name}`);

/** The cipher with that name. @throws where keys cannot be locked with it */
function lockCipher(name: string): CipherInfo {
	const cipher = cipherNamed(name);
	if (cipher?.family === 'retired') throw retiredError();
	if (cipher?.mode !== 'cbc') throw unsupported(name);
	return cipher;
}

function unlock(cipher: CipherInfo, key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array {
	try {
		return chainWhole(cipher, false, key, iv, bytes);
	} catch {
		throw opensslError('1C800064', 'Provider routines', 'bad decrypt');
	}
}

/** PBES2's sequence of a way to derive a key and a way to encrypt with it. */
function unlockPbes2(parameters: Uint8Array, bytes: Uint8Array, passphrase: Uint8Array): Uint8Array {
	const [derivation, encryption] = readAll(parameters);
	const [way, how] = readAll(expect(derivation, TAG.sequence));
	const id = readOid(expect(way, TAG.oid));
	if (id !== PBKDF2) throw unsupported(id);
	const [salt, rounds, ...more] = readAll(expect(how, TAG.sequence));
	const prf = more.find(({ tag }) => tag === TAG.sequence);
	const prfId = prf ? readOid(expect(readAll(prf.bytes)[0], TAG.oid)) : `${HMAC}7`;
	const hash = fixedHash(hmacHashes[prfId.slice(HMAC.length)] ?? '');
	if (!prfId.startsWith(HMAC) || !hash) throw unsupported(prfId);
	const [cipher, iv] = readAll(expect(encryption, TAG.sequence));
	const cipherId = readOid(expect(cipher, TAG.oid));
	const info = lockCipher(cipherIds[cipherId] ?? cipherId);
	const c = Number(toBigInt(expect(rounds, TAG.integer)));
	const key = pbkdf2(hash, passphrase, expect(salt, TAG.octets), { c, dkLen: info.keyLength });
	return unlock(info, key, expect(iv, TAG.octets), bytes);
}

/** Whether it is a locked key of PKCS #8: a plain one begins with a number. */
export function isLocked(der: Uint8Array): boolean {
	const [first, second] = readSequence(der);
	return first?.tag === TAG.sequence && second?.tag === TAG.octets;
}

/** The plain key. @throws ERR_MISSING_PASSPHRASE, ERR_OSSL_BAD_DECRYPT */
export function unlockPkcs8(der: Uint8Array, passphrase: Passphrase): Uint8Array {
	if (!passphrase)
		throw coded(new TypeError('Passphrase required for encrypted key'), 'ERR_MISSING_PASSPHRASE');
	const [algorithm, bytes] = readSequence(der);
	const [id, parameters] = readAll(expect(algorithm, TAG.sequence));
	const name = readOid(expect(id, TAG.oid));
	if (name !== PBES2) throw unsupported(name);
	return unlockPbes2(expect(parameters, TAG.sequence), expect(bytes, TAG.octets), passphrase);
}

/** A plain key of PKCS #8, locked. */
export function lockPkcs8(der: Uint8Array, { cipher, passphrase, random }: Lock): Uint8Array {
	lockCipher(cipher.name);
	const id = Object.keys(cipherIds).find((one) => cipherIds[one] === cipher.name);
	if (!id) throw unsupported(cipher.name);
	const [salt, iv] = [random(SALT_LENGTH), random(cipher.ivLength)];
	const key = pbkdf2(sha256, passphrase, salt, { c: ROUNDS, dkLen: cipher.keyLength });
	const prf = sequence(oid(`${HMAC}9`), nothing());
	const derivation = sequence(write(TAG.octets, salt), integer(BigInt(ROUNDS)), prf);
	const parameters = sequence(sequence(oid(PBKDF2), derivation), sequence(oid(id), write(TAG.octets, iv)));
	return sequence(
		sequence(oid(PBES2), parameters),
		write(TAG.octets, chainWhole(cipher, true, key, iv, der))
	);
}

/** EVP_BytesToKey with MD5 and one round. https://docs.openssl.org/3.0/man3/EVP_BytesToKey/ */
function oldKey(passphrase: Uint8Array, iv: Uint8Array, length: number): Uint8Array {
	let [key, last] = [new Uint8Array(0), new Uint8Array(0)];
	while (key.length < length) {
		last = Uint8Array.from(md5(concatBytes(last, passphrase, iv.subarray(0, OLD_SALT))));
		key = Uint8Array.from(concatBytes(key, last));
	}
	return key.slice(0, length);
}

/** What PEM asks of its passphrase. @throws ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED */
export function asked(passphrase: Passphrase): Uint8Array {
	if (passphrase && passphrase.length <= LONGEST) return passphrase;
	throw opensslError('07880109', 'common libcrypto routines', 'interrupted or cancelled', 'CRYPTO_');
}

const toHex = (bytes: Uint8Array) =>
	[...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');

/** `info` = what stands behind DEK-Info: "AES-256-CBC,9367...". @throws ERR_OSSL_BAD_DECRYPT */
export function unlockOld(info: string, bytes: Uint8Array, passphrase: Passphrase): Uint8Array {
	const [name = '', hex = ''] = info.split(',');
	const cipher = lockCipher(name);
	if (!/^([0-9a-f]{2})+$/i.test(hex)) throw new DerError('DEK-Info has no vector');
	const iv = Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
	return unlock(cipher, oldKey(asked(passphrase), iv, cipher.keyLength), iv, bytes);
}

/** The lines of PEM's head, and the locked bytes. */
export function lockOld(
	bytes: Uint8Array,
	{ cipher, passphrase, random }: Lock
): { head: string; bytes: Uint8Array } {
	lockCipher(cipher.name);
	const iv = random(cipher.ivLength);
	const locked = chainWhole(cipher, true, oldKey(passphrase, iv, cipher.keyLength), iv, bytes);
	const head = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher.name.toUpperCase()},${toHex(iv)}\n\n`;
	return { head, bytes: locked };
}
