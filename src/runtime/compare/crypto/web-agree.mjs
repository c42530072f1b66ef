// WebCrypto: two sides agree on a secret; public keys in every form.
const { subtle } = globalThis.crypto;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
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
