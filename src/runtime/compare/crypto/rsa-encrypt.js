// What RSA encrypts it decrypts, by each padding; what does not fit is refused.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const secret = crypto.createPrivateKey({ key: require('./lib-keys.json').rsa, format: 'jwk' });
const open = crypto.createPublicKey(secret);
const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING, RSA_NO_PADDING } = crypto.constants;
const text = Buffer.from('short text');
for (const oaepHash of ['sha1', 'sha256', undefined]) {
	const sealed = crypto.publicEncrypt({ key: open, oaepHash, oaepLabel: Buffer.from('label') }, text);
	console.log(oaepHash, sealed.length);
	attempt('opened', () =>
		crypto.privateDecrypt({ key: secret, oaepHash, oaepLabel: Buffer.from('label') }, sealed).toString()
	);
	attempt('other label', () => crypto.privateDecrypt({ key: secret, oaepHash }, sealed).toString());
}
const byDefault = crypto.publicEncrypt(open, text);
console.log(crypto.privateDecrypt({ key: secret, padding: RSA_PKCS1_OAEP_PADDING }, byDefault).toString());
const signed = crypto.privateEncrypt(secret, text);
console.log(signed.toString('hex').slice(0, 32), crypto.publicDecrypt(open, signed).toString());
const plain = Buffer.alloc(128, 1);
console.log(crypto.publicEncrypt({ key: open, padding: RSA_NO_PADDING }, plain).toString('hex').slice(0, 32));
console.log(
	crypto.privateEncrypt({ key: secret, padding: RSA_NO_PADDING }, plain).toString('hex').slice(0, 32)
);
attempt('too long', () => crypto.publicEncrypt(open, Buffer.alloc(128)));
attempt('too long pkcs1', () =>
	crypto.publicEncrypt({ key: open, padding: RSA_PKCS1_PADDING }, Buffer.alloc(118))
);
attempt('none, short', () => crypto.publicEncrypt({ key: open, padding: RSA_NO_PADDING }, text));
attempt('not sealed', () => crypto.privateDecrypt(secret, Buffer.alloc(128, 3)));
attempt('public key', () => crypto.privateDecrypt(open, byDefault));
attempt('ec', () =>
	crypto.publicEncrypt(crypto.createPublicKey({ key: require('./lib-keys.json').ec, format: 'jwk' }), text)
);
attempt('text', () => crypto.privateDecrypt(secret, crypto.publicEncrypt(open, 'a text')).toString());
