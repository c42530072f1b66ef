/** Secret keys. Public and private ones need ciphers that the host does not have. */
import type { Context } from '../context.ts';
import { bytesOf, decode } from '../encoding.ts';

const secrets = new WeakMap<object, Uint8Array>();

/** The bytes of a key handle, or of plain data. */
export function secretOf(key: object): Uint8Array {
	return secrets.get(key) ?? bytesOf(key as ArrayBufferView | ArrayBuffer);
}

export function keyClasses({ requireBuiltin }: Context, secretType: number) {
	class KeyObjectHandle {
		init(type: number, data: ArrayBufferView | ArrayBuffer): void {
			if (type !== secretType) throw new Error('not supported in the browser: asymmetric keys');
			secrets.set(this, bytesOf(data).slice());
		}
		getSymmetricKeySize(): number {
			return secretOf(this).length;
		}
		export(): unknown {
			const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: Uint8Array): unknown } };
			return Buffer.from(secretOf(this));
		}
		exportJwk(target: object): object {
			return Object.assign(target, { kty: 'oct', k: decode(secretOf(this), 'base64url') });
		}
		equals(other: object): boolean {
			const [a, b] = [secretOf(this), secretOf(other)];
			return a.length === b.length && a.every((byte, at) => byte === b[at]);
		}
	}
	/** Jobs are given the key object itself. */
	class NativeKeyObject {
		constructor(handle: object) {
			if (secrets.has(handle)) secrets.set(this, secretOf(handle));
		}
	}
	return {
		KeyObjectHandle,
		createNativeKeyObjectClass: (make: (base: typeof NativeKeyObject) => unknown) => make(NativeKeyObject)
	};
}
