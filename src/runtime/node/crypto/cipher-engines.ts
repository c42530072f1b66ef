/**
 * Ciphers that take their input in pieces, over libraries that take it whole. A block cipher is chained by hand, whole blocks at a
 * time; a stream cipher is its key stream, of which any part can be computed.
 */
import { cbc, ctr, ecb } from '@noble/ciphers/aes.js';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { concatBytes } from '@noble/ciphers/utils.js';
import {
	aesBlocks,
	chained,
	feedback,
	shiftedFeedback,
	tweaked,
	type BlockCipher,
	type ByteStream,
	type Chain
} from './block-cipher.ts';
import type { CipherInfo } from './cipher-names.ts';
import { tripleDes } from './des.ts';
import { wrapOf } from './key-wrap.ts';
import type { Random } from './random.ts';

export type Engine = { update(bytes: Uint8Array): Uint8Array; final(padding: boolean): Uint8Array };
/** What is wrong with the last block, in OpenSSL's words. */
export class FinalError extends Error {}
/** More than a cipher takes, or less. */
export const badPiece = () => new Error('Trying to add data in unsupported state');

const BLOCK = 16;
const raw = { disablePadding: true };

/** CBC and ECB. */
export class BlockEngine implements Engine {
	readonly #encrypts: boolean;
	/** Bytes of a block. */
	readonly #size: number;
	readonly #chain: Chain;
	#waiting = new Uint8Array(0);
	/** Decrypting with padding: the last block may be it. */
	#holds = true;

	constructor(encrypts: boolean, size: number, chain: Chain) {
		this.#encrypts = encrypts;
		this.#size = size;
		this.#chain = chain;
	}

	keepLast(padding: boolean): void {
		this.#holds = padding;
	}

	update(bytes: Uint8Array): Uint8Array {
		const all = concatBytes(this.#waiting, bytes);
		let ready = all.length - (all.length % this.#size);
		if (!this.#encrypts && this.#holds && ready > 0 && ready === all.length) ready -= this.#size;
		this.#waiting = all.slice(ready);
		return this.#blocks(all.subarray(0, ready));
	}

	#blocks(input: Uint8Array): Uint8Array {
		if (input.length === 0) return new Uint8Array(0);
		return this.#chain(input);
	}

	final(padding: boolean): Uint8Array {
		const rest = this.#waiting;
		this.#waiting = new Uint8Array(0);
		if (!padding) {
			if (rest.length % this.#size !== 0) throw new FinalError('wrong final block length');
			return this.#blocks(rest);
		}
		const missing = this.#size - rest.length;
		if (this.#encrypts) return this.#blocks(concatBytes(rest, new Uint8Array(missing).fill(missing)));
		if (rest.length !== this.#size) throw new FinalError('wrong final block length');
		const last = this.#blocks(rest);
		const count = last.at(-1) ?? 0;
		if (count < 1 || count > this.#size || last.subarray(-count).some((byte) => byte !== count))
			throw new FinalError('bad decrypt');
		return last.slice(0, this.#size - count);
	}
}

/** `length` bytes of a key stream from `from` on. */
export type KeyStream = (from: number, length: number) => Uint8Array;

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

/** AES in chains, which the library runs through at once. */
function aesChain(encrypts: boolean, key: Uint8Array, iv: Uint8Array | null): Chain {
	let previous = iv;
	return (input) => {
		const cipher = previous ? cbc(key, previous, raw) : ecb(key, raw);
		const output = encrypts ? cipher.encrypt(input) : cipher.decrypt(input);
		if (previous) previous = (encrypts ? output : input).slice(-BLOCK);
		return output;
	};
}

/** Takes each piece for itself; what cannot be taken is null. */
class PieceEngine implements Engine {
	readonly #turn: (bytes: Uint8Array) => Uint8Array | null;

	constructor(turn: (bytes: Uint8Array) => Uint8Array | null) {
		this.#turn = turn;
	}
	update(bytes: Uint8Array): Uint8Array {
		const output = this.#turn(bytes);
		if (!output) throw badPiece();
		return output;
	}
	final(): Uint8Array {
		return new Uint8Array(0);
	}
}

function fedBack(info: CipherInfo, encrypts: boolean, cipher: BlockCipher, iv: Uint8Array): ByteStream {
	const bits = /cfb([18])$/.exec(info.name)?.[1];
	if (bits) return shiftedFeedback(cipher, iv, Number(bits), encrypts);
	return feedback(cipher, iv, info.mode === 'ofb' ? 'stream' : 'sealed', encrypts);
}

function wholeBlocks(info: CipherInfo, encrypts: boolean, key: Uint8Array, iv: Uint8Array | null): Engine {
	const first = info.mode === 'cbc' ? iv : null;
	const chain =
		info.family === 'aes' ? aesChain(encrypts, key, first) : chained(tripleDes(key), encrypts, first);
	return new BlockEngine(encrypts, info.blockSize, chain);
}

/** CBC of a whole text, padded. @throws FinalError */
export function chainWhole(
	info: CipherInfo,
	encrypts: boolean,
	key: Uint8Array,
	iv: Uint8Array,
	bytes: Uint8Array
): Uint8Array {
	const engine = wholeBlocks(info, encrypts, key, iv);
	return concatBytes(engine.update(bytes), engine.final(true));
}

/** Of a cipher without a tag. @param random for the vectors that a cipher chooses itself */
export function engineOf(
	info: CipherInfo,
	encrypts: boolean,
	key: Uint8Array,
	iv: Uint8Array | null,
	random: Random
): Engine {
	const given = iv ?? new Uint8Array(0);
	switch (info.mode) {
		case 'cbc':
		case 'ecb':
			return wholeBlocks(info, encrypts, key, iv);
		case 'ctr':
			return new StreamEngine(ctrStream(key, given));
		case 'cfb':
		case 'ofb': {
			const cipher = info.family === 'aes' ? aesBlocks(key) : tripleDes(key);
			return new PieceEngine(fedBack(info, encrypts, cipher, given));
		}
		case 'xts': {
			const turn = tweaked(key, given, encrypts);
			return new PieceEngine((bytes) => (bytes.length < BLOCK ? null : turn(bytes)));
		}
		case 'wrap': {
			const wrap = wrapOf(info, encrypts, key, given, random);
			return new PieceEngine((bytes) => (bytes.length === 0 ? bytes : wrap(bytes)));
		}
		case 'stream': {
			const first = new DataView(given.buffer, given.byteOffset).getUint32(0, true);
			return new StreamEngine(chachaStream(key, given.slice(4), first));
		}
		case 'gcm':
		case 'ccm':
		case 'ocb':
			throw new Error(`${info.name} makes a tag: it is a sealed engine`);
		default:
			return info.mode satisfies never;
	}
}
