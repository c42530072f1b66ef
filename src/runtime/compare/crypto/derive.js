const crypto = require('node:crypto');
console.log(
	crypto.pbkdf2Sync('pass', 'salt', 10, 20, 'sha256').toString('hex'),
	crypto.scryptSync('pass', 'salt', 16, { N: 16 }).toString('hex'),
	Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 12)).toString('hex')
);
console.log(
	crypto.randomBytes(8).length,
	/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(crypto.randomUUID()),
	crypto.randomInt(5, 6),
	crypto.getRandomValues(new Uint8Array(2)).length
);
crypto.pbkdf2('pass', 'salt', 1, 8, 'sha512', (error, key) => {
	console.log(error, key.toString('hex'));
	crypto.scrypt('p', 's', 8, (error, key) => {
		console.log(error, key.toString('hex'));
		crypto.randomBytes(4, (error, bytes) => console.log(error, bytes.length));
	});
});
try {
	crypto.pbkdf2Sync('p', 's', 1, 1, 'nope');
} catch (error) {
	console.log(error.name, error.code, error.message);
}
try {
	crypto.scryptSync('p', 's', 8, { N: 2 ** 20 });
} catch (error) {
	console.log(error.name, error.code);
}
crypto.subtle
	.digest('SHA-256', Buffer.from('abc'))
	.then((digest) => console.log(Buffer.from(digest).toString('hex')));
const key = crypto.createSecretKey('6162', 'hex');
console.log(
	key.type,
	key.symmetricKeySize,
	key.export(),
	key.equals(crypto.createSecretKey(Buffer.from('ab'))),
	key.export({ format: 'jwk' })
);
