/** Keys encrypted with keys: AES (https://www.rfc-editor.org/rfc/rfc3394, https://www.rfc-editor.org/rfc/rfc5649) and 3DES (https://www.rfc-editor.org/rfc/rfc3217). */
import { concatBytes } from '@noble/ciphers/utils.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { aesBlocks, chained, xorBlock, type BlockCipher } from './block-cipher.ts';
import type { CipherInfo } from './cipher-names.ts';
import { tripleDes } from './des.ts';
import type { Random } from './random.ts';

/** null = it cannot be wrapped, or it is not what was wrapped. */
export type Wrap = (input: Uint8Array) => Uint8Array | null;

const HALF = 8;
const ROUNDS = 6;
const MIN = 16;

const isEqual = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);

function stepNumber(step: number): Uint8Array {
	const bytes = new Uint8Array(HALF);
	new DataView(bytes.buffer).setUint32(4, step);
	return bytes;
}

function wrapHalves(cipher: BlockCipher, first: Uint8Array, input: Uint8Array): Uint8Array {
	const count = input.length / HALF;
	const output = concatBytes(first, input);
	for (let step = 1; step <= ROUNDS * count; step++) {
		const at = (((step - 1) % count) + 1) * HALF;
		const block = cipher.encrypt(concatBytes(output.subarray(0, HALF), output.subarray(at, at + HALF)));
		output.set(xorBlock(block.subarray(0, HALF), stepNumber(step)));
		output.set(block.subarray(HALF), at);
	}
	return output;
}

function unwrapHalves(cipher: BlockCipher, input: Uint8Array): Uint8Array {
	const count = input.length / HALF - 1;
	const output = input.slice();
	for (let step = ROUNDS * count; step > 0; step--) {
		const at = (((step - 1) % count) + 1) * HALF;
		const first = xorBlock(output.subarray(0, HALF), stepNumber(step));
		const block = cipher.decrypt(concatBytes(first, output.subarray(at, at + HALF)));
		output.set(block.subarray(0, HALF));
		output.set(block.subarray(HALF), at);
	}
	return output;
}

function plainWrap(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean): Wrap {
	return (input) => {
		if (input.length % HALF !== 0 || input.length < (encrypts ? MIN : MIN + HALF)) return null;
		if (encrypts) return wrapHalves(cipher, iv, input);
		const output = unwrapHalves(cipher, input);
		return isEqual(output.subarray(0, HALF), iv) ? output.slice(HALF) : null;
	};
}

/** Of any length: it stands beside the vector. */
function paddedWrap(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean): Wrap {
	const wrap = (input: Uint8Array) => {
		const first = concatBytes(iv, stepNumber(input.length).subarray(4));
		const padded = concatBytes(input, new Uint8Array((HALF - (input.length % HALF)) % HALF));
		return padded.length === HALF
			? cipher.encrypt(concatBytes(first, padded))
			: wrapHalves(cipher, first, padded);
	};
	if (encrypts) return wrap;
	return (input) => {
		if (input.length % HALF !== 0 || input.length < MIN) return null;
		const output = input.length === MIN ? cipher.decrypt(input) : unwrapHalves(cipher, input);
		const length = new DataView(output.buffer, output.byteOffset).getUint32(4);
		const text = output.slice(HALF, HALF + length);
		// Made again it must be the same: vector, length and the zeros behind it.
		return text.length === length && length > 0 && isEqual(wrap(text), input) ? text : null;
	};
}

/** The vector of the second time. */
const SECOND = Uint8Array.of(0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05);

function tripleDesWrap(cipher: BlockCipher, encrypts: boolean, random: Random): Wrap {
	const through = (iv: Uint8Array, input: Uint8Array) => chained(cipher, encrypts, iv)(input);
	const check = (text: Uint8Array) => sha1(text).slice(0, HALF);
	return (input) => {
		if (input.length % HALF !== 0 || input.length < (encrypts ? HALF : 3 * HALF)) return null;
		if (encrypts) {
			const iv = random(HALF);
			return through(SECOND, concatBytes(iv, through(iv, concatBytes(input, check(input)))).reverse());
		}
		const once = through(SECOND, input).reverse();
		const opened = through(once.subarray(0, HALF), once.subarray(HALF));
		const text = opened.slice(0, -HALF);
		return isEqual(check(text), opened.subarray(-HALF)) ? text : null;
	};
}

export function wrapOf(
	info: CipherInfo,
	encrypts: boolean,
	key: Uint8Array,
	iv: Uint8Array,
	random: Random
): Wrap {
	if (info.family === 'des') return tripleDesWrap(tripleDes(key), encrypts, random);
	return (info.ivLength === HALF ? plainWrap : paddedWrap)(aesBlocks(key), iv, encrypts);
}
