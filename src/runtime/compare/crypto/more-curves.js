// Keys of type ed448 and x448, and Brainpool curves.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const text = Buffer.from('text');
const counting = (length) => Buffer.from(Array.from({ length }, (_, at) => (at * 7 + 3) & 255));
const fixed = (oid, length) => {
	const inner = Buffer.concat([Buffer.from([4, length]), counting(length)]);
	const head = Buffer.from([2, 1, 0, 48, 5, 6, 3, 43, 101, oid, 4, inner.length]);
	return Buffer.concat([Buffer.from([48, head.length + inner.length]), head, inner]);
};
const keys = { ed448: fixed(113, 57), x448: fixed(111, 56) };
for (const [name, key] of Object.entries(keys))
	attempt(name, () => {
		const secret = crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
		const open = crypto.createPublicKey(secret);
		console.log(secret.asymmetricKeyType, secret.asymmetricKeyDetails, secret.export({ format: 'jwk' }));
		console.log(
			open.export({ type: 'spki', format: 'pem' }),
			secret.export({ type: 'pkcs8', format: 'pem' })
		);
		const again = crypto.createPrivateKey({ key: secret.export({ format: 'jwk' }), format: 'jwk' });
		return [
			again.equals(secret),
			crypto.createPublicKey(open.export({ type: 'spki', format: 'pem' })).equals(open)
		];
	});
const read = (name) => crypto.createPrivateKey({ key: keys[name], format: 'der', type: 'pkcs8' });
attempt('sign', () => crypto.sign(null, text, read('ed448')).toString('hex'));
attempt('sign with a digest', () => crypto.sign('sha512', text, read('ed448')));
attempt('verify', () => {
	const open = crypto.createPublicKey(read('ed448'));
	const signature = crypto.sign(null, text, read('ed448'));
	const other = Buffer.from(signature);
	other[3] ^= 1;
	return [signature, other, Buffer.alloc(5)].map((one) => crypto.verify(null, text, open, one));
});
attempt('x448 signs', () => crypto.sign(null, text, read('x448')));
attempt('x448 verifies', () =>
	crypto.verify(null, text, crypto.createPublicKey(read('x448')), Buffer.alloc(114))
);
attempt('agree', () => {
	const other = crypto.generateKeyPairSync('x448');
	const one = crypto.diffieHellman({ privateKey: read('x448'), publicKey: other.publicKey });
	const two = crypto.diffieHellman({
		privateKey: other.privateKey,
		publicKey: crypto.createPublicKey(read('x448'))
	});
	return [one.length, one.equals(two)];
});
attempt('agree with another kind', () =>
	crypto.diffieHellman({
		privateKey: read('x448'),
		publicKey: crypto.generateKeyPairSync('x25519').publicKey
	})
);
for (const name of ['brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1']) {
	attempt(name, () => {
		const { publicKey, privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: name });
		const signature = crypto.sign('sha256', text, privateKey);
		const again = crypto.createPrivateKey(privateKey.export({ type: 'sec1', format: 'pem' }));
		return [
			publicKey.asymmetricKeyDetails,
			crypto.verify('sha256', text, publicKey, signature),
			again.equals(privateKey)
		];
	});
	attempt('jwk', () =>
		crypto.generateKeyPairSync('ec', { namedCurve: name }).privateKey.export({ format: 'jwk' })
	);
	attempt('ecdh', () => {
		const [one, other] = [crypto.createECDH(name), crypto.createECDH(name)];
		one.setPrivateKey(counting(31));
		other.setPrivateKey(counting(30));
		console.log(one.getPublicKey('hex', 'compressed'));
		return one.computeSecret(other.getPublicKey(), null, 'hex');
	});
	console.log(crypto.getCurves().includes(name));
}
