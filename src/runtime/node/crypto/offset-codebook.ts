/** OCB: every block is encrypted between two offsets of its own. https://www.rfc-editor.org/rfc/rfc7253#section-4 */
import { concatBytes } from '@noble/ciphers/utils.js';
import { aesBlocks, xorBlock, type BlockCipher } from './block-cipher.ts';
import type { Aead } from './sealed-engines.ts';

const BLOCK = 16;

/** Times x in GF(2^128), the highest bit first. */
function doubled(block: Uint8Array): Uint8Array {
	const next = block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7));
	if ((block[0] ?? 0) & 0x80) next[BLOCK - 1] = (next[BLOCK - 1] ?? 0) ^ 0x87;
	return next;
}

/** A 1 behind the bytes, and zeros. */
function filled(bytes: Uint8Array): Uint8Array {
	const block = new Uint8Array(BLOCK);
	block.set(bytes);
	block[bytes.length] = 0x80;
	return block;
}

/** What offsets differ by: from block to block, before a part of one, and for the tag. */
class Steps {
	readonly rest: Uint8Array;
	readonly tag: Uint8Array;
	#powers: Uint8Array[];

	constructor(cipher: BlockCipher) {
		this.rest = cipher.encrypt(new Uint8Array(BLOCK));
		this.tag = doubled(this.rest);
		this.#powers = [doubled(this.tag)];
	}
	/** The offset of block `number`, counted from 1, by the one before. */
	next(offset: Uint8Array, number: number): Uint8Array {
		const zeros = 31 - Math.clz32(number & -number);
		while (this.#powers.length <= zeros) this.#powers.push(doubled(this.#powers.at(-1) ?? this.tag));
		return xorBlock(offset, this.#powers[zeros] ?? this.tag);
	}
}

/** 128 bits of `bytes`, from bit `from` on. */
function bitsFrom(bytes: Uint8Array, from: number): Uint8Array {
	const [start, turn] = [from >> 3, from & 7];
	return Uint8Array.from(
		{ length: BLOCK },
		(_, at) => ((bytes[start + at] ?? 0) << turn) | ((bytes[start + at + 1] ?? 0) >> (8 - turn))
	);
}

function firstOffset(cipher: BlockCipher, nonce: Uint8Array, tagLength: number): Uint8Array {
	const block = new Uint8Array(BLOCK);
	block.set(nonce, BLOCK - nonce.length);
	block[0] = (block[0] ?? 0) | (((8 * tagLength) % 128) << 1);
	block[BLOCK - 1 - nonce.length] = (block[BLOCK - 1 - nonce.length] ?? 0) | 1;
	const bottom = (block[BLOCK - 1] ?? 0) & 63;
	block[BLOCK - 1] = (block[BLOCK - 1] ?? 0) & 0xc0;
	const top = cipher.encrypt(block);
	return bitsFrom(concatBytes(top, xorBlock(top.subarray(0, 8), top.subarray(1, 9))), bottom);
}

/** The sum over what goes along. */
function sumOf(cipher: BlockCipher, steps: Steps, bytes: Uint8Array): Uint8Array {
	let [offset, sum, at] = [new Uint8Array(BLOCK) as Uint8Array, new Uint8Array(BLOCK) as Uint8Array, 0];
	for (; at + BLOCK <= bytes.length; at += BLOCK) {
		offset = steps.next(offset, at / BLOCK + 1);
		sum = xorBlock(sum, cipher.encrypt(xorBlock(bytes.subarray(at, at + BLOCK), offset)));
	}
	if (at === bytes.length) return sum;
	return xorBlock(sum, cipher.encrypt(xorBlock(filled(bytes.subarray(at)), xorBlock(offset, steps.rest))));
}

export function offsetCodebook(
	key: Uint8Array,
	nonce: Uint8Array,
	tagLength: number,
	encrypts: boolean
): Aead {
	const cipher = aesBlocks(key);
	const steps = new Steps(cipher);
	const turn = encrypts ? cipher.encrypt : cipher.decrypt;
	let [offset, count, waiting] = [firstOffset(cipher, nonce, tagLength), 0, new Uint8Array(0) as Uint8Array];
	/** The offset that the tag is made with. */
	let last = offset;
	const one = (block: Uint8Array) => {
		offset = steps.next(offset, ++count);
		return xorBlock(turn(xorBlock(block, offset)), offset);
	};
	const checksum = (plain: Uint8Array) => {
		let [sum, at] = [new Uint8Array(BLOCK) as Uint8Array, 0];
		for (; at + BLOCK <= plain.length; at += BLOCK) sum = xorBlock(sum, plain.subarray(at, at + BLOCK));
		return at === plain.length ? sum : xorBlock(sum, filled(plain.subarray(at)));
	};
	return {
		update: (bytes) => {
			const all = concatBytes(waiting, bytes);
			const whole = all.length - (all.length % BLOCK);
			waiting = all.slice(whole);
			const blocks = Array.from({ length: whole / BLOCK }, (_, at) =>
				one(all.slice(at * BLOCK, (at + 1) * BLOCK))
			);
			return concatBytes(...blocks);
		},
		final: () => {
			last = waiting.length > 0 ? xorBlock(offset, steps.rest) : offset;
			return xorBlock(waiting, cipher.encrypt(last));
		},
		tag: (plain, aad) => {
			const sealed = cipher.encrypt(xorBlock(xorBlock(checksum(plain), last), steps.tag));
			return xorBlock(sealed, sumOf(cipher, steps, aad));
		}
	};
}
