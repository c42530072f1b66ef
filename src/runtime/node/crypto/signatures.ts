/** The handles under createSign and createVerify, and the job under sign and verify. */
import type { CHash } from '@noble/hashes/utils.js';
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import type { AsymmetricKey, EcKey, RsaKey } from './asymmetric.ts';
import { curves, ed25519 } from './curves.ts';
import { coded } from '../coded.ts';
import { dataBytes } from './digests.ts';
import { fixedHash, hashName } from './hashes.ts';
import { jobMaker } from './jobs.ts';
import { keyReader } from './keys.ts';
import { opensslError } from './openssl-errors.ts';
import { randomOf } from './random.ts';
import { checkPss, padPkcs1, padPss, sizeOf, withPublic, withSecret } from './rsa.ts';

type Data = ArrayBufferView | ArrayBuffer;
/** Numbers of OpenSSL's: RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_*. */
const PSS = 6;
const [SALT_AS_DIGEST, SALT_AS_LONG_AS_POSSIBLE] = [-1, -2];

/** How to sign. */
type Options = { hash: string; padding: number | undefined; saltLength: number | undefined; isDer: boolean };

const known = (name: string): CHash | undefined =>
	fixedHash(name.replace(/withRSAEncryption$/i, '').replace(/^ecdsa-with-/i, ''));

function hashOf(name: string): CHash {
	const hash = known(name);
	if (!hash) throw coded(new TypeError(`Invalid digest: ${name}`), 'ERR_CRYPTO_INVALID_DIGEST');
	return hash;
}

const modulusBits = ({ n }: RsaKey) => n.toString(2).length - 1;

const tooSmall = () => opensslError('02000070', 'rsa routines', 'digest too big for rsa key', 'RSA_');

/** Ed25519 has its own. */
const digestNotTaken = () => opensslError('1C80007A', 'Provider routines', 'invalid digest');

export class Signer {
	readonly #random: (length: number) => Uint8Array;

	constructor(random: (length: number) => Uint8Array) {
		this.#random = random;
	}

	sign(key: AsymmetricKey, data: Uint8Array, options: Options): Uint8Array {
		if (key.kind === 'ed25519' && key.secret) {
			if (options.hash) throw digestNotTaken();
			return ed25519.sign(data, key.secret);
		}
		const digest = hashOf(options.hash)(data);
		if (key.kind === 'rsa') return this.#signRsa(key, digest, options);
		if (key.kind === 'ec' && key.secret)
			return curves[key.curve].curve.sign(digest, key.secret, {
				prehash: false,
				lowS: false,
				extraEntropy: this.#random(32),
				format: options.isDer ? 'der' : 'compact'
			});
		throw coded(
			new Error('error:03000096:digital envelope routines::operation not supported for this keytype'),
			'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE'
		);
	}

	#signRsa(
		key: RsaKey,
		digest: Uint8Array,
		{ hash, padding, saltLength = SALT_AS_LONG_AS_POSSIBLE }: Options
	): Uint8Array {
		const bits = modulusBits(key);
		let padded: Uint8Array | null;
		if (padding === PSS) {
			const longest = Math.ceil(bits / 8) - digest.length - 2;
			const length =
				saltLength === SALT_AS_DIGEST
					? digest.length
					: saltLength === SALT_AS_LONG_AS_POSSIBLE
						? longest
						: saltLength;
			padded = length < 0 ? null : padPss(hashOf(hash), digest, this.#random(length), bits);
		} else padded = padPkcs1(hashName(hash), digest, sizeOf(key));
		if (!padded) throw tooSmall();
		return withSecret(key, padded);
	}

	verify(key: AsymmetricKey, data: Uint8Array, signature: Uint8Array, options: Options): boolean {
		if (key.kind === 'ed25519' && options.hash) throw digestNotTaken();
		if (key.kind === 'ed25519') return signature.length === 64 && ed25519.verify(signature, data, key.point);
		const digest = hashOf(options.hash)(data);
		if (key.kind === 'rsa') return verifyRsa(key, digest, signature, options);
		return key.kind === 'ec' && verifyEc(key, digest, signature, options);
	}
}

function verifyRsa(key: RsaKey, digest: Uint8Array, signature: Uint8Array, options: Options): boolean {
	if (signature.length !== sizeOf(key)) return false;
	const padded = withPublic(key, signature);
	if (options.padding === PSS) {
		const { saltLength = SALT_AS_LONG_AS_POSSIBLE } = options;
		const wanted = saltLength === SALT_AS_DIGEST ? digest.length : saltLength < 0 ? null : saltLength;
		return checkPss(hashOf(options.hash), digest, padded, modulusBits(key), wanted);
	}
	const wanted = padPkcs1(hashName(options.hash), digest, sizeOf(key));
	return wanted !== null && wanted.every((byte, at) => byte === padded[at]);
}

function verifyEc(key: EcKey, digest: Uint8Array, signature: Uint8Array, { isDer }: Options): boolean {
	try {
		const format = isDer ? 'der' : 'compact';
		return curves[key.curve].curve.verify(signature, digest, key.point, {
			prehash: false,
			lowS: false,
			format
		});
	} catch {
		return false; // not even the form of a signature
	}
}

// eslint-disable-next-line max-lines-per-function -- classes that close over their process; their methods are short
export function signatureClasses(context: Context, shape: Binding) {
	const read = keyReader(shape);
	const isDer = (encoding: number | undefined) => encoding !== shape['kSigEncP1363'];
	const signer = new Signer(randomOf(context));
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = context.requireBuiltin('buffer') as { Buffer: { from(bytes: Uint8Array): unknown } };
		return Buffer.from(bytes);
	};

	class Running {
		protected hash = '';
		#parts: Uint8Array[] = [];

		init(algorithm: string): void {
			if (!known(algorithm)) throw coded(new TypeError('Invalid digest'), 'ERR_CRYPTO_INVALID_DIGEST');
			this.hash = algorithm;
		}
		update(data: string | ArrayBufferView, encoding?: string): void {
			this.#parts.push(dataBytes(data, encoding).slice());
		}
		protected data(): Uint8Array {
			return Uint8Array.from(this.#parts.flatMap((part) => [...part]));
		}
	}
	class Sign extends Running {
		sign(...[data, format, type, passphrase, padding, saltLength, encoding]: SignArguments): unknown {
			const key = read(data, format, type, true, passphrase);
			return buffer(
				signer.sign(key, this.data(), { hash: this.hash, padding, saltLength, isDer: isDer(encoding) })
			);
		}
	}
	class Verify extends Running {
		verify(
			...[data, format, type, passphrase, signature, padding, saltLength, encoding]: VerifyArguments
		): boolean {
			const key = read(data, format, type, false, passphrase);
			const options = { hash: this.hash, padding, saltLength, isDer: isDer(encoding) };
			return signer.verify(key, this.data(), bytesOf(signature), options);
		}
	}
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const SignJob = job(
		(
			...[
				mode,
				keyData,
				format,
				type,
				passphrase,
				data,
				hash,
				saltLength,
				padding,
				encoding,
				signature
			]: JobArguments
		) => {
			const signs = mode === shape['kSignJobModeSign'];
			const key = read(keyData, format, type, signs, passphrase);
			const byDefault = key.kind === 'ed25519' ? '' : 'sha256';
			const options = { hash: hash ?? byDefault, padding, saltLength, isDer: isDer(encoding) };
			return () => {
				const bytes = bytesOf(data).slice();
				if (!signs) return signer.verify(key, bytes, bytesOf(signature ?? new ArrayBuffer(0)), options);
				return signer.sign(key, bytes, options).slice().buffer;
			};
		}
	);
	return { Sign, Verify, SignJob };
}

type KeyArguments = [
	data: object,
	format: number | undefined,
	type: number | null | undefined,
	passphrase: unknown
];
type SignArguments = [...KeyArguments, padding?: number, saltLength?: number, encoding?: number];
type VerifyArguments = [
	...KeyArguments,
	signature: Data,
	padding?: number,
	saltLength?: number,
	encoding?: number
];
type JobArguments = [
	mode: number,
	...KeyArguments,
	data: Data,
	hash?: string | null,
	saltLength?: number,
	padding?: number,
	encoding?: number,
	signature?: Data
];
