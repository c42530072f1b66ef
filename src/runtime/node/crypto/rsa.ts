/** RSA: the arithmetic, PKCS #1 v1.5 and PSS. https://www.rfc-editor.org/rfc/rfc8017 */
import type { CHash } from '@noble/hashes/utils.js';
import type { RsaKey } from './asymmetric.ts';
import { nothing, oid, sequence, TAG, toBigInt, toBytes, write } from './der.ts';

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let [result, square] = [1n, base % modulus];
	for (let rest = exponent; rest > 0n; rest >>= 1n) {
		if (rest & 1n) result = (result * square) % modulus;
		square = (square * square) % modulus;
	}
	return result;
}

export const sizeOf = ({ n }: RsaKey): number => Math.ceil(n.toString(2).length / 8);

export function withPublic(key: RsaKey, bytes: Uint8Array): Uint8Array {
	return toBytes(power(toBigInt(bytes), key.e, key.n), sizeOf(key));
}

/** By the Chinese remainder theorem: four times as fast. */
export function withSecret(key: RsaKey, bytes: Uint8Array): Uint8Array {
	if (!key.secret) throw new Error('a private key is needed');
	const { p, q, dp, dq, qi } = key.secret;
	const value = toBigInt(bytes);
	const [one, other] = [power(value, dp, p), power(value, dq, q)];
	const difference = (((one - other) % p) + p) % p;
	return toBytes(other + q * ((qi * difference) % p), sizeOf(key));
}

const sha2 = '2.16.840.1.101.3.4.2.';
const digestIds: Record<string, string> = {
	md5: '1.2.840.113549.2.5',
	sha1: '1.3.14.3.2.26',
	ripemd160: '1.3.36.3.2.1',
	sha224: `${sha2}4`,
	sha256: `${sha2}1`,
	sha384: `${sha2}2`,
	sha512: `${sha2}3`,
	'sha512-224': `${sha2}5`,
	'sha512-256': `${sha2}6`,
	'sha3-224': `${sha2}7`,
	'sha3-256': `${sha2}8`,
	'sha3-384': `${sha2}9`,
	'sha3-512': `${sha2}10`
};

export function digestId(name: string): string {
	const id = digestIds[name];
	if (!id) throw new Error(`not supported in the browser: RSA signatures with ${name}`);
	return id;
}

/** By its object identifier. */
export const digestNamed = (id: string): string | undefined =>
	Object.keys(digestIds).find((name) => digestIds[name] === id);

/** EMSA-PKCS1-v1_5; null where the key is too short. */
export function padPkcs1(name: string, digest: Uint8Array, size: number): Uint8Array | null {
	const info = sequence(sequence(oid(digestId(name)), nothing()), write(TAG.octets, digest));
	if (size < info.length + 11) return null;
	const padded = new Uint8Array(size).fill(0xff);
	padded.set([0, 1]);
	padded[size - info.length - 1] = 0;
	padded.set(info, size - info.length);
	return padded;
}

/** MGF1. */
export function mask(hash: CHash, seed: Uint8Array, length: number): Uint8Array {
	const output = new Uint8Array(length);
	for (let counter = 0, at = 0; at < length; counter++) {
		const part = hash(Uint8Array.from([...seed, ...toBytes(BigInt(counter), 4)]));
		output.set(part.subarray(0, length - at), at);
		at += part.length;
	}
	return output;
}

export const xor = (one: Uint8Array, other: Uint8Array) => one.map((byte, at) => byte ^ (other[at] ?? 0));

const saltedHash = (hash: CHash, digest: Uint8Array, salt: Uint8Array) =>
	hash(Uint8Array.from([...new Uint8Array(8), ...digest, ...salt]));

/** That of PSS over the text and that of its mask: mostly the same. */
export type PssHashes = { hash: CHash; maskHash: CHash };

/** EMSA-PSS; `bits` = those of the modulus less one. */
export function padPss(
	{ hash, maskHash }: PssHashes,
	digest: Uint8Array,
	salt: Uint8Array,
	bits: number
): Uint8Array | null {
	const size = Math.ceil(bits / 8);
	if (size < digest.length + salt.length + 2) return null;
	const salted = saltedHash(hash, digest, salt);
	const block = new Uint8Array(size - digest.length - 1);
	block[block.length - salt.length - 1] = 1;
	block.set(salt, block.length - salt.length);
	const masked = xor(block, mask(maskHash, salted, block.length));
	masked[0] = (masked[0] ?? 0) & (0xff >> (8 * size - bits));
	return Uint8Array.from([...masked, ...salted, 0xbc]);
}

/** `saltLength` null = whatever it is. */
export function checkPss(
	{ hash, maskHash }: PssHashes,
	digest: Uint8Array,
	padded: Uint8Array,
	bits: number,
	saltLength: number | null
): boolean {
	const size = Math.ceil(bits / 8);
	const block = padded.subarray(padded.length - size);
	if (block.at(-1) !== 0xbc || padded.subarray(0, padded.length - size).some((byte) => byte !== 0))
		return false;
	const masked = block.subarray(0, size - digest.length - 1);
	const salted = block.subarray(masked.length, -1);
	const open = xor(masked, mask(maskHash, salted, masked.length));
	open[0] = (open[0] ?? 0) & (0xff >> (8 * size - bits));
	const one = open.findIndex((byte) => byte !== 0);
	if (one < 0 || open[one] !== 1) return false;
	const salt = open.subarray(one + 1);
	if (saltLength !== null && salt.length !== saltLength) return false;
	return saltedHash(hash, digest, salt).every((byte, at) => byte === salted[at]);
}
