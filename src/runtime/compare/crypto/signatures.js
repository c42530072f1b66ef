// Keys go around the formats, and what one signs the other accepts.
const crypto = require('crypto');

const data = Buffer.from('what is signed');
const formats = {
	rsa: [
		['pkcs1', 'pkcs1'],
		['spki', 'pkcs8']
	],
	ec: [
		['spki', 'sec1'],
		['spki', 'pkcs8']
	],
	ed25519: [['spki', 'pkcs8']],
	x25519: [['spki', 'pkcs8']]
};
const kinds = [
	['rsa', { modulusLength: 1024 }],
	['ec', { namedCurve: 'prime256v1' }],
	['ec', { namedCurve: 'P-384' }],
	['ec', { namedCurve: 'secp521r1' }],
	['ec', { namedCurve: 'secp256k1' }],
	['ed25519', {}],
	['x25519', {}]
];

for (const [type, options] of kinds) {
	const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
	const details = { ...privateKey.asymmetricKeyDetails };
	console.log(type, privateKey.type, privateKey.asymmetricKeyType, details);
	for (const [forPublic, forPrivate] of formats[type])
		for (const format of ['pem', 'der']) {
			const open = publicKey.export({ type: forPublic, format });
			const secret = privateKey.export({ type: forPrivate, format });
			const again = crypto.createPrivateKey({ key: secret, format, type: forPrivate });
			const other = crypto.createPublicKey({ key: open, format, type: forPublic });
			console.log(
				format,
				again.equals(privateKey),
				other.equals(publicKey),
				crypto.createPublicKey(again).equals(other)
			);
			if (format === 'pem') console.log(open.split('\n')[0], secret.split('\n').at(-2));
		}
	const jwk = privateKey.export({ format: 'jwk' });
	console.log(
		Object.keys(jwk).join(),
		crypto.createPrivateKey({ key: jwk, format: 'jwk' }).equals(privateKey)
	);
	const openJwk = publicKey.export({ format: 'jwk' });
	console.log(
		Object.keys(openJwk).join(),
		crypto.createPublicKey({ key: openJwk, format: 'jwk' }).equals(publicKey)
	);
	if (type === 'x25519') continue;
	for (const algorithm of type === 'ed25519' ? [null] : ['sha1', 'RSA-SHA256', 'SHA512']) {
		const signature = crypto.sign(algorithm, data, privateKey);
		const other = Buffer.from(data).fill(1, 3, 4);
		console.log(
			algorithm,
			crypto.verify(algorithm, data, publicKey, signature),
			crypto.verify(algorithm, other, publicKey, signature)
		);
		if (algorithm === null) continue;
		const signer = crypto.createSign(algorithm).update('what ').update('is signed');
		const streamed = signer.sign(privateKey.export({ type: 'pkcs8', format: 'pem' }), 'base64');
		const verifier = crypto.createVerify(algorithm);
		verifier.end(data);
		console.log(
			verifier.verify(publicKey.export({ type: 'spki', format: 'pem' }), streamed, 'base64'),
			type === 'rsa' && signature.toString('base64') === streamed
		);
	}
	if (type === 'ec') {
		const signature = crypto.sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
		console.log(
			signature.length,
			crypto.verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
			crypto.verify('sha256', data, publicKey, signature)
		);
	}
	if (type === 'rsa')
		for (const saltLength of [undefined, -1, -2, 0, 20]) {
			const padding = crypto.constants.RSA_PKCS1_PSS_PADDING;
			const signature = crypto.sign('sha256', data, { key: privateKey, padding, saltLength });
			console.log(
				saltLength,
				[undefined, -1, 20].map((length) =>
					crypto.verify('sha256', data, { key: publicKey, padding, saltLength: length }, signature)
				)
			);
		}
}

const known = crypto.createPrivateKey({
	format: 'jwk',
	key: {
		kty: 'EC',
		crv: 'P-256',
		x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
		y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
		d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE'
	}
});
console.log(
	known.export({ type: 'sec1', format: 'pem' }),
	crypto.createPublicKey(known).export({ type: 'spki', format: 'der' }).toString('hex')
);
for (const make of [crypto.createPublicKey, crypto.createPrivateKey])
	try {
		make('no key');
	} catch (error) {
		console.log(error.name, error.message, error.code);
	}
try {
	crypto.createSign('nothing');
} catch (error) {
	console.log(error.name, error.message, error.code);
}
crypto.generateKeyPair(
	'ec',
	{
		namedCurve: 'P-256',
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'jwk' }
	},
	(error, open, secret) => {
		console.log(error, typeof open, typeof secret);
		crypto.sign('sha256', data, { key: secret, format: 'jwk' }, (failed, signature) => {
			crypto.verify('sha256', data, open, signature, (wrong, holds) => console.log(failed, wrong, holds));
		});
	}
);
console.log(crypto.generateKeySync('aes', { length: 128 }).symmetricKeySize);
