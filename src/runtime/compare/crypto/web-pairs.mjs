// WebCrypto: pairs that sign, in and out of JWK.
const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
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
