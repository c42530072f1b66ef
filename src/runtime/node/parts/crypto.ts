/**
 * Node's crypto: digests, HMAC, random bytes, key derivation, keys, ciphers, signatures, certificates. What is missing says so by name
 * when it is called.
 */
import type { BindingFactory } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { cipherNames } from '../crypto/cipher-names.ts';
import { cipherClasses } from '../crypto/ciphers.ts';
import { diffieHellmanClasses } from '../crypto/diffie-hellman.ts';
import { coded } from '../coded.ts';
import { digestClasses } from '../crypto/digests.ts';
import { exchangeClasses } from '../crypto/exchange.ts';
import { hashNames } from '../crypto/hashes.ts';
import { jobClasses } from '../crypto/jobs.ts';
import { keyPairClasses } from '../crypto/key-pairs.ts';
import { keyClasses } from '../crypto/keys.ts';
import { rsaCipherFunctions } from '../crypto/rsa-ciphers.ts';
import { SecureContext } from '../crypto/secure-context.ts';
import { signatureClasses } from '../crypto/signatures.ts';
import { webCipherClasses } from '../crypto/web-ciphers.ts';
import { certificateClasses } from '../crypto/x509.ts';

function view(value: unknown, name: string): Uint8Array {
	if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return bytesOf(value);
	const text = `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`;
	throw coded(new TypeError(text), 'ERR_INVALID_ARG_TYPE');
}

/** In time that does not depend on where the two differ. */
function timingSafeEqual(first: unknown, second: unknown): boolean {
	const [a, b] = [view(first, 'buf1'), view(second, 'buf2')];
	if (a.length !== b.length)
		throw coded(
			new RangeError('Input buffers must have the same byte length'),
			'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH'
		);
	let difference = 0;
	for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
	return difference === 0;
}

export const binding: BindingFactory = (context, shape) => ({
	...digestClasses(context),
	...cipherClasses(context),
	...keyClasses(context, shape),
	...signatureClasses(context, shape),
	...keyPairClasses(context, shape),
	...jobClasses(context, shape['kCryptoJobAsync'] as number),
	...exchangeClasses(context, shape),
	...diffieHellmanClasses(context, shape),
	...webCipherClasses(context, shape),
	...rsaCipherFunctions(context, shape),
	...certificateClasses(context, shape),
	SecureContext,
	timingSafeEqual,
	getHashes: hashNames,
	getCachedAliases: () => ({}),
	getCiphers: cipherNames,
	getSSLCiphers: () => [],
	getFipsCrypto: () => 0,
	testFipsCrypto: () => false,
	secureBuffer: (length: number) => new Uint8Array(length),
	secureHeapUsed: () => undefined,
	getOpenSSLSecLevelCrypto: () => 1,
	startLoadingCertificatesOffThread() {},
	getBundledRootCertificates: () => [],
	getSystemCACertificates: () => [],
	getExtraCACertificates: () => [],
	getUserRootCertificates: () => []
});
