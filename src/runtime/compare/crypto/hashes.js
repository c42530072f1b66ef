const crypto = require('node:crypto');
for (const name of [
	'md5',
	'sha1',
	'SHA256',
	'sha-512',
	'sha384',
	'sha3-256',
	'ripemd160',
	'RSA-SHA256',
	'sha512-256',
	'blake2b512',
	'blake2s256'
])
	try {
		console.log(name, crypto.createHash(name).update('abc').update(Buffer.from('é')).digest('hex'));
	} catch (error) {
		console.log(name, error.message);
	}
const hash = crypto.createHash('sha256').update('a');
console.log(
	hash.copy().digest('base64'),
	hash.update('b').digest().length,
	crypto.hash('sha1', 'x'),
	crypto.createHash('shake128', { outputLength: 5 }).digest('hex')
);
try {
	hash.update('c');
} catch (error) {
	console.log(error.code, error.message);
}
try {
	crypto.createHash('nope');
} catch (error) {
	console.log(error.message);
}
try {
	crypto.createHmac('nope', 'k');
} catch (error) {
	console.log(error.code, error.message);
}
console.log(
	crypto.createHmac('sha256', 'key').update('data').digest('hex'),
	crypto.createHmac('md5', crypto.createSecretKey(Buffer.from('k'))).digest('base64url')
);
console.log(
	crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')),
	crypto.getHashes().includes('sha256')
);
try {
	crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'));
} catch (error) {
	console.log(error.name, error.code, error.message);
}
require('node:stream')
	.Readable.from(['piped'])
	.pipe(crypto.createHash('md5'))
	.setEncoding('hex')
	.on('data', (text) => console.log(text));
