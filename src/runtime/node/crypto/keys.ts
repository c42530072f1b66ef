/** The handle under KeyObject: secret, public and private keys. */
import type { Binding, Context } from '../context.ts';
import { coded } from '../coded.ts';
import { bytesOf, decode } from '../encoding.ts';
import {
	isRsa,
	okpKey,
	publicPart,
	readDer,
	readPem,
	writeDer,
	writePem,
	type AsymmetricKey,
	type Encoding
} from './asymmetric.ts';
import { cipherNamed } from './cipher-names.ts';
import { curveNamed, curves, okp, okpNames } from './curves.ts';
import { DerError, toBytes } from './der.ts';
import { exportJwk, importJwk } from './jwk.ts';
import type { Lock } from './locked-keys.ts';
import { opensslError } from './openssl-errors.ts';
import { randomOf } from './random.ts';

type Data = ArrayBufferView | ArrayBuffer;

const secrets = new WeakMap<object, Uint8Array>();
const keyPairs = new WeakMap<object, AsymmetricKey>();

/** The bytes of a key handle, or of plain data. */
export function secretOf(key: object): Uint8Array {
	return secrets.get(key) ?? bytesOf(key as ArrayBufferView | ArrayBuffer);
}

/** The key of a handle. */
export function pairOf(handle: object): AsymmetricKey {
	const key = keyPairs.get(handle);
	if (!key) throw new Error('The key is not asymmetric');
	return key;
}

const unsupported = () => opensslError('1E08010C', 'DECODER routines', 'unsupported');

/** Reads the key that a function of Node's crypto is given: a handle, or data with its format and encoding. */
export type KeyReader = (
	data: object,
	format: number | undefined,
	type: number | null | undefined,
	isPrivate: boolean,
	passphrase?: unknown
) => AsymmetricKey;

export function keyReader(shape: Binding): KeyReader {
	const encodings = encodingsOf(shape);
	return (data, format, type, isPrivate, passphrase) => {
		const known = keyPairs.get(data);
		if (known) return isPrivate ? known : publicPart(known);
		const bytes = bytesOf(data as Data);
		const open = passphrase ? bytesOf(passphrase as Data).slice() : null;
		let key: AsymmetricKey | null;
		try {
			key =
				format === shape['kKeyFormatDER']
					? readDer(bytes, encodings.get(type ?? -1) ?? (isPrivate ? 'pkcs8' : 'spki'), isPrivate, open)
					: readPem(decode(bytes, 'latin1'), open);
		} catch (error) {
			throw error instanceof DerError || error instanceof DOMException ? unsupported() : error;
		}
		if (!key || (isPrivate && !key.secret)) throw unsupported();
		return isPrivate ? key : publicPart(key);
	};
}

function encodingsOf(shape: Binding): Map<number, Encoding> {
	return new Map([
		[shape['kKeyEncodingPKCS1'] as number, 'pkcs1'],
		[shape['kKeyEncodingPKCS8'] as number, 'pkcs8'],
		[shape['kKeyEncodingSPKI'] as number, 'spki'],
		[shape['kKeyEncodingSEC1'] as number, 'sec1']
	]);
}

const equal = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);

/** Handles of keys that were made here. The class of handles is one per process. */
export function keyHandle(context: Context, shape: Binding) {
	const made = () => {
		const { KeyObjectHandle } = context.internalBinding('crypto') as ReturnType<typeof keyClasses>;
		return new KeyObjectHandle();
	};
	return (key: AsymmetricKey | Uint8Array) => {
		const handle = made();
		if (key instanceof Uint8Array) handle.init(shape['kKeyTypeSecret'] as number, key);
		else keyPairs.set(handle, key);
		return handle;
	};
}

/** @throws ERR_CRYPTO_UNKNOWN_CIPHER */
function lockWith(context: Context, name: string, passphrase: Data): Lock {
	const cipher = cipherNamed(name);
	if (!cipher) throw coded(new Error('Unknown cipher'), 'ERR_CRYPTO_UNKNOWN_CIPHER');
	return { cipher, passphrase: bytesOf(passphrase).slice(), random: randomOf(context) };
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export function keyClasses(context: Context, shape: Binding) {
	const { handles, requireBuiltin } = context;
	const { kKeyTypeSecret, kKeyTypePublic, kKeyTypePrivate, kKeyFormatPEM } = shape as Record<string, number>;
	const read = keyReader(shape);
	const encodings = encodingsOf(shape);
	const buffer = (bytes: Uint8Array): unknown => {
		const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: ArrayBufferLike): unknown } };
		return Buffer.from(bytes.slice().buffer);
	};

	class KeyObjectHandle {
		init(type: number, data: object, format?: number, encoding?: number, passphrase?: unknown): void {
			if (type === kKeyTypeSecret) secrets.set(this, bytesOf(data as Data).slice());
			else keyPairs.set(this, read(data, format, encoding, type === kKeyTypePrivate, passphrase));
		}
		initJwk(jwk: Record<string, string>, namedCurve?: string): number | undefined {
			if (jwk['kty'] === 'oct') {
				secrets.set(this, bytesOf(importJwk.secret(jwk)));
				return kKeyTypeSecret;
			}
			const key = importJwk.key(jwk, namedCurve);
			if (!key) return undefined;
			keyPairs.set(this, key);
			return key.secret ? kKeyTypePrivate : kKeyTypePublic;
		}
		initEDRaw(name: string, data: Data, type: number): boolean {
			const kind = okpNames.find((one) => one === name.toLowerCase());
			const bytes = bytesOf(data).slice();
			if (!kind || bytes.length !== okp[kind].size) return false;
			keyPairs.set(
				this,
				type === kKeyTypePrivate ? okpKey(kind, bytes) : { kind, point: bytes, secret: null }
			);
			return true;
		}
		initECRaw(name: string, data: Data): boolean {
			const curve = curveNamed(name);
			if (!curve) return false;
			try {
				const point = curves[curve].curve.Point.fromBytes(bytesOf(data).slice()).toBytes(false);
				keyPairs.set(this, { kind: 'ec', curve, point, secret: null });
				return true;
			} catch {
				return false; // not a point of the curve
			}
		}
		checkEcKeyData(): boolean {
			return this.#key().kind === 'ec';
		}
		#key(): AsymmetricKey {
			return pairOf(this);
		}
		getAsymmetricKeyType(): string {
			return this.#key().kind;
		}
		keyDetail(target: Record<string, unknown>): object {
			const secret = secrets.get(this);
			if (secret) return Object.assign(target, { length: secret.length * 8 });
			const key = this.#key();
			if (key.kind === 'ec') return Object.assign(target, { namedCurve: key.curve });
			if (!isRsa(key)) return target;
			return Object.assign(target, {
				modulusLength: key.n.toString(2).length,
				publicExponent: toBytes(key.e).buffer,
				...(key.limits && {
					hashAlgorithm: key.limits.hash,
					mgf1HashAlgorithm: key.limits.maskHash,
					saltLength: key.limits.saltLength
				})
			});
		}
		getSymmetricKeySize(): number {
			return secretOf(this).length;
		}
		export(format?: number, type?: number, cipher?: string | null, passphrase?: unknown): unknown {
			const secret = secrets.get(this);
			if (secret) return buffer(secret);
			const encoding = encodings.get(type ?? -1) ?? 'spki';
			const lock = cipher ? lockWith(context, cipher, passphrase as Data) : null;
			return format === kKeyFormatPEM
				? writePem(this.#key(), encoding, lock)
				: buffer(writeDer(this.#key(), encoding, lock));
		}
		exportJwk(target: object): object {
			const secret = secrets.get(this);
			if (secret) return Object.assign(target, { kty: 'oct', k: decode(secret, 'base64url') });
			return Object.assign(target, exportJwk(this.#key()));
		}
		equals(other: object): boolean {
			const secret = secrets.get(this);
			if (secret) return equal(secret, secretOf(other));
			const theirs = keyPairs.get(other);
			const ours = this.#key();
			const encoding = ours.secret ? 'pkcs8' : 'spki';
			return theirs !== undefined && equal(writeDer(ours, encoding), writeDer(theirs, encoding));
		}
	}
	/** Jobs are given the key object itself. */
	class NativeKeyObject {
		constructor(handle: object) {
			const [secret, pair] = [secrets.get(handle), keyPairs.get(handle)];
			if (secret) secrets.set(this, secret);
			if (pair) keyPairs.set(this, pair);
		}
	}
	type KeyClass = new (handle: object) => object;
	let classes: KeyClass[] = [];
	handles.add({
		binding: 'crypto',
		name: 'KeyObject',
		is: (value): value is NativeKeyObject => value instanceof NativeKeyObject,
		write: (key) => secrets.get(key) ?? keyPairs.get(key) ?? null,
		read(key) {
			requireBuiltin('internal/crypto/keys');
			const handle = new KeyObjectHandle();
			if (key instanceof Uint8Array) secrets.set(handle, key);
			else if (key) keyPairs.set(handle, key);
			const Class = classes[key instanceof Uint8Array ? 1 : key?.secret ? 3 : 2];
			if (!Class) throw new Error('Cannot read a key: the library has no class for it');
			return new Class(handle);
		}
	});
	return {
		KeyObjectHandle,
		/** @param make gives KeyObject, and the classes of secret, public and private keys */
		createNativeKeyObjectClass: (make: (base: typeof NativeKeyObject) => KeyClass[]) =>
			(classes = make(NativeKeyObject)),
		getCurves: () => Object.keys(curves)
	};
}
