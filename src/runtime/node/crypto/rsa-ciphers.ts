/** What RSA seals and opens: publicEncrypt and its relatives, and webcrypto's RSA-OAEP. https://www.rfc-editor.org/rfc/rfc8017#section-7 */
import { sha1 } from '@noble/hashes/legacy.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { Binding, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { isRsa, writeDer, type AsymmetricKey, type RsaKey } from './asymmetric.ts';
import { coded } from '../coded.ts';
import { fixedHash } from './hashes.ts';
import { jobMaker } from './jobs.ts';
import { keyReader, type KeyReader } from './keys.ts';
import { opensslError } from './openssl-errors.ts';
import { randomOf, type Random } from './random.ts';
import { mask, sizeOf, withPublic, withSecret, xor } from './rsa.ts';

type Data = ArrayBufferView | ArrayBuffer;
/** Numbers of OpenSSL's: RSA_PKCS1_PADDING, RSA_NO_PADDING; else RSA_PKCS1_OAEP_PADDING. */
const [PKCS1, NONE] = [1, 3];
/** What PKCS #1 v1.5 needs beside the text: 0, kind, eight bytes, 0. */
const PKCS1_OVERHEAD = 11;

type Padding = { kind: number; hash: CHash; label: Uint8Array };

function refused(number: string, reason: string, library = 'rsa routines'): Error {
	return opensslError(number, library, reason, library === 'rsa routines' ? 'RSA_' : 'EVP_');
}

const tooLarge = () => refused('0200006E', 'data too large for key size');
const badOaep = () => refused('02000079', 'oaep decoding error');
const badPadding = () => refused('02000072', 'padding check failed');

/** EMSA and EME of PKCS #1 v1.5: `kind` 1 is filled with 0xff, 2 with bytes that are random and none 0. */
function padPlain(text: Uint8Array, size: number, kind: 1 | 2, random: Random): Uint8Array {
	if (text.length > size - PKCS1_OVERHEAD) throw tooLarge();
	const block = new Uint8Array(size).fill(0xff);
	const gap = size - text.length - 3;
	if (kind === 2)
		block.set(
			random(gap).map((byte) => byte || 1),
			2
		);
	block.set([0, kind]);
	block[size - text.length - 1] = 0;
	block.set(text, size - text.length);
	return block;
}

function openPlain(block: Uint8Array, kind: 1 | 2): Uint8Array {
	const end = block.indexOf(0, 2);
	if (block[0] !== 0 || block[1] !== kind || end < PKCS1_OVERHEAD - 1) throw badPadding();
	return block.slice(end + 1);
}

function padOaep(text: Uint8Array, size: number, { hash, label }: Padding, random: Random): Uint8Array {
	const { outputLen } = hash;
	if (text.length > size - 2 * outputLen - 2) throw tooLarge();
	const data = new Uint8Array(size - outputLen - 1);
	data.set(hash(label));
	data[data.length - text.length - 1] = 1;
	data.set(text, data.length - text.length);
	const seed = random(outputLen);
	const masked = xor(data, mask(hash, seed, data.length));
	return Uint8Array.from([0, ...xor(seed, mask(hash, masked, outputLen)), ...masked]);
}

function openOaep(block: Uint8Array, { hash, label }: Padding): Uint8Array {
	const { outputLen } = hash;
	const masked = block.subarray(outputLen + 1);
	const seed = xor(block.subarray(1, outputLen + 1), mask(hash, masked, outputLen));
	const data = xor(masked, mask(hash, seed, masked.length));
	const one = data.findIndex((byte, at) => at >= outputLen && byte !== 0);
	const isOurs = hash(label).every((byte, at) => byte === data[at]);
	if (block[0] !== 0 || !isOurs || data[one] !== 1) throw badOaep();
	return data.slice(one + 1);
}

function rsaOf(key: AsymmetricKey): RsaKey {
	if (key.kind === 'rsa') return key;
	const reason = 'operation not supported for this keytype';
	if (key.kind === 'rsa-pss') throw opensslError('1C8000B2', 'Provider routines', reason);
	throw refused('03000096', reason, 'digital envelope routines');
}

function padded(text: Uint8Array, key: RsaKey, padding: Padding, kind: 1 | 2, random: Random): Uint8Array {
	const size = sizeOf(key);
	if (padding.kind === PKCS1) return padPlain(text, size, kind, random);
	if (padding.kind !== NONE) return padOaep(text, size, padding, random);
	if (text.length > size) throw tooLarge();
	if (text.length < size) throw refused('0200007A', 'data too small for key size');
	return text;
}

function opened(block: Uint8Array, padding: Padding, kind: 1 | 2): Uint8Array {
	if (padding.kind === NONE) return block;
	return padding.kind === PKCS1 ? openPlain(block, kind) : openOaep(block, padding);
}

type Arguments = [
	data: object,
	format: number | undefined,
	type: number | null | undefined,
	passphrase: unknown,
	text: Data,
	padding: number,
	oaepHash?: string,
	oaepLabel?: Data
];

function digestOf(name: string | undefined): CHash {
	const hash = name === undefined ? sha1 : fixedHash(name);
	if (!hash) throw coded(new Error('Invalid digest used'), 'ERR_OSSL_EVP_INVALID_DIGEST');
	return hash;
}

/** Keys in the forms of webcrypto: a point as it is, or DER. */
function exporter(read: KeyReader, shape: Binding) {
	return (format: number, handle: object) => {
		const isPrivate = format === shape['kWebCryptoKeyFormatPKCS8'];
		const key = read(handle, undefined, undefined, isPrivate);
		const isRaw = format === shape['kWebCryptoKeyFormatRaw'] && !isRsa(key);
		return () => (isRaw ? key.point : writeDer(key, isPrivate ? 'pkcs8' : 'spki')).slice().buffer;
	};
}

export function rsaCipherFunctions(context: Context, shape: Binding) {
	const read = keyReader(shape);
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const random = randomOf(context);
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = context.requireBuiltin('buffer') as {
			Buffer: { from(bytes: ArrayBufferLike): unknown };
		};
		return Buffer.from(bytes.slice().buffer);
	};
	const cipher =
		(isPrivate: boolean, work: (key: RsaKey, text: Uint8Array, padding: Padding) => Uint8Array) =>
		(...[data, format, type, passphrase, text, kind, oaepHash, oaepLabel]: Arguments): unknown => {
			const key = rsaOf(read(data, format, type, isPrivate, passphrase));
			const label = oaepLabel ? bytesOf(oaepLabel).slice() : new Uint8Array(0);
			return buffer(work(key, bytesOf(text).slice(), { kind, hash: digestOf(oaepHash), label }));
		};
	const exported = job(exporter(read, shape));
	return {
		publicEncrypt: cipher(false, (key, text, padding) =>
			withPublic(key, padded(text, key, padding, 2, random))
		),
		privateDecrypt: cipher(true, (key, text, padding) => opened(withSecret(key, text), padding, 2)),
		privateEncrypt: cipher(true, (key, text, padding) =>
			withSecret(key, padded(text, key, padding, 1, random))
		),
		publicDecrypt: cipher(false, (key, text, padding) => opened(withPublic(key, text), padding, 1)),
		RSACipherJob: job(
			(mode: number, handle: object, data: Data, _variant: number, hash: string, given?: Data) => {
				const isSealing = mode === shape['kWebCryptoCipherEncrypt'];
				const key = rsaOf(read(handle, undefined, undefined, !isSealing));
				const [text, label] = [bytesOf(data).slice(), given ? bytesOf(given).slice() : new Uint8Array(0)];
				const padding: Padding = { kind: 0, hash: digestOf(hash), label };
				return () =>
					(isSealing
						? withPublic(key, padOaep(text, sizeOf(key), padding, random))
						: openOaep(withSecret(key, text), padding)
					).slice().buffer;
			}
		),
		ECKeyExportJob: exported,
		RSAKeyExportJob: exported
	};
}
