/** DES, three times over. https://doi.org/10.6028/NIST.SP.800-67r2, https://csrc.nist.gov/pubs/fips/46-3/final */
import type { BlockCipher } from './block-cipher.ts';

const BLOCK = 8;
/** S-boxes, each four rows of 16 numbers. */
const BOXES = [
	'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
	'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
	'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
	'7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
	'2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
	'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
	'4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
	'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b'
].map((box) => [...box].map((digit) => parseInt(digit, 16)));

/** Permutations: which bit, counted from 1 on the left, comes to each place. */
const P = [
	16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22,
	11, 4, 25
];
/** Each row of eight begins here and goes back by eight. */
const INITIAL = [58, 60, 62, 64, 57, 59, 61, 63].flatMap((first) =>
	Array.from({ length: 8 }, (_, at) => first - 8 * at)
);
const FINAL = INITIAL.map((_, at) => INITIAL.indexOf(at + 1) + 1);
const KEY_BITS = [
	57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
	63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
];
const ROUND_BITS = [
	14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47,
	55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
];
/** By how much both halves of the key are turned before each round. */
const TURNS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

const pick = (bits: number[], from: number[]) => from.map((place) => bits[place - 1] ?? 0);
const bitsOf = (bytes: ArrayLike<number>) =>
	Array.from({ length: bytes.length * 8 }, (_, at) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
const numberOf = (bits: number[]) => bits.reduce((value, bit) => (value << 1) | bit, 0) >>> 0;

/** What each S-box makes of six bits, already where P brings it. */
const SPREAD = BOXES.map((box, index) =>
	Array.from({ length: 64 }, (_, six) => {
		const row = ((six >> 4) & 2) | (six & 1);
		const four = (box[16 * row + ((six >> 1) & 15)] ?? 0) << (4 * (7 - index));
		return numberOf(pick(bitsOf([four >>> 24, four >>> 16, four >>> 8, four].map((byte) => byte & 255)), P));
	})
);

/** Eight groups of six bits for each of the 16 rounds. */
function schedule(key: Uint8Array): number[][] {
	const bits = pick(bitsOf(key), KEY_BITS);
	let [left, right] = [bits.slice(0, 28), bits.slice(28)];
	return TURNS.map((turn) => {
		const turned = (half: number[]) => [...half.slice(turn), ...half.slice(0, turn)];
		[left, right] = [turned(left), turned(right)];
		const round = pick([...left, ...right], ROUND_BITS);
		return Array.from({ length: 8 }, (_, at) => numberOf(round.slice(6 * at, 6 * at + 6)));
	});
}

type Halves = [left: number, right: number];

/** 16 rounds, without the permutations around them. */
function turnAround([first, second]: Halves, rounds: number[][]): Halves {
	let [left, right] = [first, second];
	for (const round of rounds) {
		let mixed = 0;
		for (let at = 0; at < 8; at++) {
			const turn = (4 * at + 5) & 31;
			const six = ((right << turn) | (right >>> (32 - turn))) & 63;
			mixed |= SPREAD[at]?.[six ^ (round[at] ?? 0)] ?? 0;
		}
		[left, right] = [right, left ^ mixed];
	}
	return [right, left];
}

function permuted([left, right]: Halves, order: number[]): Halves {
	const bit = (place: number) => ((place <= 32 ? left : right) >>> ((64 - place) & 31)) & 1;
	let [one, other] = [0, 0];
	for (let at = 0; at < 32; at++) {
		one = (one << 1) | bit(order[at] ?? 0);
		other = (other << 1) | bit(order[at + 32] ?? 0);
	}
	return [one, other];
}

/** Encrypts with the first key, decrypts with the second, encrypts with the third; of two keys the first is the third too. */
export function tripleDes(key: Uint8Array): BlockCipher {
	const rounds = [0, 8, 16].map((at) => schedule(key.subarray(at % key.length, (at % key.length) + 8)));
	const back = (one: number[][] | undefined) => one?.toReversed() ?? [];
	const [first, second, third] = rounds;
	const forth = [first ?? [], back(second), third ?? []];
	const through = (stages: number[][][]) => (block: Uint8Array) => {
		const view = new DataView(block.buffer, block.byteOffset, BLOCK);
		const halves = permuted([view.getUint32(0), view.getUint32(4)], INITIAL);
		const [left, right] = permuted(stages.reduce(turnAround, halves), FINAL);
		const output = new DataView(new ArrayBuffer(BLOCK));
		output.setUint32(0, left);
		output.setUint32(4, right);
		return new Uint8Array(output.buffer);
	};
	return {
		size: BLOCK,
		encrypt: through(forth),
		decrypt: through([back(third), second ?? [], back(first)])
	};
}
