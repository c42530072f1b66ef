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
for (const namedCurve of ['P-256', 'P-384', 'P-521']) {
	const [a, b] = await Promise.all(
		[1, 2].map(() => subtle.generateKey({ name: 'ECDH', namedCurve }, true, ['deriveBits']))
	);
	const one = await subtle.deriveBits({ name: 'ECDH', public: a.publicKey }, b.privateKey, 128);
	const two = await subtle.deriveBits({ name: 'ECDH', public: b.publicKey }, a.privateKey, 128);
	console.log(
		namedCurve,
		hex(one) === hex(two),
		a.publicKey.usages,
		a.privateKey.usages,
		a.privateKey.algorithm
	);
	console.log(
		(await subtle.exportKey('raw', a.publicKey)).byteLength,
		(await subtle.exportKey('spki', a.publicKey)).byteLength
	);
}
const pairs = [
	[
		{ name: 'ECDSA', namedCurve: 'P-256' },
		{ name: 'ECDSA', hash: 'SHA-256' }
	],
	[
		{ name: 'RSA-PSS', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
		{ name: 'RSA-PSS', saltLength: 32 }
	],
	[
		{
			name: 'RSASSA-PKCS1-v1_5',
			modulusLength: 1024,
			publicExponent: new Uint8Array([1, 0, 1]),
			hash: 'SHA-1'
		},
		'RSASSA-PKCS1-v1_5'
	],
	[{ name: 'Ed25519' }, 'Ed25519']
];
for (const [algorithm, signing] of pairs) {
	const { publicKey, privateKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const signature = await subtle.sign(signing, privateKey, bytes('text'));
	console.log(publicKey.algorithm, publicKey.usages, signature.byteLength);
	console.log(
		await subtle.verify(signing, publicKey, signature, bytes('text')),
		await subtle.verify(signing, publicKey, signature, bytes('test'))
	);
	const jwk = await subtle.exportKey('jwk', privateKey);
	console.log(Object.keys(jwk), jwk.key_ops, jwk.ext, jwk.alg);
	const again = await subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
	console.log((await subtle.sign(signing, again, bytes('x'))).byteLength, again.extractable);
}
await help.attemptLater('bits', () => subtle.deriveBits(pbkdf2, password, 7));
await help.attemptLater('rounds', () => subtle.deriveBits({ ...pbkdf2, iterations: 0 }, password, 8));
await help.attemptLater('curve', () =>
	subtle.generateKey({ name: 'ECDH', namedCurve: 'P-1' }, true, ['deriveBits'])
);
await help.attemptLater('usages', () =>
	subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['sign'])
);
