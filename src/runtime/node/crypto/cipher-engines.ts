/**
 * Ciphers that take their input in pieces, over libraries that take it whole. A block cipher is chained by hand, whole blocks at a
 * time; a stream cipher is its key stream, of which any part can be computed.
 */
import { cbc, ctr, ecb, gcm } from '@noble/ciphers/aes.js';
import { chacha20, chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes } from '@noble/ciphers/utils.js';
import type { CipherInfo } from './cipher-names.ts';

export type Engine = { update(bytes: Uint8Array): Uint8Array; final(padding: boolean): Uint8Array };
/** What is wrong with the last block, in OpenSSL's words. */
export class FinalError extends Error {}

const BLOCK = 16;
const raw = { disablePadding: true };

/** CBC and ECB. */
export class BlockEngine implements Engine {
	readonly #encrypts: boolean;
	readonly #key: Uint8Array;
	/** The block before, for CBC. */
	#previous: Uint8Array | null;
	#waiting = new Uint8Array(0);
	/** Decrypting with padding: the last block may be it. */
	#holds = true;

	constructor(encrypts: boolean, key: Uint8Array, iv: Uint8Array | null) {
		this.#encrypts = encrypts;
		this.#key = key;
		this.#previous = iv;
	}

	keepLast(padding: boolean): void {
		this.#holds = padding;
	}

	update(bytes: Uint8Array): Uint8Array {
		const all = concatBytes(this.#waiting, bytes);
		let ready = all.length - (all.length % BLOCK);
		if (!this.#encrypts && this.#holds && ready > 0 && ready === all.length) ready -= BLOCK;
		this.#waiting = all.slice(ready);
		return this.#blocks(all.subarray(0, ready));
	}

	#blocks(input: Uint8Array): Uint8Array {
		if (input.length === 0) return new Uint8Array(0);
		const cipher = this.#previous ? cbc(this.#key, this.#previous, raw) : ecb(this.#key, raw);
		const output = this.#encrypts ? cipher.encrypt(input) : cipher.decrypt(input);
		if (this.#previous) this.#previous = (this.#encrypts ? output : input).slice(-BLOCK);
		return output;
	}

	final(padding: boolean): Uint8Array {
		const rest = this.#waiting;
		this.#waiting = new Uint8Array(0);
		if (!padding) {
			if (rest.length % BLOCK !== 0) throw new FinalError('wrong final block length');
			return this.#blocks(rest);
		}
		const missing = BLOCK - rest.length;
		if (this.#encrypts) return this.#blocks(concatBytes(rest, new Uint8Array(missing).fill(missing)));
		if (rest.length !== BLOCK) throw new FinalError('wrong final block length');
		const last = this.#blocks(rest);
		const count = last.at(-1) ?? 0;
		if (count < 1 || count > BLOCK || last.subarray(-count).some((byte) => byte !== count))
			throw new FinalError('bad decrypt');
		return last.slice(0, BLOCK - count);
	}
}

/** `length` bytes of a key stream from `from` on. */
type KeyStream = (from: number, length: number) => Uint8Array;

export class StreamEngine implements Engine {
	readonly #keyStream: KeyStream;
	#at = 0;

	constructor(keyStream: KeyStream) {
		this.#keyStream = keyStream;
	}
	update(bytes: Uint8Array): Uint8Array {
		const stream = this.#keyStream(this.#at, bytes.length);
		this.#at += bytes.length;
		return bytes.map((byte, index) => byte ^ (stream[index] ?? 0));
	}
	final(): Uint8Array {
		return new Uint8Array(0);
	}
}

/** Of a cipher with blocks of `size`: `whole(block, length)` gives the stream from the start of a block. */
function inBlocks(size: number, whole: (block: number, length: number) => Uint8Array): KeyStream {
	return (from, length) => {
		if (length === 0) return new Uint8Array(0);
		const block = Math.floor(from / size);
		return whole(block, from + length - block * size).subarray(from - block * size);
	};
}

/** A 128-bit counter, `blocks` further. */
function advanced(counter: Uint8Array, blocks: number): Uint8Array {
	const next = counter.slice();
	let carry = blocks;
	for (let at = next.length - 1; at >= 0 && carry > 0; at--) {
		carry += next[at] ?? 0;
		next[at] = carry & 255;
		carry = Math.floor(carry / 256);
	}
	return next;
}

export const ctrStream = (key: Uint8Array, counter: Uint8Array): KeyStream =>
	inBlocks(BLOCK, (block, length) => ctr(key, advanced(counter, block)).encrypt(new Uint8Array(length)));

/** OpenSSL's IV begins with the counter, little-endian. */
export const chachaStream = (key: Uint8Array, nonce: Uint8Array, first: number): KeyStream =>
	inBlocks(64, (block, length) => chacha20(key, nonce, new Uint8Array(length), undefined, first + block));

/** An authenticated cipher: its key stream, and the tag over all data. */
export type Aead = { keyStream: KeyStream; tag(plain: Uint8Array, aad: Uint8Array): Uint8Array };

export function aeadOf({ mode }: CipherInfo, key: Uint8Array, iv: Uint8Array): Aead {
	const tagOf = (sealed: Uint8Array) => sealed.slice(-16);
	if (mode === 'gcm') {
		// The first block of the stream is for the tag; where the IV is not 12 bytes long, only the library knows where it begins.
		const counter = iv.length === 12 ? concatBytes(iv, Uint8Array.of(0, 0, 0, 2)) : null;
		const slowly: KeyStream = (from, length) =>
			gcm(key, iv)
				.encrypt(new Uint8Array(from + length))
				.slice(from, from + length);
		return {
			keyStream: counter ? ctrStream(key, counter) : slowly,
			tag: (plain, aad) => tagOf(gcm(key, iv, aad).encrypt(plain))
		};
	}
	return {
		keyStream: chachaStream(key, iv, 1),
		tag: (plain, aad) => tagOf(chacha20poly1305(key, iv, aad).encrypt(plain))
	};
}

export function engineOf(
	info: CipherInfo,
	encrypts: boolean,
	key: Uint8Array,
	iv: Uint8Array | null
): Engine {
	const given = iv ?? new Uint8Array(0);
	switch (info.mode) {
		case 'cbc':
		case 'ecb':
			return new BlockEngine(encrypts, key, info.mode === 'cbc' ? given : null);
		case 'ctr':
			return new StreamEngine(ctrStream(key, given));
		case 'stream':
		case 'gcm':
			return new StreamEngine(
				info.aead
					? aeadOf(info, key, given).keyStream
					: chachaStream(key, given.slice(4), new DataView(given.buffer, given.byteOffset).getUint32(0, true))
			);
		default:
			return info.mode satisfies never;
	}
}
