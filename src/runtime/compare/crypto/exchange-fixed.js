// Key agreement with fixed keys: the secrets are the same on both sides and each time.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const kept = require('./lib-keys.json');
for (const curve of ['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1']) {
	const [a, b] = [1, 2].map((byte) => {
		const side = crypto.createECDH(curve);
		side.setPrivateKey(Buffer.alloc(30, byte));
		return side;
	});
	console.log(curve, a.getPublicKey('hex', 'compressed'), a.getPrivateKey('hex').length);
	console.log(
		a.computeSecret(b.getPublicKey(), null, 'hex'),
		b.computeSecret(a.getPublicKey('base64'), 'base64').length
	);
	console.log(crypto.ECDH.convertKey(a.getPublicKey(), curve, null, 'base64', 'hybrid').length);
	attempt('bad point', () => a.computeSecret(Buffer.alloc(65, 4)));
	attempt('bad key', () => a.setPrivateKey(Buffer.alloc(0)));
}
attempt('curve', () => crypto.createECDH('none'));
const x = crypto.createPrivateKey({ key: kept.x25519, format: 'jwk' });
const other = crypto.generateKeyPairSync('x25519');
const one = crypto.diffieHellman({ privateKey: x, publicKey: other.publicKey });
const two = crypto.diffieHellman({ privateKey: other.privateKey, publicKey: crypto.createPublicKey(x) });
console.log(one.equals(two), one.length);
const ec = crypto.createPrivateKey({ key: kept.ec, format: 'jwk' });
console.log(crypto.diffieHellman({ privateKey: ec, publicKey: crypto.createPublicKey(ec) }).toString('hex'));
attempt('mixed', () => crypto.diffieHellman({ privateKey: ec, publicKey: other.publicKey }));
attempt('no key', () => crypto.diffieHellman({ privateKey: ec }));
attempt('rsa', () =>
	crypto.diffieHellman({
		privateKey: crypto.createPrivateKey({ key: kept.rsa, format: 'jwk' }),
		publicKey: other.publicKey
	})
);
const group = crypto.getDiffieHellman('modp14');
console.log(group.getGenerator('hex'), group.getPrime().length, group.verifyError, typeof group.setPublicKey);
attempt('group', () => crypto.getDiffieHellman('modp0'));
