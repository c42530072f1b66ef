/** Work that crypto does at once or later: each job is made with a mode, and run() returns [error, result] or calls ondone. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { AsyncResources } from '../async-resources.ts';
import type { Context, EventLoop } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { coded } from '../coded.ts';
import { fixedHash } from './hashes.ts';
import { secretOf } from './keys.ts';
import { fillRandom } from './random.ts';

type Data = ArrayBufferView | ArrayBuffer;
/** Bytes of all blocks that OpenSSL works on at most. */
const INT_MAX = 2 ** 31 - 1;

function digest(name: string): CHash {
	const hash = fixedHash(name);
	if (!hash) throw coded(new TypeError(`Invalid digest: ${name}`), 'ERR_CRYPTO_INVALID_DIGEST');
	return hash;
}

/** What is given may change before the work is done. */
export const copied = (data: Data): Uint8Array => bytesOf(data).slice();
const exact = (bytes: Uint8Array) => bytes.slice().buffer;

function checkScrypt(N: number, r: number, p: number, maxmem: number): void {
	const error = (text: string) =>
		coded(new RangeError(`Invalid scrypt params${text}`), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS');
	if (N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1) throw error('');
	// As OpenSSL counts: blocks for each of p, and N of them with two to work in. RFC 7914: N < 2^(128 r / 8).
	const blocks = 128 * r * p;
	if (p * r >= 2 ** 30 || N >= 2 ** (16 * r) || blocks > INT_MAX || blocks + 128 * r * (N + 2) > maxmem)
		throw error(': error:030000AC:digital envelope routines::memory limit exceeded');
}

/** A class whose constructor checks its arguments and gives back the work. `type`: of the resource that it is, if `resources` are given. */
export function jobMaker(loop: EventLoop, asyncMode: number, resources?: AsyncResources) {
	return <A extends unknown[]>(prepare: (...args: A) => () => unknown, type = '') =>
		class Job {
			ondone: ((error: unknown, result?: unknown) => void) | undefined;
			readonly #mode: number;
			readonly #work: () => unknown;

			constructor(mode: number, ...args: A) {
				this.#mode = mode;
				this.#work = prepare(...args);
				if (type !== '') resources?.open(this, type);
			}
			run(): [error: unknown, result?: unknown] | undefined {
				if (this.#mode !== asyncMode) return this.#outcome();
				loop.ref();
				loop.enqueue(() => {
					loop.unref();
					this.ondone?.(...this.#outcome());
					resources?.close(this);
				}, this);
				return undefined;
			}
			#outcome(): [error: unknown, result?: unknown] {
				try {
					return [undefined, this.#work()];
				} catch (error) {
					return [error];
				}
			}
		};
}

export function jobClasses(context: Context, asyncMode: number) {
	const job = jobMaker(context.loop, asyncMode, context.resources);
	return {
		RandomBytesJob: job(
			(data: Data, offset: number, size: number) => () => {
				fillRandom(context, bytesOf(data).subarray(offset, offset + size));
			},
			'RANDOMBYTESREQUEST'
		),
		HashJob: job((name: string, data: Data) => {
			const [hash, bytes] = [digest(name), copied(data)];
			return () => exact(hash(bytes));
		}, 'HASHREQUEST'),
		PBKDF2Job: job((password: object, salt: Data, c: number, dkLen: number, name: string) => {
			const [hash, secret, salted] = [digest(name), secretOf(password).slice(), copied(salt)];
			return () => {
				if (dkLen === 0) throw new Error('Deriving bits failed');
				return exact(pbkdf2(hash, secret, salted, { c, dkLen }));
			};
		}, 'PBKDF2REQUEST'),
		HKDFJob: job((name: string, key: object, salt: Data, info: Data, length: number) => {
			const hash = digest(name);
			if (length > 255 * hash.outputLen)
				throw coded(new RangeError('Invalid key length'), 'ERR_CRYPTO_INVALID_KEYLEN');
			const [secret, salted, about] = [secretOf(key).slice(), copied(salt), copied(info)];
			return () => exact(hkdf(hash, secret, salted, about, length));
		}, 'DERIVEBITSREQUEST'),
		ScryptJob: job(
			(password: Data, salt: Data, N: number, r: number, p: number, maxmem: number, dkLen: number) => {
				checkScrypt(N, r, p, maxmem);
				const options = { N, r, p, dkLen, maxmem: Number.MAX_SAFE_INTEGER };
				const [secret, salted] = [copied(password), copied(salt)];
				return () => (dkLen === 0 ? new ArrayBuffer(0) : exact(scrypt(secret, salted, options)));
			},
			'SCRYPTREQUEST'
		),
		HmacJob: job((sign: number, name: string, key: object, data: Data, signature?: Data) => {
			const [hash, bytes, given] = [digest(name), copied(data), copied(signature ?? new ArrayBuffer(0))];
			return () => {
				const made = hmac(hash, secretOf(key), bytes);
				if (sign === 0) return exact(made);
				return given.length === made.length && given.every((byte, at) => byte === made[at]);
			};
		}, 'SIGNREQUEST')
	};
}
