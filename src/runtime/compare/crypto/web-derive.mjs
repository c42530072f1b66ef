// WebCrypto derives bits and keys, and makes pairs.
import help from '../help.cjs';
const { subtle } = globalThis.crypto;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (text) => new TextEncoder().encode(text);
const password = await subtle.importKey('raw', bytes('password'), 'PBKDF2', false, [
	'deriveBits',
	'deriveKey'
]);
const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes('salt'), iterations: 10 };
console.log(password.algorithm, hex(await subtle.deriveBits(pbkdf2, password, 160)));
const derived = await subtle.deriveKey(pbkdf2, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt']);
console.log(derived.algorithm, hex(await subtle.exportKey('raw', derived)));
const secret = await subtle.importKey('raw', bytes('secret'), 'HKDF', false, ['deriveBits']);
console.log(
	hex(
		await subtle.deriveBits(
			{ name: 'HKDF', hash: 'SHA-512', salt: bytes('s'), info: bytes('i') },
			secret,
			128
		)
	)
);
await help.attemptLater('bits', () => subtle.deriveBits(pbkdf2, password, 7));
await help.attemptLater('rounds', () => subtle.deriveBits({ ...pbkdf2, iterations: 0 }, password, 8));
await help.attemptLater('curve', () =>
	subtle.generateKey({ name: 'ECDH', namedCurve: 'P-1' }, true, ['deriveBits'])
);
await help.attemptLater('usages', () =>
	subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['sign'])
);
