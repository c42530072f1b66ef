// Signatures that are the same each time, by fixed keys; and what verify makes of changed ones.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const kept = require('./lib-keys.json');
const [rsa, ec, ed] = ['rsa', 'ec', 'ed25519'].map((name) =>
	crypto.createPrivateKey({ key: kept[name], format: 'jwk' })
);
const [openRsa, openEc, openEd] = [rsa, ec, ed].map((key) => crypto.createPublicKey(key));
const text = Buffer.from('a text to sign');
for (const digest of ['md5', 'sha1', 'sha256', 'sha384', 'sha512']) {
	const signature = crypto.sign(digest, text, rsa);
	console.log(
		digest,
		signature.toString('base64').slice(0, 40),
		crypto.verify(digest, text, openRsa, signature)
	);
	console.log(
		crypto.createSign(digest).update('a text ').update('to sign').sign(rsa, 'hex') ===
			signature.toString('hex')
	);
}
const signature = crypto.sign(null, text, ed);
console.log(signature.toString('hex'), crypto.verify(null, text, openEd, signature));
console.log(crypto.verify(null, Buffer.from('other'), openEd, signature));
for (const dsaEncoding of ['der', 'ieee-p1363']) {
	const made = crypto.sign('sha256', text, { key: ec, dsaEncoding });
	console.log(dsaEncoding, dsaEncoding === 'der' ? made[0] : made.length);
	console.log(
		crypto.verify('sha256', text, { key: openEc, dsaEncoding }, made),
		crypto.verify('sha384', text, { key: openEc, dsaEncoding }, made)
	);
}
const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN } = crypto.constants;
for (const saltLength of [0, 20, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN]) {
	const made = crypto.sign('sha256', text, { key: rsa, padding, saltLength });
	console.log(
		saltLength,
		made.length,
		crypto.verify('sha256', text, { key: openRsa, padding, saltLength }, made)
	);
	console.log(
		crypto.verify('sha256', text, { key: openRsa, padding }, made),
		crypto.verify('sha256', text, openRsa, made)
	);
}
attempt('digest for ed25519', () => crypto.sign('sha256', text, ed));
attempt('x25519', () =>
	crypto.sign(null, text, crypto.createPrivateKey({ key: kept.x25519, format: 'jwk' }))
);
attempt('unknown digest', () => crypto.sign('none', text, rsa));
attempt('public key', () => crypto.sign('sha256', text, openRsa));
attempt('no key', () => crypto.createSign('sha256').update('a').sign());
attempt('unknown', () => crypto.createSign('nothing'));
attempt('bad signature', () => crypto.verify('sha256', text, openRsa, Buffer.from('short')));
attempt('verify by the private key', () =>
	crypto.verify('sha256', text, rsa, crypto.sign('sha256', text, rsa))
);
crypto.sign('sha256', text, rsa, (error, made) => console.log('later', error, made.length));
