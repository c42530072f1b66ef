const crypto = require('node:crypto');
const alice = crypto.createECDH('secp256k1');
alice.setPrivateKey('11'.repeat(32), 'hex');
const bob = crypto.createECDH('secp256k1');
bob.setPrivateKey(Buffer.alloc(32, 2));
console.log(alice.getPublicKey('hex'), alice.getPublicKey('hex', 'compressed'), alice.getPrivateKey('hex'));
console.log(
	alice.computeSecret(bob.getPublicKey(), null, 'hex'),
	alice.computeSecret(bob.getPublicKey()).equals(bob.computeSecret(alice.getPublicKey()))
);
console.log(crypto.ECDH.convertKey(alice.getPublicKey('hex'), 'secp256k1', 'hex', 'hex', 'compressed'));
for (const curve of ['prime256v1', 'secp384r1', 'secp521r1']) {
	const [one, other] = [crypto.createECDH(curve), crypto.createECDH(curve)];
	console.log(
		curve,
		one.generateKeys().length,
		other.generateKeys('hex', 'compressed').length,
		one.computeSecret(other.getPublicKey()).equals(other.computeSecret(one.getPublicKey()))
	);
}
for (const attempt of [
	() => crypto.createECDH('none'),
	() => alice.computeSecret('00', 'hex'),
	() => alice.setPrivateKey(Buffer.alloc(32))
])
	try {
		attempt();
		console.log('passed');
	} catch (error) {
		console.log(error.code, error.message);
	}
const { privateKey, publicKey } = crypto.generateKeyPairSync('x25519');
const other = crypto.generateKeyPairSync('x25519');
console.log(
	crypto
		.diffieHellman({ privateKey, publicKey: other.publicKey })
		.equals(crypto.diffieHellman({ privateKey: other.privateKey, publicKey }))
);
console.log(crypto.getCurves().includes('secp256k1'), publicKey.asymmetricKeyType);
