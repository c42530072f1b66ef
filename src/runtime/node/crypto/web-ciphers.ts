/** AES as webcrypto wants it: whole texts, in a job. https://www.w3.org/TR/WebCryptoAPI/ */
import { aeskw, cbc, ctr, gcm } from '@noble/ciphers/aes.js';
import { concatBytes } from '@noble/ciphers/utils.js';
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { toBigInt, toBytes } from './der.ts';
import { jobMaker } from './jobs.ts';
import { secretOf } from './keys.ts';

type Data = ArrayBufferView | ArrayBuffer;
type Cipher = { encrypt(bytes: Uint8Array): Uint8Array; decrypt(bytes: Uint8Array): Uint8Array };

/** Bytes of a whole tag of GCM; a shorter one is its beginning. */
const TAG = 16;
const BLOCK = 16;

/** CTR whose counter is the last `bits` bits alone: it goes round without a carry into the rest. */
function counterCipher(
	key: Uint8Array,
	counter: Uint8Array,
	bits: number
): (bytes: Uint8Array) => Uint8Array {
	const start = toBigInt(counter);
	const room = (1n << BigInt(bits)) - (start & ((1n << BigInt(bits)) - 1n));
	return (bytes) => {
		// More would use a part of the key stream twice.
		if (BigInt(Math.ceil(bytes.length / BLOCK)) > 1n << BigInt(bits)) throw new Error('Cipher job failed');
		const first = Number(
			room * BigInt(BLOCK) < BigInt(bytes.length) ? room * BigInt(BLOCK) : BigInt(bytes.length)
		);
		const head = ctr(key, counter).encrypt(bytes.slice(0, first));
		if (first === bytes.length) return head;
		const again = (start >> BigInt(bits)) << BigInt(bits);
		return concatBytes(head, ctr(key, toBytes(again, BLOCK)).encrypt(bytes.slice(first)));
	};
}

function galois(key: Uint8Array, iv: Uint8Array, tag: number | Data, extra: Uint8Array | undefined): Cipher {
	const cipher = gcm(key, iv, extra);
	return {
		encrypt: (bytes) => {
			const sealed = cipher.encrypt(bytes);
			return sealed.slice(0, bytes.length + (typeof tag === 'number' ? tag : TAG));
		},
		decrypt: (bytes) => {
			const given = typeof tag === 'number' ? new Uint8Array(0) : bytesOf(tag);
			if (given.length === TAG) return cipher.decrypt(concatBytes(bytes, given));
			// GCM is CTR and a tag over what it made: sealing the opened text again tells the whole tag.
			const opened = gcm(key, iv, extra).encrypt(bytes).slice(0, bytes.length);
			const sealed = gcm(key, iv, extra).encrypt(opened);
			if (given.some((byte, at) => byte !== sealed[bytes.length + at])) throw new Error('Cipher job failed');
			return opened;
		}
	};
}

export function webCipherClasses(context: Context, shape: Binding) {
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const isOf = (variant: number, name: string) =>
		[128, 192, 256].some((bits) => shape[`kKeyVariantAES_${name}_${bits}`] === variant);
	const cipherOf = (key: Uint8Array, variant: number, parameters: unknown[]): Cipher => {
		if (isOf(variant, 'KW')) return aeskw(key);
		const iv = bytesOf(parameters[0] as Data).slice();
		if (isOf(variant, 'CBC')) return cbc(key, iv);
		if (isOf(variant, 'GCM')) {
			const extra = parameters[2] === undefined ? undefined : bytesOf(parameters[2] as Data).slice();
			return galois(key, iv, parameters[1] as number | Data, extra);
		}
		const turn = counterCipher(key, iv, parameters[1] as number);
		return { encrypt: turn, decrypt: turn };
	};
	return {
		AESCipherJob: job((mode: number, key: object, data: Data, variant: number, ...parameters: unknown[]) => {
			const cipher = cipherOf(secretOf(key), variant, parameters);
			const bytes = bytesOf(data).slice();
			const isEncrypting = mode === shape['kWebCryptoCipherEncrypt'];
			return () => (isEncrypting ? cipher.encrypt(bytes) : cipher.decrypt(bytes)).slice().buffer;
		})
	};
}
