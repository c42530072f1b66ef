/** Digests by the names that OpenSSL knows them by. https://nodejs.org/api/crypto.html#cryptocreatehashalgorithm-options */
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import type { CHash } from '@noble/hashes/utils.js';

const fixedHashes: Record<string, CHash> = {
	blake2b512: blake2b,
	blake2s256: blake2s,
	md5,
	ripemd160,
	sha1,
	sha224,
	sha256,
	'sha3-224': sha3_224,
	'sha3-256': sha3_256,
	'sha3-384': sha3_384,
	'sha3-512': sha3_512,
	sha384,
	sha512,
	'sha512-224': sha512_224,
	'sha512-256': sha512_256
};

/** Digests of any length; without one, OpenSSL's. */
export const extendableHashes: Record<string, { hash: typeof shake128; length: number }> = {
	shake128: { hash: shake128, length: 16 },
	shake256: { hash: shake256, length: 32 }
};

/** Other names of theirs, as OpenSSL lists them. */
const aliases = [
	'RSA-MD5',
	'RSA-RIPEMD160',
	'RSA-SHA1',
	'RSA-SHA224',
	'RSA-SHA256',
	'RSA-SHA3-224',
	'RSA-SHA3-256',
	'RSA-SHA3-384',
	'RSA-SHA3-512',
	'RSA-SHA384',
	'RSA-SHA512',
	'ripemd',
	'rmd160'
];

export const hashNames = (): string[] => [
	...aliases.filter((name) => name.startsWith('RSA')),
	...Object.keys(fixedHashes),
	...aliases.filter((name) => !name.startsWith('RSA')),
	...Object.keys(extendableHashes)
];

/** As a key of the tables above: "RSA-SHA256", "SHA-256" and "sha2-256" are sha256. */
export function hashName(algorithm: string): string {
	const name = algorithm.toLowerCase().replace(/^rsa-/, '');
	if (name === 'rmd160' || name === 'ripemd') return 'ripemd160';
	return name.replace(/^sha2?-(?=\d)/, 'sha');
}

export function fixedHash(algorithm: string): CHash | undefined {
	return Object.hasOwn(fixedHashes, hashName(algorithm)) ? fixedHashes[hashName(algorithm)] : undefined;
}
