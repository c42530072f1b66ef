/** Ciphers over single blocks, and the ways to chain them that no library has. https://doi.org/10.6028/NIST.SP.800-38A */
import { unsafe } from '@noble/ciphers/aes.js';
import { concatBytes } from '@noble/ciphers/utils.js';

/** Both give a new block. */
export type BlockCipher = {
	/** Bytes. */
	size: number;
	encrypt(block: Uint8Array): Uint8Array;
	decrypt(block: Uint8Array): Uint8Array;
};

export function aesBlocks(key: Uint8Array): BlockCipher {
	const [forth, back] = [unsafe.expandKeyLE(key), unsafe.expandKeyDecLE(key)];
	return {
		size: 16,
		encrypt: (block) => unsafe.encryptBlock(forth, block.slice()),
		decrypt: (block) => unsafe.decryptBlock(back, block.slice())
	};
}

export const xorBlock = (one: Uint8Array, other: Uint8Array): Uint8Array =>
	one.map((byte, at) => byte ^ (other[at] ?? 0));

const blocksOf = (input: Uint8Array, size: number) =>
	Array.from({ length: input.length / size }, (_, at) => input.subarray(at * size, (at + 1) * size));

/** Whole blocks in, whole blocks out. */
export type Chain = (input: Uint8Array) => Uint8Array;

/** CBC; ECB where there is no `iv`. */
export function chained(cipher: BlockCipher, encrypts: boolean, iv: Uint8Array | null): Chain {
	let previous = iv;
	const step = (block: Uint8Array) => {
		if (!previous) return encrypts ? cipher.encrypt(block) : cipher.decrypt(block);
		const before = previous;
		const output = encrypts
			? cipher.encrypt(xorBlock(block, before))
			: xorBlock(cipher.decrypt(block), before);
		previous = encrypts ? output : block.slice();
		return output;
	};
	return (input) => concatBytes(...blocksOf(input, cipher.size).map(step));
}

/** What changes bytes one by one. */
export type ByteStream = (bytes: Uint8Array) => Uint8Array;

/** OFB, and CFB by whole blocks: the next key stream is made of this one, or of what was encrypted with it. */
export function feedback(
	cipher: BlockCipher,
	iv: Uint8Array,
	next: 'stream' | 'sealed',
	encrypts: boolean
): ByteStream {
	let [register, at] = [cipher.encrypt(iv), 0];
	return (bytes) =>
		bytes.map((byte) => {
			if (at === cipher.size) [register, at] = [cipher.encrypt(register), 0];
			const key = register[at] ?? 0;
			const output = byte ^ key;
			if (next === 'sealed') register[at] = encrypts ? output : byte;
			at++;
			return output;
		});
}

/** CFB by `bits` at a time, 1 or 8: the register moves on by so many. */
export function shiftedFeedback(
	cipher: BlockCipher,
	iv: Uint8Array,
	bits: number,
	encrypts: boolean
): ByteStream {
	const register = iv.slice();
	/** `part` = the highest bits of a byte. */
	const moveIn = (part: number) => {
		if (bits === 8) register.copyWithin(0, 1);
		else
			for (let at = 0; at < register.length; at++)
				register[at] = ((register[at] ?? 0) << 1) | ((register[at + 1] ?? 0) >> 7);
		const last = register.length - 1;
		register[last] = bits === 8 ? part : ((register[last] ?? 0) & 0xfe) | (part >> 7);
	};
	const mask = (0xff00 >> bits) & 0xff;
	return (bytes) =>
		bytes.map((byte) => {
			let output = 0;
			for (let done = 0; done < 8; done += bits) {
				const part = (byte << done) & mask;
				const made = (part ^ (cipher.encrypt(register)[0] ?? 0)) & mask;
				moveIn(encrypts ? made : part);
				output |= made >> done;
			}
			return output;
		});
}

/** The tweak of the next block: times x in GF(2^128). */
function doubled(tweak: Uint8Array): Uint8Array {
	const next = tweak.map((byte, at) => (byte << 1) | ((tweak[at - 1] ?? 0) >> 7));
	if ((tweak.at(-1) ?? 0) & 0x80) next[0] = (next[0] ?? 0) ^ 0x87;
	return next;
}

/** XTS of a whole text of at least one block; the last two share their bytes. https://doi.org/10.1109/IEEESTD.2019.8637988 */
export function tweaked(key: Uint8Array, iv: Uint8Array, encrypts: boolean): Chain {
	const half = key.length / 2;
	const [cipher, tweaks] = [aesBlocks(key.subarray(0, half)), aesBlocks(key.subarray(half))];
	const turn = encrypts ? cipher.encrypt : cipher.decrypt;
	const through = (block: Uint8Array, tweak: Uint8Array) => xorBlock(turn(xorBlock(block, tweak)), tweak);
	return (input) => {
		const output = input.slice();
		const rest = input.length % cipher.size;
		let [tweak, at] = [tweaks.encrypt(iv), 0];
		const whole = input.length - rest - (rest > 0 ? cipher.size : 0);
		for (; at < whole; at += cipher.size, tweak = doubled(tweak))
			output.set(through(input.subarray(at, at + cipher.size), tweak), at);
		if (rest === 0) return output;
		const [early, late] = encrypts ? [tweak, doubled(tweak)] : [doubled(tweak), tweak];
		const block = through(input.subarray(at, at + cipher.size), early);
		const last = concatBytes(input.subarray(at + cipher.size), block.subarray(rest));
		output.set(through(last, late), at);
		output.set(block.subarray(0, rest), at + cipher.size);
		return output;
	};
}
