/** Elliptic curves by OpenSSL's names. https://www.secg.org/sec2-v2.pdf, https://www.rfc-editor.org/rfc/rfc5639 */
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { ed448, x448 } from '@noble/curves/ed448.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';

/** `size` = bytes of a coordinate; `jwk` null = it has no name there. */
export const curves = {
	prime256v1: { curve: p256, oid: '1.2.840.10045.3.1.7', jwk: 'P-256', size: 32 },
	secp384r1: { curve: p384, oid: '1.3.132.0.34', jwk: 'P-384', size: 48 },
	secp521r1: { curve: p521, oid: '1.3.132.0.35', jwk: 'P-521', size: 66 },
	secp256k1: { curve: secp256k1, oid: '1.3.132.0.10', jwk: 'secp256k1', size: 32 },
	brainpoolP256r1: { curve: brainpoolP256r1, oid: '1.3.36.3.3.2.8.1.1.7', jwk: null, size: 32 },
	brainpoolP384r1: { curve: brainpoolP384r1, oid: '1.3.36.3.3.2.8.1.1.11', jwk: null, size: 48 },
	brainpoolP512r1: { curve: brainpoolP512r1, oid: '1.3.36.3.3.2.8.1.1.13', jwk: null, size: 64 }
} as const;
export type CurveName = keyof typeof curves;

export const curveNames = Object.keys(curves) as CurveName[];

/** By OpenSSL's name, NIST's or the object identifier. */
export function curveNamed(text: string): CurveName | undefined {
	return curveNames.find((name) => name === text || curves[name].oid === text || curves[name].jwk === text);
}

/** What such keys sign with, and agree on a secret with. */
export const signers = { ed25519, ed448 } as const;
export const agreers = { x25519, x448 } as const;

/** Keys that are bytes and nothing else; `size` = so many. https://www.rfc-editor.org/rfc/rfc8410 */
export const okp = {
	ed25519: { oid: '1.3.101.112', jwk: 'Ed25519', size: 32 },
	ed448: { oid: '1.3.101.113', jwk: 'Ed448', size: 57 },
	x25519: { oid: '1.3.101.110', jwk: 'X25519', size: 32 },
	x448: { oid: '1.3.101.111', jwk: 'X448', size: 56 }
} as const;
export type OkpName = keyof typeof okp;
export const okpNames = Object.keys(okp) as OkpName[];

export const isSigner = (name: string): name is keyof typeof signers => Object.hasOwn(signers, name);

export function publicOf(name: OkpName, secret: Uint8Array): Uint8Array {
	return (isSigner(name) ? signers[name] : agreers[name]).getPublicKey(secret);
}
