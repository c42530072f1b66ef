/** Diffie and Hellman over numbers, with the groups of RFC 2409 and RFC 3526, and the jobs about primes. */
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { toBigInt, toBytes } from './der.ts';
import { coded } from '../coded.ts';
import { jobMaker } from './jobs.ts';
import { isPrime, primeInSteps, randomPrime, type Wanted } from './primes.ts';
import { randomOf } from './random.ts';
import { power } from './rsa.ts';

type Data = ArrayBufferView | ArrayBuffer;

/** Bits, and what is added to the digits of pi until the number is a safe prime. https://www.rfc-editor.org/rfc/rfc3526 */
const groups: Record<string, [bits: number, added: bigint]> = {
	modp1: [768, 149686n],
	modp2: [1024, 129093n],
	modp5: [1536, 741804n],
	modp14: [2048, 124476n],
	modp15: [3072, 1690314n],
	modp16: [4096, 240904n],
	modp17: [6144, 929484n],
	modp18: [8192, 4743158n]
};
/** What DH_check of OpenSSL finds wrong. */
const WRONG = { notPrime: 1, notSafe: 2, generator: 8, tooSmall: 128 } as const;
/** Bits of the smallest prime that OpenSSL makes keys with. */
const SMALLEST = 512;
/** Rounds that tell a composite number with certainty enough for a check. */
const ROUNDS = 16;
/** Bits of precision past those that are used. */
const GUARD = 64n;

/** arctan(1/x), times 2^bits. */
function arctanOfInverse(x: bigint, bits: bigint): bigint {
	let [term, sum, divisor, sign] = [(1n << bits) / x, 0n, 1n, 1n];
	for (; term !== 0n; term /= x * x, divisor += 2n, sign = -sign) sum += (sign * term) / divisor;
	return sum;
}

/** floor(2^bits times pi), by Machin's formula. */
function pi(bits: number): bigint {
	const precision = BigInt(bits) + GUARD;
	return (16n * arctanOfInverse(5n, precision) - 4n * arctanOfInverse(239n, precision)) >> GUARD;
}

function groupPrime(bits: number, added: bigint): bigint {
	const n = BigInt(bits);
	return 2n ** n - 2n ** (n - 64n) - 1n + 2n ** 64n * (pi(bits - 130) + added);
}

function isGroup(prime: bigint): boolean {
	const bits = prime.toString(2).length;
	return Object.values(groups).some(([size, added]) => size === bits && groupPrime(size, added) === prime);
}

/** So that the generator makes half of the group, as OpenSSL has it. */
function stepsFor(generator: bigint): Wanted {
	if (generator === 2n) return { step: 24n, rest: 23n, safe: true };
	return generator === 5n ? { step: 60n, rest: 59n, safe: true } : { step: 12n, rest: 11n, safe: true };
}

const error = (text: string, code: string) => coded(new Error(text), code);

// eslint-disable-next-line max-lines-per-function -- classes that close over their process; their methods are short
export function diffieHellmanClasses(context: Context, shape: Binding) {
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const random = randomOf(context);
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = context.requireBuiltin('buffer') as {
			Buffer: { from(bytes: ArrayBufferLike): unknown };
		};
		return Buffer.from(bytes.slice().buffer);
	};
	class DiffieHellman {
		readonly verifyError: number;
		readonly #prime: bigint;
		readonly #generator: bigint;
		#secret: bigint | null = null;
		#public: bigint | null = null;

		constructor(sizeOrPrime: number | Data, generator: number | Data) {
			this.#generator = typeof generator === 'number' ? BigInt(generator) : toBigInt(bytesOf(generator));
			if (this.#generator < 2n) throw error('bad generator', 'ERR_OSSL_DH_BAD_GENERATOR');
			if (typeof sizeOrPrime === 'number' && sizeOrPrime < SMALLEST)
				throw coded(new TypeError('Invalid DH parameters'), 'ERR_INVALID_ARG_VALUE');
			this.#prime =
				typeof sizeOrPrime === 'number'
					? primeInSteps(sizeOrPrime, stepsFor(this.#generator), random)
					: toBigInt(bytesOf(sizeOrPrime));
			this.verifyError = this.#check();
		}
		#check(): number {
			if (isGroup(this.#prime)) return 0;
			const isNotPrime = !isPrime(this.#prime, random, ROUNDS);
			const isNotSafe = !isNotPrime && !isPrime((this.#prime - 1n) / 2n, random, ROUNDS);
			const isNoGenerator = this.#generator >= this.#prime - 1n;
			return (
				(isNotPrime ? WRONG.notPrime : 0) |
				(isNotSafe ? WRONG.notSafe : 0) |
				(isNoGenerator ? WRONG.generator : 0) |
				(this.#isTooSmall ? WRONG.tooSmall : 0)
			);
		}
		get #length(): number {
			return toBytes(this.#prime).length;
		}
		get #isTooSmall(): boolean {
			return this.#prime.toString(2).length < SMALLEST;
		}
		generateKeys(): unknown {
			if (this.#isTooSmall) throw error('Key generation failed', 'ERR_CRYPTO_OPERATION_FAILED');
			this.#secret ??= 1n + (toBigInt(random(this.#length + 8)) % (this.#prime - 2n));
			this.#public = power(this.#generator, this.#secret, this.#prime);
			return this.getPublicKey();
		}
		/** As long as the prime. */
		computeSecret(key: Data): unknown {
			const theirs = toBigInt(bytesOf(key));
			if (theirs <= 1n) throw error('Supplied key is too small', 'ERR_CRYPTO_INVALID_KEYLEN');
			if (theirs >= this.#prime - 1n) throw error('Supplied key is too large', 'ERR_CRYPTO_INVALID_KEYLEN');
			if (this.#secret === null) throw error('No private value', 'ERR_OSSL_DH_NO_PRIVATE_VALUE');
			return buffer(toBytes(power(theirs, this.#secret, this.#prime), this.#length));
		}
		getPrime(): unknown {
			return buffer(toBytes(this.#prime));
		}
		getGenerator(): unknown {
			return buffer(toBytes(this.#generator));
		}
		getPublicKey(): unknown {
			if (this.#public === null)
				throw error('No public key - did you forget to generate one?', 'ERR_CRYPTO_INVALID_STATE');
			return buffer(toBytes(this.#public));
		}
		getPrivateKey(): unknown {
			if (this.#secret === null)
				throw error('No private key - did you forget to generate one?', 'ERR_CRYPTO_INVALID_STATE');
			return buffer(toBytes(this.#secret));
		}
		setPublicKey(key: Data): void {
			this.#public = toBigInt(bytesOf(key));
		}
		setPrivateKey(key: Data): void {
			this.#secret = toBigInt(bytesOf(key));
		}
	}
	class DiffieHellmanGroup extends DiffieHellman {
		constructor(name: string) {
			const group = groups[name.toLowerCase()];
			if (!group) throw error('Unknown DH group', 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
			super(toBytes(groupPrime(...group)), 2);
		}
	}
	return {
		DiffieHellman,
		DiffieHellmanGroup,
		CheckPrimeJob: job(
			(candidate: Data, rounds: number) => () =>
				isPrime(toBigInt(bytesOf(candidate)), random, rounds || undefined)
		),
		RandomPrimeJob: job((bits: number, safe: boolean, add?: Data, rem?: Data) => () => {
			if (bits < 2 || (!add && safe && bits < 6 && bits !== 3))
				throw new Error('error:01800076:bignum routines::bits too small');
			const [step, rest] = [add && toBigInt(bytesOf(add)), rem && toBigInt(bytesOf(rem))];
			const prime =
				step === undefined && !safe
					? randomPrime(bits, random)
					: primeInSteps(
							bits,
							{ step: step ?? (safe ? 4n : 2n), rest: rest ?? (safe ? 3n : 1n), safe },
							random
						);
			return toBytes(prime).slice().buffer;
		})
	};
}
