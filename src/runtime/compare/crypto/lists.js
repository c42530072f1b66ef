// Lists of what there is, and constants.
const crypto = require('node:crypto');
const has = (list, names) => names.map((name) => list.includes(name));
console.log(
	has(crypto.getHashes(), [
		'sha256',
		'md5',
		'RSA-SHA256',
		'sha3-512',
		'shake256',
		'ripemd160',
		'whirlpool',
		'blake2b512',
		'sm3'
	])
);
console.log(
	has(crypto.getCiphers(), [
		'aes-128-cbc',
		'aes-256-gcm',
		'chacha20-poly1305',
		'aes-128-ocb',
		'id-aes128-wrap',
		'des-ede3-cbc',
		'rc4',
		'aes-128-cfb',
		'aes-256-ofb',
		'camellia-128-cbc'
	])
);
console.log(
	has(crypto.getCurves(), ['prime256v1', 'secp384r1', 'secp521r1', 'secp256k1', 'brainpoolP256r1', 'P-256'])
);
console.log(
	Object.keys(crypto.constants).length,
	crypto.constants.RSA_PKCS1_PADDING,
	crypto.constants.defaultCipherList.split(':').length
);
console.log(
	crypto.getFips(),
	Object.keys(crypto).length,
	typeof crypto.webcrypto.subtle,
	crypto.subtle === crypto.webcrypto.subtle
);
console.log(
	crypto.webcrypto === globalThis.crypto,
	crypto.webcrypto instanceof Crypto,
	crypto.subtle instanceof SubtleCrypto
);
for (const name of [
	'aes-128-cbc',
	'aes-256-xts',
	'des-ede3-cbc',
	'aes-192-cfb8',
	'aes-128-ofb',
	'id-aes256-wrap',
	'aes-128-ccm',
	'nothing'
])
	console.log(name, crypto.getCipherInfo(name));
console.log(
	crypto.checkPrimeSync(7n),
	crypto.checkPrimeSync(8n),
	crypto.checkPrimeSync(Buffer.from([0x01, 0x01]))
);
const prime = crypto.generatePrimeSync(32, { bigint: true });
console.log(typeof prime, prime >= 2n ** 31n, crypto.checkPrimeSync(prime));
console.log(
	crypto.generatePrimeSync(24, { safe: true }).byteLength,
	crypto.generatePrimeSync(16, { add: 12n, rem: 7n, bigint: true }) % 12n
);
crypto.checkPrime(13n, (error, is) => console.log(error, is));
crypto.generatePrime(20, { bigint: true }, (error, value) =>
	console.log(error, crypto.checkPrimeSync(value))
);
