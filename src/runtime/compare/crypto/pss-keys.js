// Keys of type rsa-pss: with limits and without, what they sign, how they are written.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const limits = [
	{},
	{ hashAlgorithm: 'sha256', saltLength: 16 },
	{ hashAlgorithm: 'sha256' },
	{ hashAlgorithm: 'sha512', mgf1HashAlgorithm: 'sha1', saltLength: 20 },
	{ mgf1HashAlgorithm: 'sha256' },
	{ saltLength: 10 },
	{ hashAlgorithm: 'sha1' }
];
const text = Buffer.from('text');
/** The parameters of a public key, without the key itself. */
const head = (key) => key.export({ type: 'spki', format: 'der' }).toString('hex').split('0381')[0];
for (const options of limits) {
	const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa-pss', {
		modulusLength: 1024,
		...options
	});
	console.log(options, publicKey.asymmetricKeyType, privateKey.asymmetricKeyDetails, head(publicKey));
	attempt('jwk', () => publicKey.export({ format: 'jwk' }));
	attempt('pkcs1', () => privateKey.export({ type: 'pkcs1', format: 'pem' }));
	attempt('again', () => [
		crypto.createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).equals(privateKey),
		crypto.createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).equals(publicKey)
	]);
	const sign = (hash, how) => crypto.sign(hash, text, { key: privateKey, ...how });
	const verify = (hash, how, signature) => crypto.verify(hash, text, { key: publicKey, ...how }, signature);
	for (const hash of ['sha1', 'sha256', 'sha512', null])
		for (const padding of [undefined, 1, 6])
			for (const saltLength of [undefined, -1, -2, 0, 16, 40])
				attempt(`${hash} ${padding} ${saltLength}`, () => {
					const signature = sign(hash, { padding, saltLength });
					const length = [undefined, 0, 10, 16, 20, 32, 40];
					const verified = length.map((saltLength) => {
						try {
							return verify(hash, { saltLength }, signature);
						} catch (error) {
							return error.code;
						}
					});
					return verified.join();
				});
	attempt('encrypt', () => crypto.publicEncrypt(publicKey, text));
	attempt('decrypt', () => crypto.privateDecrypt(privateKey, Buffer.alloc(128)));
}
for (const options of [{ hashAlgorithm: 'none' }, { mgf1HashAlgorithm: 'none' }, { saltLength: -1 }])
	attempt(JSON.stringify(options), () =>
		crypto.generateKeyPairSync('rsa-pss', { modulusLength: 1024, ...options })
	);
const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 512 });
attempt('no room', () => crypto.sign('sha512', text, { key: rsa.privateKey, padding: 6 }));
attempt('no room for salt', () =>
	crypto.sign('sha256', text, { key: rsa.privateKey, padding: 6, saltLength: 32 })
);
for (const padding of [0, 2, 3, 4, 7]) {
	attempt(`sign ${padding}`, () => crypto.sign('sha256', text, { key: rsa.privateKey, padding }));
	attempt(`verify ${padding}`, () => crypto.verify('sha256', text, { key: rsa.publicKey, padding }, text));
}
