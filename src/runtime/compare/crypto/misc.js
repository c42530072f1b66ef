const crypto = require('node:crypto');
console.log(
	crypto.createHash('sha1').update('a').update(Buffer.from('b')).digest('base64url'),
	crypto.hash('md5', 'x'),
	crypto.getHashes().includes('RSA-SHA256')
);
const hash = crypto.createHash('sha256').update('a');
console.log(hash.copy().digest('hex') === hash.digest('hex'));
try {
	hash.update('late');
} catch (error) {
	console.log(error.code, error.message);
}
try {
	crypto.createHash('none');
} catch (error) {
	console.log(error.code, error.message);
}
console.log(
	crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')),
	crypto.randomBytes(8).length,
	crypto.randomInt(5) < 5,
	crypto.randomUUID({ disableEntropyCache: true }).split('-').length
);
try {
	crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'));
} catch (error) {
	console.log(error.code);
}
console.log(
	crypto.hkdfSync('sha256', 'key', 'salt', 'info', 16),
	crypto.scryptSync('p', 's', 8, { N: 16 }).toString('hex'),
	crypto.pbkdf2Sync('p', 's', 2, 8, 'sha1').toString('hex')
);
crypto.randomFill(new Uint32Array(2), (error, filled) => console.log(error, filled.length));
crypto.scrypt('p', 's', 4, (error, key) => console.log(error, key));
const key = crypto.createSecretKey(Buffer.from('0123456789abcdef'));
console.log(
	key.type,
	key.symmetricKeySize,
	key.export({ format: 'jwk' }),
	key.equals(crypto.createSecretKey(Buffer.from('0123456789abcdef')))
);
const cipher = crypto.createCipheriv('aes-128-cbc', key, Buffer.alloc(16));
console.log(cipher.update('text', 'utf8', 'hex') + cipher.final('hex'), crypto.getCipherInfo('aes-256-gcm'));
try {
	crypto.createDecipheriv('aes-128-cbc', key, Buffer.alloc(16)).final();
} catch (error) {
	console.log(error.code);
}
crypto
	.createHash('md5')
	.setEncoding('hex')
	.on('readable', function () {
		const text = this.read();
		if (text) console.log(text);
	})
	.end('stream');
