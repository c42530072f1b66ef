// The same keys in every format, from JWK to PEM and DER and back.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const kept = require('./lib-keys.json');
const digest = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const types = { rsa: ['pkcs1', 'pkcs8'], ec: ['sec1', 'pkcs8'], ed25519: ['pkcs8'], x25519: ['pkcs8'] };
for (const [name, jwk] of Object.entries(kept)) {
	const secret = crypto.createPrivateKey({ key: jwk, format: 'jwk' });
	const open = crypto.createPublicKey(secret);
	console.log(name, secret, open.type, secret.asymmetricKeyType, secret.asymmetricKeyDetails);
	for (const type of types[name]) {
		const pem = secret.export({ type, format: 'pem' });
		console.log(type, pem.split('\n')[0], digest(pem), digest(secret.export({ type, format: 'der' })));
		attempt('again', () => crypto.createPrivateKey(pem).equals(secret));
	}
	const spki = open.export({ type: 'spki', format: 'pem' });
	console.log(digest(spki), open.export({ format: 'jwk' }), crypto.createPublicKey(spki).equals(open));
	attempt('wrong type', () => open.export({ type: 'pkcs8', format: 'pem' }));
	attempt('other kind', () => open.equals(secret));
	attempt('pkcs1', () => digest(open.export({ type: 'pkcs1', format: 'der' })));
}
attempt('no key', () =>
	crypto.createPrivateKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')
);
attempt('no pem', () => crypto.createPublicKey('nothing'));
attempt('public as private', () =>
	crypto.createPrivateKey(
		crypto.createPublicKey({ key: kept.ec, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
	)
);
attempt('jwk kind', () => crypto.createPublicKey({ key: { kty: 'XX' }, format: 'jwk' }));
attempt('jwk part', () =>
	crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: 'AA' }, format: 'jwk' })
);
attempt('format', () => crypto.createPublicKey({ key: Buffer.alloc(2), format: 'text' }));
attempt('der type', () => crypto.createPrivateKey({ key: Buffer.alloc(2), format: 'der' }));
attempt('undefined', () => crypto.createPrivateKey());
