// Private keys behind a passphrase: OpenSSL's older form, keys that native Node locked, and every way to be refused.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const kept = require('./lib-keys.json');
const locked = require('./lib-locked-keys.json');
const [rsa, ec] = ['rsa', 'ec'].map((name) => crypto.createPrivateKey({ key: kept[name], format: 'jwk' }));
for (const [name, key] of Object.entries(locked)) {
	const own = name.startsWith('ec') ? ec : rsa;
	attempt(`${name} right`, () => crypto.createPrivateKey({ key, passphrase: 'tops' }).equals(own));
	attempt(`${name} wrong`, () => crypto.createPrivateKey({ key, passphrase: 'bottom' }).type);
	attempt(`${name} empty`, () => crypto.createPrivateKey({ key, passphrase: '' }).type);
	attempt(`${name} none`, () => crypto.createPrivateKey(key).type);
	attempt(`${name} public`, () => crypto.createPublicKey({ key, passphrase: 'tops' }).type);
	attempt(`${name} long`, () => crypto.createPrivateKey({ key, passphrase: 'a'.repeat(2000) }).type);
	attempt(`${name} signs`, () => {
		const made = crypto.sign('sha256', Buffer.from('x'), { key, passphrase: 'tops' });
		return crypto.verify('sha256', Buffer.from('x'), crypto.createPublicKey(own), made);
	});
}
for (const [key, type] of [
	[rsa, 'pkcs1'],
	[ec, 'sec1']
])
	for (const cipher of ['aes-128-cbc', 'aes-192-cbc', 'AES-256-CBC', 'aes256']) {
		const pem = key.export({ type, format: 'pem', cipher, passphrase: 'x' });
		const [first, second, third, fourth] = pem.split('\n');
		console.log(first, second, third.split(',')[0], third.length, fourth === '', pem.length);
		attempt('opened', () => crypto.createPrivateKey({ key: pem, passphrase: 'x' }).equals(key));
	}
const options = { type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'x' };
attempt('older form as DER', () => rsa.export({ ...options, format: 'der' }));
const der = rsa.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' });
for (const passphrase of [undefined, 'x'])
	attempt(`DER ${passphrase}`, () =>
		crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase }).equals(rsa)
	);
attempt(
	'plain',
	() => crypto.createPrivateKey({ key: rsa.export({ type: 'pkcs8', format: 'pem' }), passphrase: 'x' }).type
);
