// What is refused, and how: JSON Web Keys that are none, pairs that are none, digests, limits of scrypt, primes; and lengths of copies.
const crypto = require('node:crypto');
const { spawnSync } = require('node:child_process');

const attempt = (name, work) => {
	try {
		console.log(name, work());
	} catch ({ name: kind, code, message }) {
		console.log(name, kind, code, message);
	}
};
const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x, y } = privateKey.export({ format: 'jwk' });
const open = (key) => crypto.createPublicKey({ format: 'jwk', key }).asymmetricKeyType;
attempt('not of the curve', () => open({ kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB' }));
attempt('other y', () => open({ kty: 'EC', crv: 'P-256', x, y: x }));
attempt('whole', () => open({ kty: 'EC', crv: 'P-256', x, y }));

const [one, other] = [crypto.createECDH('secp256k1'), crypto.createECDH('secp256k1')];
one.generateKeys();
other.generateKeys();
one.setPublicKey(one.getPublicKey());
attempt('its own', () => one.computeSecret(other.getPublicKey()).length);
one.setPublicKey(other.getPublicKey());
attempt('not its own', () => one.computeSecret(other.getPublicKey()));
one.setPrivateKey(Buffer.alloc(32, 1));
attempt('set again', () => one.computeSecret(other.getPublicKey()).length);

const { publicKey: key } = crypto.generateKeyPairSync('rsa', { modulusLength: 512 });
attempt('digest', () => crypto.publicEncrypt({ key, oaepHash: 'nope' }, Buffer.alloc(10)));

for (const options of [
	{},
	{ N: 1024, maxmem: 2 ** 20 },
	{ N: 64, maxmem: 68_607 },
	{ N: 64, maxmem: 68_608 }
])
	attempt(JSON.stringify(options), () => crypto.scryptSync('secret', 'salt', 8, options).toString('hex'));
attempt('later', () => crypto.scrypt('secret', 'salt', 8, { N: 1024, maxmem: 2 ** 20 }, () => {}));

for (const [bits, options] of [[1], [2, { safe: true }], [5, { safe: true }], [3, { safe: true }]])
	attempt(`${bits} bits`, () => crypto.generatePrimeSync(bits, { ...options, bigint: true }));
const prime = crypto.generatePrimeSync(64, { safe: true, bigint: true });
console.log(
	prime.toString(2).length,
	prime % 4n,
	crypto.checkPrimeSync(prime),
	crypto.checkPrimeSync((prime - 1n) / 2n)
);
attempt('too small', () => crypto.createDiffieHellman(256));
for (const generator of [2, 5]) {
	const group = crypto.createDiffieHellman(512, generator);
	const made = BigInt(`0x${group.getPrime('hex')}`);
	console.log(generator, made % (generator === 2 ? 24n : 60n), made.toString(2).length);
}

for (const outputLength of [0, 5, 50]) {
	const hash = crypto.createHash('shake256', { outputLength }).update('text');
	console.log(
		outputLength,
		hash.copy().digest('hex'),
		hash.copy({ outputLength: 3 }).digest('hex'),
		hash.digest('hex').length
	);
}

const program = `const cipher = require('crypto').createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
cipher.setAuthTag(Buffer.alloc(12));`;
for (const options of [[], ['--pending-deprecation']])
	console.log(
		/DEP\d+/.exec(spawnSync(process.execPath, [...options, '-e', program], { encoding: 'utf8' }).stderr)?.[0]
	);

const limits = [
	{ N: 65536, r: 1, p: 1 },
	{ N: 2, r: 1, p: 2 ** 30 },
	{ N: 2, r: 1, p: 2 ** 30 - 1 }
];
for (const limit of limits)
	attempt(`scrypt ${Object.values(limit)}`, () =>
		crypto.scryptSync('', '', 1, { ...limit, maxmem: 2 ** 40 })
	);
attempt('scrypt 32768', () => crypto.scryptSync('', '', 4, { N: 32768, r: 1, p: 1 }).toString('hex'));
