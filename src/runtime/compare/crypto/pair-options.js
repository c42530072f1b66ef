// Generating pairs: which options there are, which are refused.
const crypto = require('node:crypto');
const util = require('node:util');
const { attempt, attemptLater } = require('../help.cjs');
const types = ['ed25519', 'x25519', 'ed448', 'x448'];
for (const type of types) attempt(type, () => crypto.generateKeyPairSync(type).privateKey.asymmetricKeyType);
for (const namedCurve of ['P-256', 'secp256k1', 'P-521', 'none', 5, undefined])
	attempt(
		`ec ${namedCurve}`,
		() => crypto.generateKeyPairSync('ec', { namedCurve }).publicKey.asymmetricKeyDetails
	);
attempt(
	'rsa',
	() =>
		crypto.generateKeyPairSync('rsa', { modulusLength: 512, publicExponent: 3 }).publicKey
			.asymmetricKeyDetails
);
attempt('rsa without length', () => crypto.generateKeyPairSync('rsa', {}));
attempt('rsa without options', () => crypto.generateKeyPairSync('rsa'));
attempt('rsa text', () => crypto.generateKeyPairSync('rsa', { modulusLength: '512' }));
attempt(
	'rsa-pss',
	() =>
		crypto.generateKeyPairSync('rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha256', saltLength: 16 })
			.publicKey.asymmetricKeyDetails
);
attempt('unknown', () => crypto.generateKeyPairSync('none', {}));
attempt('no type', () => crypto.generateKeyPairSync());
const encoded = {
	publicKeyEncoding: { type: 'spki', format: 'der' },
	privateKeyEncoding: { type: 'pkcs8', format: 'jwk' }
};
attempt('jwk', () => {
	const pair = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256', ...encoded });
	return [pair.publicKey.length, Object.keys(pair.privateKey)];
});
attempt('encoding', () =>
	crypto.generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'x', format: 'pem' } })
);
attempt('format', () =>
	crypto.generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'x' } })
);
attemptLater('later', async () => Object.keys(await util.promisify(crypto.generateKeyPair)('ed25519'))).then(
	() =>
		crypto.generateKeyPair('ec', { namedCurve: 'P-384' }, (error, open, secret) =>
			console.log(error, open.type, secret.type, secret.asymmetricKeyDetails)
		)
);
