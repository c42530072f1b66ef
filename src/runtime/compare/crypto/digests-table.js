// Every common digest of the same texts, in the three ways to get one.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const texts = ['', 'abc', 'The quick brown fox', 'ü€\u{1f600}', 'a'.repeat(1000)];
const names = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-224', 'sha512-256'];
names.push('sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'ripemd160', 'RSA-SHA256', 'SHA256');
for (const name of names) {
	for (const text of texts) console.log(name, crypto.createHash(name).update(text).digest('hex'));
	attempt(`hash ${name}`, () => crypto.hash(name, 'abc', 'base64'));
}
for (const name of ['shake128', 'shake256'])
	for (const outputLength of [1, 16, 40])
		console.log(name, crypto.createHash(name, { outputLength }).update('abc').digest('hex'));
attempt('sha256 longer', () => crypto.createHash('sha256', { outputLength: 40 }).digest('hex'));
attempt('unknown', () => crypto.createHash('sha-nothing'));
attempt('no name', () => crypto.createHash());
attempt('number', () => crypto.createHash('md5').update(5));
attempt('encodings', () =>
	['latin1', 'utf8', 'utf16le', 'hex', 'base64', 'base64url'].map((encoding) =>
		crypto.createHash('md5').update('6162', encoding).digest('base64url')
	)
);
attempt('hash of a view', () => crypto.hash('sha1', new Uint16Array([1, 2, 3])));
attempt('hash of nothing', () => crypto.hash('sha1'));
