/** The handle under crypto.createCipheriv and createDecipheriv, and crypto.getCipherInfo. */
import type { Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { badPiece, BlockEngine, engineOf, FinalError, type Engine } from './cipher-engines.ts';
import { cipherNamed, type CipherInfo } from './cipher-names.ts';
import { coded } from '../coded.ts';
import { dataBytes } from './digests.ts';
import { secretOf } from './keys.ts';
import { opensslError, retiredError } from './openssl-errors.ts';
import { randomOf } from './random.ts';
import { SealedEngine, sealedEngineOf } from './sealed-engines.ts';

/** Bytes of one piece with room for what was held back: INT_MAX. */
const MOST = 2 ** 31 - 1;

const TAG_LENGTH = 16;
/** OpenSSL's numbers of its errors. */
const finalErrors: Record<string, string> = {
	'bad decrypt': '1C800064',
	'wrong final block length': '1C80006B'
};

const finalError = (reason: string) => opensslError(finalErrors[reason] ?? '', 'Provider routines', reason);

const invalidTag = (length: number) =>
	coded(new TypeError(`Invalid authentication tag length: ${length}`), 'ERR_CRYPTO_INVALID_AUTH_TAG');

const isEven = (length: number) => length >= 4 && length <= TAG_LENGTH && length % 2 === 0;

function isTagLength({ mode }: CipherInfo, length: number): boolean {
	if (mode === 'gcm') return length === 4 || length === 8 || (length >= 12 && length <= TAG_LENGTH);
	return mode === 'ccm' ? isEven(length) : length >= 1 && length <= TAG_LENGTH;
}

/** `asked` below 0 = not said; null = whatever the tag that is given has. `name` as the caller says it. */
function tagLengthOf(info: CipherInfo, name: string, asked: number): number | null {
	if (asked < 0 && (info.mode === 'ccm' || info.mode === 'ocb'))
		throw coded(new TypeError(`authTagLength required for ${name}`), 'ERR_CRYPTO_INVALID_AUTH_TAG');
	if (asked < 0) return info.mode === 'gcm' ? null : TAG_LENGTH;
	if (!isTagLength(info, asked)) throw invalidTag(asked);
	return asked;
}

/** Whether a vector may have so many bytes. */
function isIvLength({ mode, aead, ivLength }: CipherInfo, length: number): boolean {
	if (mode === 'gcm') return length > 0;
	if (mode === 'ccm') return length >= 7 && length <= 13;
	if (mode === 'ocb') return length >= 1 && length <= 15;
	return aead ? length > 0 && length <= 12 : length === ivLength;
}

function checkIv(info: CipherInfo, length: number): void {
	if (info.mode === 'gcm' && length > 0 && length < 8)
		throw new Error('not supported in the browser: GCM with an initialization vector of less than 8 bytes');
	if (!isIvLength(info, length))
		throw coded(new TypeError('Invalid initialization vector'), 'ERR_CRYPTO_INVALID_IV');
}

function checkKey({ family, mode, keyLength }: CipherInfo, key: Uint8Array, encrypts: boolean): void {
	if (family === 'retired') throw retiredError();
	if (key.length !== keyLength)
		throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
	const half = keyLength / 2;
	if (mode === 'xts' && encrypts && key.subarray(half).every((byte, at) => byte === key[at]))
		throw opensslError('1C800095', 'Provider routines', 'xts duplicated keys');
}

/** DEP0182, once, where it is wanted. */
function shortTagWarning({ requireBuiltin, process }: Context): () => void {
	let warned = false;
	return () => {
		const { getOptionValue } = requireBuiltin('internal/options') as {
			getOptionValue(name: string): boolean;
		};
		if (warned || !getOptionValue('--pending-deprecation')) return;
		warned = true;
		const { emitWarning } = process as { emitWarning(...args: string[]): void };
		emitWarning(
			'Using AES-GCM authentication tags of less than 128 bits without specifying the authTagLength option when initializing decryption is deprecated.',
			'DeprecationWarning',
			'DEP0182'
		);
	};
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function cipherClasses(context: Context) {
	const { requireBuiltin } = context;
	const random = randomOf(context);
	const warnOfShortTag = shortTagWarning(context);
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: ArrayBufferLike): unknown } };
		return Buffer.from(bytes.slice().buffer);
	};

	class CipherBase {
		readonly #encrypts: boolean;
		#engine: Engine | null = null;
		#info: CipherInfo | undefined;
		#padding = true;
		#ended = false;
		/** Bytes; null = not said. */
		#tagLength: number | null = null;

		constructor(encrypts: boolean) {
			this.#encrypts = encrypts;
		}

		initiv(name: string, key: object, vector: ArrayBufferView | ArrayBuffer | null, tagLength: number): void {
			const info = cipherNamed(name);
			if (!info) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
			const [secret, iv] = [secretOf(key).slice(), vector && bytesOf(vector).slice()];
			checkIv(info, iv?.length ?? 0);
			if (info.aead) this.#tagLength = tagLengthOf(info, name, tagLength);
			checkKey(info, secret, this.#encrypts);
			this.#info = info;
			this.#engine =
				info.aead && iv
					? sealedEngineOf(info, this.#encrypts, [secret, iv], this.#tagLength ?? TAG_LENGTH)
					: engineOf(info, this.#encrypts, secret, iv, random);
		}

		update(data: string | ArrayBufferView, encoding?: string): unknown {
			if (!this.#engine || !this.#info || this.#ended) throw badPiece();
			const bytes = dataBytes(data, encoding);
			if (bytes.length + this.#info.blockSize > MOST) throw badPiece();
			return buffer(this.#engine.update(bytes));
		}

		final(): unknown {
			if (!this.#engine || this.#ended) throw coded(new Error('Invalid state'), 'ERR_CRYPTO_INVALID_STATE');
			this.#ended = true;
			try {
				return buffer(this.#engine.final(this.#padding));
			} catch (error) {
				throw error instanceof FinalError ? finalError(error.message) : error;
			}
		}

		setAutoPadding(padding: boolean): boolean {
			if (this.#ended) return false;
			this.#padding = padding;
			if (this.#engine instanceof BlockEngine) this.#engine.keepLast(padding);
			return true;
		}
		getAuthTag(): unknown {
			const tag = this.#engine instanceof SealedEngine && this.#engine.tag;
			return tag && this.#encrypts && this.#ended ? buffer(tag) : undefined;
		}
		setAuthTag(tag: ArrayBufferView | ArrayBuffer): boolean {
			const engine = this.#engine;
			if (!(engine instanceof SealedEngine) || !this.#info) return false;
			if (this.#encrypts || this.#ended || engine.tag) return false;
			const bytes = bytesOf(tag).slice();
			const wanted = this.#tagLength ?? bytes.length;
			if (bytes.length !== wanted || !isTagLength(this.#info, wanted)) throw invalidTag(bytes.length);
			engine.tag = bytes;
			if (this.#tagLength === null && wanted < TAG_LENGTH) warnOfShortTag();
			return true;
		}
		setAAD(data: ArrayBufferView | ArrayBuffer, textLength: number): boolean {
			if (!(this.#engine instanceof SealedEngine) || this.#ended) return false;
			this.#engine.addAad(bytesOf(data), textLength);
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
		// Lengths are tried, and a retired cipher cannot be.
		if (info.family === 'retired' && (keyLength !== undefined || ivLength !== undefined)) return undefined;
		const isFree = ['gcm', 'ccm', 'ocb'].includes(info.mode);
		if (ivLength !== undefined && !(isFree ? isIvLength(info, ivLength) : ivLength === info.ivLength))
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
