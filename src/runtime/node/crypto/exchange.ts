/** Agreeing on a secret: ECDH over curves, and what crypto.diffieHellman and webcrypto's ECDH do with keys. */
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import type { AsymmetricKey } from './asymmetric.ts';
import { agreers, curveNamed, curves, type CurveName } from './curves.ts';
import { coded } from '../coded.ts';
import { jobMaker } from './jobs.ts';
import { keyReader } from './keys.ts';
import { randomOf } from './random.ts';

type Data = ArrayBufferView | ArrayBuffer;

/** The forms of a point, as OpenSSL numbers them. https://www.secg.org/sec1-v2.pdf (2.3.3) */
const FORM = { compressed: 2, hybrid: 6 } as const;

const failed = (text: string, code = 'ERR_CRYPTO_OPERATION_FAILED') => coded(new Error(text), code);

function curveOf(name: string): CurveName {
	const curve = curveNamed(name);
	if (!curve) throw coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');
	return curve;
}

/** A point of the curve in `form`. @throws where `bytes` is none */
function pointBytes(name: CurveName, bytes: Uint8Array, form: number): Uint8Array {
	// Hybrid is uncompressed with the sign in its first byte.
	const given =
		bytes[0] === 6 || bytes[0] === 7 ? Uint8Array.from(bytes, (byte, at) => (at ? byte : 4)) : bytes;
	const point = curves[name].curve.Point.fromBytes(given.slice());
	const made = point.toBytes(form === FORM.compressed);
	if (form === FORM.hybrid) made[0] = FORM.hybrid | ((made.at(-1) ?? 0) & 1);
	return made;
}

function sharedX(name: CurveName, secret: Uint8Array, point: Uint8Array): Uint8Array {
	return curves[name].curve.getSharedSecret(secret, pointBytes(name, point, FORM.compressed), true).slice(1);
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
	const first = bytes.findIndex((byte) => byte !== 0);
	return first < 0 ? bytes.slice(0, 0) : bytes.slice(first);
}

function sharedSecret(ours: AsymmetricKey, theirs: AsymmetricKey): Uint8Array {
	if (ours.kind === 'ec' && theirs.kind === 'ec' && ours.secret && ours.curve === theirs.curve)
		return sharedX(ours.curve, ours.secret, theirs.point);
	if (ours.kind === 'x25519' && theirs.kind === 'x25519' && ours.secret)
		return agreers.x25519.getSharedSecret(ours.secret, theirs.point);
	if (ours.kind === 'x448' && theirs.kind === 'x448' && ours.secret)
		return agreers.x448.getSharedSecret(ours.secret, theirs.point);
	throw coded(new Error('diffieHellman failed'), 'ERR_OSSL_EVP_DIFFERENT_PARAMETERS');
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function exchangeClasses(context: Context, shape: Binding) {
	const read = keyReader(shape);
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = context.requireBuiltin('buffer') as {
			Buffer: { from(bytes: ArrayBufferLike): unknown };
		};
		return Buffer.from(bytes.slice().buffer);
	};
	const agree = (ours: object, theirs: object) =>
		sharedSecret(read(ours, undefined, undefined, true), read(theirs, undefined, undefined, false));

	class ECDH {
		readonly #curve: CurveName;
		#secret: Uint8Array | null = null;
		#point: Uint8Array | null = null;
		/** The public key, where it was set by itself; not compressed. */
		#given: Uint8Array | null = null;

		constructor(name: string) {
			this.#curve = curveOf(name);
		}
		generateKeys(): void {
			const { curve, size } = curves[this.#curve];
			this.#take(curve.utils.randomSecretKey(randomOf(context)(curve.lengths.seed ?? 2 * size)));
		}
		#take(secret: Uint8Array): void {
			this.#secret = secret;
			this.#given = null;
			this.#point = curves[this.#curve].curve.getPublicKey(secret, false);
		}
		/** A public key may be set that is not that of the secret. */
		#isPair(): boolean {
			if (!this.#secret || !this.#given) return true;
			const made = curves[this.#curve].curve.getPublicKey(this.#secret, false);
			return made.every((byte, at) => byte === this.#given?.[at]);
		}
		/** A text names what is wrong with the other's key. */
		computeSecret(key: Data): unknown {
			const bytes = bytesOf(key);
			if (!this.#secret || !this.#isPair())
				throw coded(new RangeError('Invalid key pair'), 'ERR_CRYPTO_INVALID_KEYPAIR');
			// The point at infinity is one, but nothing comes of it.
			if (bytes.length === 1 && bytes[0] === 0) throw failed('Failed to compute ECDH key');
			try {
				return buffer(sharedX(this.#curve, this.#secret, bytes));
			} catch {
				return 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY';
			}
		}
		getPublicKey(form: number): unknown {
			if (!this.#point) throw failed('Failed to get ECDH public key');
			return buffer(pointBytes(this.#curve, this.#point, form));
		}
		getPrivateKey(): unknown {
			if (!this.#secret) throw failed('Failed to get ECDH private key');
			return buffer(withoutZeros(this.#secret));
		}
		setPrivateKey(key: Data): void {
			const { curve, size } = curves[this.#curve];
			const given = withoutZeros(bytesOf(key));
			const secret = new Uint8Array(size);
			if (given.length <= size) secret.set(given, size - given.length);
			if (given.length > size || !curve.utils.isValidSecretKey(secret))
				throw coded(
					new RangeError('Private key is not valid for specified curve.'),
					'ERR_CRYPTO_INVALID_KEYTYPE'
				);
			this.#take(secret);
		}
		setPublicKey(key: Data): void {
			try {
				this.#point = this.#given = pointBytes(this.#curve, bytesOf(key), 0);
			} catch {
				throw failed('Failed to convert Buffer to EC_POINT');
			}
		}
	}

	return {
		ECDH,
		ECDHConvertKey(key: Data, name: string, form: number): unknown {
			const curve = curveOf(name);
			try {
				return buffer(pointBytes(curve, bytesOf(key), form));
			} catch {
				throw failed('Failed to convert Buffer to EC_POINT');
			}
		},
		statelessDH: (ours: object, theirs: object) => buffer(agree(ours, theirs)),
		ECDHBitsJob: job((theirs: object, ours: object) => () => agree(ours, theirs).slice().buffer)
	};
}
