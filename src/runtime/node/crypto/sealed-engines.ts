/** Ciphers that make a tag over what they encrypt, and over what goes along: GCM, CCM, OCB and ChaCha20-Poly1305. */
import { gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes } from '@noble/ciphers/utils.js';
import { coded } from '../coded.ts';
import { aesBlocks, xorBlock } from './block-cipher.ts';
import {
	badPiece,
	chachaStream,
	ctrStream,
	StreamEngine,
	type Engine,
	type KeyStream
} from './cipher-engines.ts';
import type { CipherInfo, Mode } from './cipher-names.ts';
import { offsetCodebook } from './offset-codebook.ts';

const BLOCK = 16;

/** Text in pieces, what is left of it, and the tag over all of it. */
export type Aead = {
	update(bytes: Uint8Array): Uint8Array;
	final(): Uint8Array;
	tag(plain: Uint8Array, aad: Uint8Array): Uint8Array;
};

function streamed(keyStream: KeyStream, tag: Aead['tag']): Aead {
	const stream = new StreamEngine(keyStream);
	return { update: (bytes) => stream.update(bytes), final: () => new Uint8Array(0), tag };
}

const tagOf = (sealed: Uint8Array) => sealed.slice(-BLOCK);

function galois(key: Uint8Array, iv: Uint8Array): Aead {
	// The first block of the stream is for the tag; where the IV is not 12 bytes long, only the library knows where it begins.
	const counter = iv.length === 12 ? concatBytes(iv, Uint8Array.of(0, 0, 0, 2)) : null;
	const slowly: KeyStream = (from, length) =>
		gcm(key, iv)
			.encrypt(new Uint8Array(from + length))
			.slice(from, from + length);
	return streamed(counter ? ctrStream(key, counter) : slowly, (plain, aad) =>
		tagOf(gcm(key, iv, aad).encrypt(plain))
	);
}

/** A number in `length` bytes. */
function counted(value: number, length: number): Uint8Array {
	return Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) & 255);
}

const filled = (bytes: Uint8Array) =>
	concatBytes(bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK));

/** The length of what goes along, before it. */
function aadHead(length: number): Uint8Array {
	if (length === 0) return new Uint8Array(0);
	return length < 0xff00 ? counted(length, 2) : concatBytes(Uint8Array.of(0xff, 0xfe), counted(length, 4));
}

/** https://www.rfc-editor.org/rfc/rfc3610 */
function counterWithMac(key: Uint8Array, nonce: Uint8Array, tagLength: number): Aead {
	const width = BLOCK - 1 - nonce.length;
	const counter = (value: number) => concatBytes(Uint8Array.of(width - 1), nonce, counted(value, width));
	const cipher = aesBlocks(key);
	const mac = (plain: Uint8Array, aad: Uint8Array) => {
		const flags = (aad.length > 0 ? 64 : 0) + 8 * ((tagLength - 2) / 2) + width - 1;
		const first = concatBytes(Uint8Array.of(flags), nonce, counted(plain.length, width));
		const all = concatBytes(first, filled(concatBytes(aadHead(aad.length), aad)), filled(plain));
		let state: Uint8Array = new Uint8Array(BLOCK);
		for (let at = 0; at < all.length; at += BLOCK)
			state = cipher.encrypt(xorBlock(state, all.subarray(at, at + BLOCK)));
		return state;
	};
	return streamed(ctrStream(key, counter(1)), (plain, aad) =>
		xorBlock(mac(plain, aad), cipher.encrypt(counter(0)))
	);
}

function aeadOf(mode: Mode, encrypts: boolean, [key, iv]: [Uint8Array, Uint8Array], tagLength: number): Aead {
	if (mode === 'gcm') return galois(key, iv);
	if (mode === 'ccm') return counterWithMac(key, iv, tagLength);
	if (mode === 'ocb') return offsetCodebook(key, iv, tagLength, encrypts);
	return streamed(chachaStream(key, iv, 1), (plain, aad) =>
		tagOf(chacha20poly1305(key, iv, aad).encrypt(plain))
	);
}

const unauthenticated = () => new Error('Unsupported state or unable to authenticate data');

export class SealedEngine implements Engine {
	/** Made, or given to be compared. */
	tag: Uint8Array | undefined;
	protected readonly encrypts: boolean;
	readonly #aead: Aead;
	readonly #tagLength: number;
	#aad: Uint8Array[] = [];
	#plain: Uint8Array[] = [];

	constructor(encrypts: boolean, aead: Aead, tagLength: number) {
		this.encrypts = encrypts;
		this.#aead = aead;
		this.#tagLength = tagLength;
	}
	/** `textLength` in bytes; below 0 = not said. */
	addAad(bytes: Uint8Array, _textLength: number): void {
		this.#aad.push(bytes.slice());
	}
	update(bytes: Uint8Array): Uint8Array {
		const output = this.#aead.update(bytes);
		this.#plain.push((this.encrypts ? bytes : output).slice());
		return output;
	}
	final(): Uint8Array {
		const rest = this.#aead.final();
		if (!this.encrypts) this.#plain.push(rest);
		this.finish();
		return rest;
	}
	protected finish(): void {
		const tag = this.#aead.tag(concatBytes(...this.#plain), concatBytes(...this.#aad));
		if (this.encrypts) this.tag = tag.slice(0, this.#tagLength);
		else if (!this.tag?.every((byte, at) => byte === tag[at])) throw unauthenticated();
	}
}

/** CCM begins with the length of the text: it takes all of it at once, and opens nothing whose tag is wrong. */
class WholeSealedEngine extends SealedEngine {
	readonly #longest: number;
	#length: number | undefined;
	#began = false;
	#failed = false;

	constructor(encrypts: boolean, aead: Aead, tagLength: number, longest: number) {
		super(encrypts, aead, tagLength);
		this.#longest = longest;
	}
	override addAad(bytes: Uint8Array, textLength: number): void {
		if (textLength < 0)
			throw coded(
				new TypeError('options.plaintextLength required for CCM mode with AAD'),
				'ERR_MISSING_ARGS'
			);
		this.#check(textLength);
		this.#length = textLength;
		super.addAad(bytes, textLength);
	}
	#check(length: number): void {
		if (length > this.#longest)
			throw coded(new RangeError('Invalid message length'), 'ERR_CRYPTO_INVALID_MESSAGELEN');
	}
	override update(bytes: Uint8Array): Uint8Array {
		this.#check(bytes.length);
		const isWhole = !this.#began && (this.#length ?? bytes.length) === bytes.length;
		this.#began = true;
		if (this.encrypts) {
			if (!isWhole) throw badPiece();
			return super.update(bytes);
		}
		try {
			if (!isWhole) throw unauthenticated();
			const output = super.update(bytes);
			this.finish();
			return output;
		} catch {
			this.#failed = true; // final says so
			return new Uint8Array(0);
		}
	}
	override final(): Uint8Array {
		const isMissing = !this.#began && (this.#length ?? 0) > 0;
		if (this.encrypts && !isMissing) return super.final();
		if (this.encrypts || this.#failed) throw unauthenticated();
		return new Uint8Array(0);
	}
}

/** Bytes of the longest text of CCM, by those of its nonce: the rest of a block counts them. */
const longestText = (nonceLength: number) => Math.min(0x7fffffff, 256 ** (BLOCK - 1 - nonceLength) - 1);

export function sealedEngineOf(
	info: CipherInfo,
	encrypts: boolean,
	[key, iv]: [Uint8Array, Uint8Array],
	tagLength: number
): SealedEngine {
	const aead = aeadOf(info.mode, encrypts, [key, iv], tagLength);
	if (info.mode !== 'ccm') return new SealedEngine(encrypts, aead, tagLength);
	return new WholeSealedEngine(encrypts, aead, tagLength, longestText(iv.length));
}
