/** The handles under createSign and createVerify, and the job under sign and verify. */
import type { CHash } from '@noble/hashes/utils.js';
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { isRsa, type AsymmetricKey, type EcKey, type OkpKey } from './asymmetric.ts';
import { curves, isSigner, signers } from './curves.ts';
import { coded } from '../coded.ts';
import { dataBytes } from './digests.ts';
import { fixedHash, hashName } from './hashes.ts';
import { copied, jobMaker } from './jobs.ts';
import { keyReader } from './keys.ts';
import { opensslError } from './openssl-errors.ts';
import { randomOf } from './random.ts';
import { signRsa, verifyRsa, type RsaSigning } from './rsa-signatures.ts';

type Data = ArrayBufferView | ArrayBuffer;
/** How to sign. */
type Options = { hash: string; padding: number | undefined; saltLength: number | undefined; isDer: boolean };

/** That of the digest in the name of a way to sign. */
const plainName = (name: string) => name.replace(/withRSAEncryption$/i, '').replace(/^ecdsa-with-/i, '');
const known = (name: string): CHash | undefined => fixedHash(plainName(name));

function hashOf(name: string): CHash {
	const hash = known(name);
	if (!hash) throw coded(new TypeError(`Invalid digest: ${name}`), 'ERR_CRYPTO_INVALID_DIGEST');
	return hash;
}

const signingOf = (digest: Uint8Array, { hash, padding, saltLength }: Options): RsaSigning => ({
	name: hashName(plainName(hash)),
	hash: hashOf(hash),
	digest,
	padding,
	saltLength
});

/** Edwards curves have their own. */
const digestNotTaken = () => opensslError('1C80007A', 'Provider routines', 'invalid digest');

type EdwardsKey = OkpKey & { kind: keyof typeof signers };
const isEdwards = (key: AsymmetricKey): key is EdwardsKey => isSigner(key.kind);

const signsNothing = () =>
	opensslError('03000096', 'digital envelope routines', 'operation not supported for this keytype', 'EVP_');

export class Signer {
	readonly #random: (length: number) => Uint8Array;

	constructor(random: (length: number) => Uint8Array) {
		this.#random = random;
	}

	sign(key: AsymmetricKey, data: Uint8Array, options: Options): Uint8Array {
		if (isEdwards(key) && key.secret) {
			if (options.hash) throw digestNotTaken();
			return signers[key.kind].sign(data, key.secret);
		}
		const digest = hashOf(options.hash)(data);
		if (isRsa(key)) return signRsa(key, signingOf(digest, options), this.#random);
		if (key.kind === 'ec' && key.secret)
			return curves[key.curve].curve.sign(digest, key.secret, {
				prehash: false,
				lowS: false,
				extraEntropy: this.#random(32),
				format: options.isDer ? 'der' : 'compact'
			});
		throw signsNothing();
	}

	verify(key: AsymmetricKey, data: Uint8Array, signature: Uint8Array, options: Options): boolean {
		if (isEdwards(key)) {
			if (options.hash) throw digestNotTaken();
			const curve = signers[key.kind];
			return signature.length === curve.lengths.signature && curve.verify(signature, data, key.point);
		}
		const digest = hashOf(options.hash)(data);
		if (isRsa(key)) return verifyRsa(key, signature, signingOf(digest, options));
		if (key.kind === 'ec') return verifyEc(key, digest, signature, options);
		throw signsNothing();
	}
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
			const byDefault = isEdwards(key) ? '' : isRsa(key) ? (key.limits?.hash ?? 'sha256') : 'sha256';
			const options = { hash: hash ?? byDefault, padding, saltLength, isDer: isDer(encoding) };
			const [bytes, given] = [copied(data), copied(signature ?? new ArrayBuffer(0))];
			return () => {
				if (!signs) return signer.verify(key, bytes, given, options);
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
