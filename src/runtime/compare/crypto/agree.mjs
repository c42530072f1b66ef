import crypto from 'node:crypto';
const { subtle } = crypto.webcrypto;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
for (const name of ['modp1', 'modp2', 'modp5', 'modp14', 'modp15', 'modp16'])
	console.log(
		name,
		crypto.createHash('sha256').update(crypto.getDiffieHellman(name).getPrime()).digest('hex')
	);
const alice = crypto.getDiffieHellman('modp5');
for (const attempt of [
	() => alice.getPublicKey(),
	() => alice.computeSecret(Buffer.from([1])),
	() => crypto.createDiffieHellman(Buffer.from([23]), 5).generateKeys().length
])
	try {
		console.log(attempt());
	} catch (error) {
		console.log(error.code, error.message);
	}
console.log([23, 22, 13].map((prime) => crypto.createDiffieHellman(Buffer.from([prime]), 2).verifyError));
const ecdh = crypto.createECDH('prime256v1');
for (const attempt of [
	() => ecdh.getPublicKey(),
	() => ecdh.getPrivateKey(),
	() => ecdh.computeSecret(Buffer.alloc(65, 4)),
	() => ecdh.setPrivateKey(Buffer.alloc(40, 1))
])
	try {
		console.log(attempt());
	} catch (error) {
		console.log(error.code, error.message);
	}
ecdh.setPrivateKey('0102', 'hex');
console.log(
	ecdh.getPrivateKey('hex'),
	ecdh.getPublicKey('hex', 'hybrid'),
	ecdh.getPublicKey('base64', 'compressed')
);
try {
	ecdh.computeSecret(Buffer.alloc(65, 4));
} catch (error) {
	console.log(error.code, error.message);
}
const jwk = {
	kty: 'EC',
	crv: 'P-256',
	...crypto
		.createPublicKey({
			key: {
				kty: 'EC',
				crv: 'P-256',
				x: ecdh.getPublicKey().subarray(1, 33).toString('base64url'),
				y: ecdh.getPublicKey().subarray(33).toString('base64url')
			},
			format: 'jwk'
		})
		.export({ format: 'jwk' })
};
console.log(jwk.x, jwk.y);
const pair = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, [
	'deriveBits',
	'deriveKey'
]);
const other = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, ['deriveBits']);
const one = await subtle.deriveBits({ name: 'ECDH', public: other.publicKey }, pair.privateKey, 256);
console.log(
	one.byteLength,
	hex(one) === hex(await subtle.deriveBits({ name: 'ECDH', public: pair.publicKey }, other.privateKey, 256))
);
const text = Buffer.from('some text that is longer than one block');
const key = (name, length = 16) =>
	subtle.importKey(
		'raw',
		Buffer.alloc(length, 7),
		name,
		true,
		name === 'AES-KW' ? ['wrapKey', 'unwrapKey'] : ['encrypt', 'decrypt']
	);
const cases = [
	[{ name: 'AES-CBC', iv: Buffer.alloc(16, 1) }, 32],
	[{ name: 'AES-CTR', counter: Buffer.alloc(16, 255), length: 8 }, 16],
	[{ name: 'AES-CTR', counter: Buffer.alloc(16, 3), length: 64 }, 24],
	[{ name: 'AES-GCM', iv: Buffer.alloc(12, 1), additionalData: Buffer.from('more'), tagLength: 96 }, 16],
	[{ name: 'AES-GCM', iv: Buffer.alloc(16, 9) }, 32]
];
for (const [algorithm, length] of cases) {
	const made = await key(algorithm.name, length);
	const sealed = await subtle.encrypt(algorithm, made, text);
	console.log(
		algorithm.name,
		hex(sealed),
		Buffer.from(await subtle.decrypt(algorithm, made, sealed)).toString()
	);
	const broken = new Uint8Array(sealed);
	broken[0] ^= 1;
	await subtle.decrypt(algorithm, made, broken).then(
		(opened) => console.log(opened.byteLength),
		(error) => console.log(error.name, error.message)
	);
}
const wrapped = await subtle.wrapKey('raw', await key('AES-CBC'), await key('AES-KW'), 'AES-KW');
console.log(hex(wrapped));
console.log(
	(await subtle.unwrapKey('raw', wrapped, await key('AES-KW'), 'AES-KW', 'AES-CBC', true, ['encrypt']))
		.algorithm
);
console.log(
	crypto.checkPrimeSync(2n ** 127n - 1n),
	crypto.checkPrimeSync(2n ** 127n - 3n),
	crypto.generatePrimeSync(40, { add: 12n, rem: 11n, bigint: true }) % 12n
);
