/** Elliptic curves by OpenSSL's names. https://www.secg.org/sec2-v2.pdf */
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';

export type CurveName = 'prime256v1' | 'secp384r1' | 'secp521r1' | 'secp256k1';

/** `size` = bytes of a coordinate. */
export const curves = {
	prime256v1: { curve: p256, oid: '1.2.840.10045.3.1.7', jwk: 'P-256', size: 32 },
	secp384r1: { curve: p384, oid: '1.3.132.0.34', jwk: 'P-384', size: 48 },
	secp521r1: { curve: p521, oid: '1.3.132.0.35', jwk: 'P-521', size: 66 },
	secp256k1: { curve: secp256k1, oid: '1.3.132.0.10', jwk: 'secp256k1', size: 32 }
} as const;

export const curveNames = Object.keys(curves) as CurveName[];

/** By OpenSSL's name, NIST's or the object identifier. */
export function curveNamed(text: string): CurveName | undefined {
	return curveNames.find((name) => name === text || curves[name].oid === text || curves[name].jwk === text);
}

/** Keys that are 32 bytes and nothing else. https://www.rfc-editor.org/rfc/rfc8410 */
export const okp = {
	ed25519: {
		oid: '1.3.101.112',
		jwk: 'Ed25519',
		publicOf: (secret: Uint8Array) => ed25519.getPublicKey(secret)
	},
	x25519: { oid: '1.3.101.110', jwk: 'X25519', publicOf: (secret: Uint8Array) => x25519.getPublicKey(secret) }
} as const;
export type OkpName = keyof typeof okp;
export const okpNames = Object.keys(okp) as OkpName[];
export { ed25519 };
