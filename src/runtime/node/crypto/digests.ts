/** The Hash and Hmac handles under crypto.createHash and crypto.createHmac. */
import { hmac } from '@noble/hashes/hmac.js';
import { coded } from '../coded.ts';
import type { Context } from '../context.ts';
import { bytesOf, encode, encodingOf } from '../encoding.ts';
import { extendableHashes, fixedHash, hashName } from './hashes.ts';
import { secretOf } from './keys.ts';

type Running = {
	update(bytes: Uint8Array): unknown;
	digest(): Uint8Array;
	clone?(): Running;
	/** Digests of any length have it. */
	xof?(length: number): Uint8Array;
};

export function dataBytes(data: string | ArrayBufferView, encoding?: string): Uint8Array {
	const bytes = typeof data === 'string' ? encode(data, encodingOf(encoding ?? 'utf8')) : bytesOf(data);
	return bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes;
}

function unsupportedDigest(): Error {
	return new Error('Digest method not supported');
}

function begin(algorithm: string, length: number | undefined): Running {
	const extendable = extendableHashes[hashName(algorithm)];
	if (extendable) return extendable.hash.create({ dkLen: length ?? extendable.length });
	const hash = fixedHash(algorithm);
	if (!hash) throw unsupportedDigest();
	if (length !== undefined && length !== hash.outputLen)
		throw coded(
			new Error('error:030000B2:digital envelope routines::not XOF or invalid length'),
			'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH'
		);
	return hash.create();
}

const ended = (running: Running, length: number | undefined) =>
	length !== undefined && running.xof ? running.xof(length) : running.digest();

type Shown = (bytes: Uint8Array, encoding: string | undefined) => unknown;

const oneShot =
	(shown: Shown) =>
	(algorithm: string, _id: number, _cache: object, input: string | ArrayBufferView, encoding: string) => {
		const running = begin(algorithm, undefined);
		running.update(dataBytes(input));
		return shown(running.digest(), encoding);
	};

export function digestClasses({ requireBuiltin }: Context) {
	/** As the caller wants it: a Buffer, or text. */
	function shown(bytes: Uint8Array, encoding: string | undefined): unknown {
		const { Buffer } = requireBuiltin('buffer') as {
			Buffer: { from(bytes: ArrayBufferLike): { toString(encoding: string): string } };
		};
		const buffer = Buffer.from(bytes.slice().buffer);
		return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
	}
	class Hash {
		readonly #running: Running;
		/** Of a copy; undefined = that which it was made with. */
		readonly #length: number | undefined;
		readonly #defaultLength: number | undefined;
		#result: Uint8Array | undefined;

		constructor(algorithm: string | Hash, length?: number) {
			if (typeof algorithm === 'string') {
				this.#running = begin(algorithm, length);
				this.#defaultLength = extendableHashes[hashName(algorithm)]?.length;
			} else if (algorithm.#running.clone) {
				this.#running = algorithm.#running.clone();
				this.#defaultLength = algorithm.#defaultLength;
				this.#length = length ?? this.#defaultLength;
			} else throw unsupportedDigest();
		}
		update(data: string | ArrayBufferView, encoding?: string): boolean {
			this.#running.update(dataBytes(data, encoding));
			return true;
		}
		digest(encoding?: string): unknown {
			this.#result ??= ended(this.#running, this.#length);
			return shown(this.#result, encoding);
		}
	}
	class Hmac {
		#running: Running | undefined;

		init(algorithm: string, key: object): void {
			const hash = fixedHash(algorithm);
			if (extendableHashes[hashName(algorithm)]) throw new Error('error:00000000:lib(0)::reason(0)');
			if (!hash) throw coded(new TypeError(`Invalid digest: ${algorithm}`), 'ERR_CRYPTO_INVALID_DIGEST');
			this.#running = hmac.create(hash, secretOf(key));
		}
		update(data: string | ArrayBufferView, encoding?: string): boolean {
			this.#running?.update(dataBytes(data, encoding));
			return this.#running !== undefined;
		}
		digest(encoding?: string): unknown {
			return shown(this.#running?.digest() ?? new Uint8Array(), encoding);
		}
	}
	return { Hash, Hmac, oneShotDigest: oneShot(shown) };
}
