/** What a key of type rsa-pss is limited to. https://www.rfc-editor.org/rfc/rfc4055#section-3.1 */
import {
	expect,
	integer,
	nothing,
	oid,
	optional,
	readAll,
	readFirst,
	readOid,
	readSequence,
	sequence,
	TAG,
	toBigInt,
	write
} from './der.ts';
import { digestId, digestNamed } from './rsa.ts';

/** Names of digests, and bytes of salt. */
export type PssLimits = { hash: string; maskHash: string; saltLength: number };

export const PSS = '1.2.840.113549.1.1.10';
const MASK = '1.2.840.113549.1.1.8';
/** Where nothing is said. */
export const DEFAULTS: PssLimits = { hash: 'sha1', maskHash: 'sha1', saltLength: 20 };

const hashOf = (algorithm: Uint8Array) =>
	digestNamed(readOid(expect(readSequence(algorithm)[0], TAG.oid))) ?? '';

/** @param bytes of the sequence of parameters */
export function readPss(bytes: Uint8Array): PssLimits {
	const [hash, mask, salt] = [0, 1, 2].map((number) => optional(readAll(bytes), number));
	const maskHash = mask && readSequence(mask)[1];
	return {
		hash: hash ? hashOf(hash) : DEFAULTS.hash,
		maskHash: maskHash ? hashOf(write(maskHash.tag, maskHash.bytes)) : DEFAULTS.maskHash,
		saltLength: salt ? Number(toBigInt(expect(readFirst(salt), TAG.integer))) : DEFAULTS.saltLength
	};
}

export function writePss({ hash, maskHash, saltLength }: PssLimits): Uint8Array {
	const algorithm = (name: string) => sequence(oid(digestId(name)), nothing());
	return sequence(
		...(hash === DEFAULTS.hash ? [] : [write(0xa0, algorithm(hash))]),
		...(maskHash === DEFAULTS.maskHash ? [] : [write(0xa1, sequence(oid(MASK), algorithm(maskHash)))]),
		...(saltLength === DEFAULTS.saltLength ? [] : [write(0xa2, integer(BigInt(saltLength)))])
	);
}
