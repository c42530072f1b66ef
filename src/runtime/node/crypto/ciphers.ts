/** The handle under crypto.createCipheriv and createDecipheriv, and crypto.getCipherInfo. */
import { concatBytes } from '@noble/ciphers/utils.js';
import type { Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { aeadOf, BlockEngine, engineOf, FinalError, type Aead, type Engine } from './cipher-engines.ts';
import { cipherNamed, type CipherInfo } from './cipher-names.ts';
import { coded } from '../coded.ts';
import { dataBytes } from './digests.ts';
import { secretOf } from './keys.ts';
import { opensslError } from './openssl-errors.ts';

const TAG_LENGTH = 16;
/** OpenSSL's numbers of its errors. */
const finalErrors: Record<string, string> = {
	'bad decrypt': '1C800064',
	'wrong final block length': '1C80006B'
};

const finalError = (reason: string) => opensslError(finalErrors[reason] ?? '', 'Provider routines', reason);

const invalidTag = (length: number) =>
	coded(new TypeError(`Invalid authentication tag length: ${length}`), 'ERR_CRYPTO_INVALID_AUTH_TAG');
const unauthenticated = () => new Error('Unsupported state or unable to authenticate data');

function checkTagLength({ mode }: CipherInfo, length: number): void {
	const allowed =
		mode === 'gcm' ? [4, 8, 12, 13, 14, 15, 16] : Array.from({ length: 16 }, (_, index) => index + 1);
	if (!allowed.includes(length)) throw invalidTag(length);
}

function checkIv(info: CipherInfo, iv: Uint8Array | null): void {
	const length = iv?.length ?? 0;
	const fits =
		info.mode === 'gcm' ? length > 0 : info.aead ? length > 0 && length <= 12 : length === info.ivLength;
	if (info.mode === 'gcm' && length > 0 && length < 8)
		throw new Error('not supported in the browser: GCM with an initialization vector of less than 8 bytes');
	if (!fits) throw coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function cipherClasses({ requireBuiltin }: Context) {
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: ArrayBufferLike): unknown } };
		return Buffer.from(bytes.slice().buffer);
	};

	class CipherBase {
		readonly #encrypts: boolean;
		#engine: Engine | null = null;
		#aead: Aead | null = null;
		#info: CipherInfo | undefined;
		#padding = true;
		#ended = false;
		#aad: Uint8Array[] = [];
		/** Of an AEAD cipher: what the tag is made over. */
		#plain: Uint8Array[] = [];
		#tag: Uint8Array | undefined;
		#tagLength = TAG_LENGTH;

		constructor(encrypts: boolean) {
			this.#encrypts = encrypts;
		}

		initiv(name: string, key: object, vector: ArrayBufferView | ArrayBuffer | null, tagLength: number): void {
			const info = cipherNamed(name);
			if (!info) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
			const [secret, iv] = [secretOf(key).slice(), vector && bytesOf(vector).slice()];
			if (secret.length !== info.keyLength)
				throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
			checkIv(info, iv);
			if (info.aead && tagLength >= 0) {
				checkTagLength(info, tagLength);
				this.#tagLength = tagLength;
			}
			this.#info = info;
			this.#engine = engineOf(info, this.#encrypts, secret, iv);
			if (info.aead && iv) this.#aead = aeadOf(info, secret, iv);
		}

		update(data: string | ArrayBufferView, encoding?: string): unknown {
			if (!this.#engine || this.#ended) throw new Error('Trying to add data in unsupported state');
			const input = dataBytes(data, encoding);
			const output = this.#engine.update(input);
			if (this.#aead) this.#plain.push((this.#encrypts ? input : output).slice());
			return buffer(output);
		}

		final(): unknown {
			if (!this.#engine || this.#ended) throw coded(new Error('Invalid state'), 'ERR_CRYPTO_INVALID_STATE');
			this.#ended = true;
			if (this.#aead) this.#finishTag(this.#aead);
			try {
				return buffer(this.#engine.final(this.#padding));
			} catch (error) {
				throw error instanceof FinalError ? finalError(error.message) : error;
			}
		}

		#finishTag(aead: Aead): void {
			const tag = aead.tag(concatBytes(...this.#plain), concatBytes(...this.#aad));
			if (this.#encrypts) this.#tag = tag.slice(0, this.#tagLength);
			else if (!this.#tag?.every((byte, at) => byte === tag[at])) throw unauthenticated();
		}

		setAutoPadding(padding: boolean): boolean {
			if (this.#ended) return false;
			this.#padding = padding;
			if (this.#engine instanceof BlockEngine) this.#engine.keepLast(padding);
			return true;
		}
		getAuthTag(): unknown {
			return this.#aead && this.#encrypts && this.#ended && this.#tag ? buffer(this.#tag) : undefined;
		}
		setAuthTag(tag: ArrayBufferView | ArrayBuffer): boolean {
			if (!this.#info?.aead || this.#encrypts || this.#ended || this.#tag) return false;
			const bytes = bytesOf(tag).slice();
			checkTagLength(this.#info, bytes.length);
			this.#tag = bytes;
			return true;
		}
		setAAD(data: ArrayBufferView | ArrayBuffer): boolean {
			if (!this.#aead || this.#ended) return false;
			this.#aad.push(bytesOf(data).slice());
			return true;
		}
	}

	/** Fills `target`; undefined where there is no such cipher, or not with these lengths. */
	function getCipherInfo(
		target: Record<string, unknown>,
		nameOrNid: string | number,
		keyLength?: number,
		ivLength?: number
	): unknown {
		const info = cipherNamed(nameOrNid);
		if (!info || (keyLength !== undefined && keyLength !== info.keyLength)) return undefined;
		if (ivLength !== undefined && ivLength !== info.ivLength && !(info.mode === 'gcm' && ivLength > 0))
			return undefined;
		return Object.assign(target, {
			mode: info.mode,
			name: info.name,
			nid: info.nid,
			...(info.mode !== 'stream' && { blockSize: info.blockSize }),
			...(info.ivLength > 0 && { ivLength: ivLength ?? info.ivLength }),
			keyLength: info.keyLength
		});
	}
	return { CipherBase, getCipherInfo };
}
