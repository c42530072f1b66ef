// Private keys behind a passphrase.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const kept = require('./lib-keys.json');
for (const name of ['rsa', 'ec', 'ed25519']) {
	const key = crypto.createPrivateKey({ key: kept[name], format: 'jwk' });
	for (const cipher of ['aes-256-cbc', 'aes-128-cbc']) {
		const pem = key.export({ type: 'pkcs8', format: 'pem', cipher, passphrase: 'open sesame' });
		console.log(name, cipher, pem.split('\n')[0]);
		attempt('opened', () => crypto.createPrivateKey({ key: pem, passphrase: 'open sesame' }).equals(key));
		attempt('none', () => crypto.createPrivateKey(pem).type);
		const der = key.export({ type: 'pkcs8', format: 'der', cipher, passphrase: Buffer.from('x') });
		attempt('der', () =>
			crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: 'x' }).equals(key)
		);
	}
	attempt('no passphrase', () => key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc' }));
	attempt('unknown cipher', () =>
		key.export({ type: 'pkcs8', format: 'pem', cipher: 'rot13', passphrase: 'x' })
	);
}
const pair = crypto.generateKeyPairSync('ed25519', {
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'top' }
});
console.log(typeof pair.publicKey, pair.privateKey.split('\n')[0]);
attempt(
	'signs',
	() => crypto.sign(null, Buffer.from('x'), { key: pair.privateKey, passphrase: 'top' }).length
);
