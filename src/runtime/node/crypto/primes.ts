/** Prime numbers: testing, and finding them by a sieve. https://doi.org/10.6028/NIST.FIPS.186-5 */
import { toBigInt } from './der.ts';
import type { Random } from './random.ts';
import { power } from './rsa.ts';

/** Rounds of Miller and Rabin: the chance of a mistake is below 2^-128 (B.3). */
const ROUNDS = 64;
const LARGEST_SMALL = 16_384;
const smallPrimes = smallerThan(LARGEST_SMALL);
/** Numbers in a row that are looked at before another beginning is drawn. */
const STRETCH = 65_536;

function smallerThan(limit: number): number[] {
	const composite = new Uint8Array(limit);
	const primes: number[] = [];
	for (let number = 2; number < limit; number++) {
		if (composite[number]) continue;
		primes.push(number);
		for (let multiple = number * number; multiple < limit; multiple += number) composite[multiple] = 1;
	}
	return primes;
}

function randomBelow(limit: bigint, random: Random): bigint {
	return toBigInt(random(Math.ceil(limit.toString(16).length / 2) + 8)) % limit;
}

export function isPrime(value: bigint, random: Random, rounds = ROUNDS): boolean {
	if (value < 2n) return false;
	for (const prime of smallPrimes) {
		const divisor = BigInt(prime);
		if (divisor * divisor > value) return true;
		if (value % divisor === 0n) return value === divisor;
	}
	return isProbablePrime(value, random, rounds);
}

function isProbablePrime(value: bigint, random: Random, rounds: number): boolean {
	let [odd, twos] = [value - 1n, 0];
	for (; (odd & 1n) === 0n; odd >>= 1n) twos++;
	for (let round = 0; round < rounds; round++) {
		let witness = power(2n + randomBelow(value - 3n, random), odd, value);
		if (witness === 1n || witness === value - 1n) continue;
		let left = twos - 1;
		for (; left > 0 && witness !== value - 1n; left--) witness = (witness * witness) % value;
		if (witness !== value - 1n) return false;
	}
	return true;
}

/** A prime of exactly `bits` bits, its two highest set, so that the product of two has all its bits. */
export function randomPrime(
	bits: number,
	random: Random,
	fits: (value: bigint) => boolean = () => true
): bigint {
	const top = 3n << BigInt(bits - 2);
	for (;;) {
		const value = (toBigInt(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n)) | top | 1n;
		// Two rounds tell nearly all others from primes.
		if (fits(value) && isPrime(value, random, 2) && isPrime(value, random)) return value;
	}
}

/** A prime leaves `rest` when divided by `step`; `safe`: half of what is before it is prime too. */
export type Wanted = { step: bigint; rest: bigint; safe: boolean };

/** A prime of exactly `bits` bits as it is wanted. */
export function primeInSteps(bits: number, wanted: Wanted, random: Random): bigint {
	const { step, rest } = wanted;
	const top = bits > 2 ? 3n << BigInt(bits - 2) : 1n << BigInt(bits - 1);
	for (;;) {
		const drawn = (toBigInt(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n)) | top;
		const start = drawn - (drawn % step) + rest;
		for (const value of sifted(start, bits, wanted)) if (isWanted(value, wanted.safe, random)) return value;
	}
}

function isWanted(value: bigint, safe: boolean, random: Random): boolean {
	if (!safe) return isPrime(value, random, 1) && isPrime(value, random);
	const half = (value - 1n) / 2n;
	// Few are past the first: it is the cheapest that tells.
	return (
		isPrime(half, random, 1) && isPrime(value, random, 1) && isPrime(half, random) && isPrime(value, random)
	);
}

/** Numbers from `start` on by steps, without those that a small prime divides (or half of what is before them, for safe ones). */
function* sifted(start: bigint, bits: number, { step, safe }: Wanted): Generator<bigint> {
	// A small number may be one of the small primes.
	const divisors = bits > 32 ? smallPrimes.slice(1) : [];
	const rests = divisors.map((prime) => Number(start % BigInt(prime)));
	const steps = divisors.map((prime) => Number(step % BigInt(prime)));
	const bad = (turn: number) =>
		divisors.some((prime, at) => {
			const left = ((rests[at] ?? 0) + turn * (steps[at] ?? 0)) % prime;
			return left === 0 || (safe && left === 1);
		});
	for (let turn = 0; turn < STRETCH; turn++) {
		if (bad(turn)) continue;
		const value = start + BigInt(turn) * step;
		if (value >> BigInt(bits) !== 0n) return;
		if (value >> BigInt(bits - 1) === 1n) yield value;
	}
}
