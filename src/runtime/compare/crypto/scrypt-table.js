// RFC 7914's parameters in both spellings, limits, and the hkdf of RFC 5869.
const crypto = require('node:crypto');
const util = require('node:util');
const { attempt } = require('../help.cjs');
console.log(crypto.scryptSync('', '', 64, { N: 16, r: 1, p: 1 }).toString('hex'));
console.log(
	crypto.scryptSync('password', 'NaCl', 64, { cost: 1024, blockSize: 8, parallelization: 16 }).toString('hex')
);
console.log(crypto.scryptSync('p', 's', 0, { N: 2 }));
attempt('both spellings', () => crypto.scryptSync('p', 's', 1, { N: 2, cost: 2 }));
attempt('no power of two', () => crypto.scryptSync('p', 's', 1, { N: 3 }));
attempt('too much memory', () => crypto.scryptSync('p', 's', 1, { N: 2 ** 16 }));
attempt('allowed memory', () =>
	crypto.scryptSync('p', 's', 4, { N: 256, maxmem: 1024 * 1024 }).toString('hex')
);
attempt('negative', () => crypto.scryptSync('p', 's', -1));
attempt('no text', () => crypto.scryptSync(null, 's', 1));
attempt('N as text', () => crypto.scryptSync('p', 's', 1, { N: '16' }));
const hkdf = (...args) => Buffer.from(crypto.hkdfSync(...args)).toString('hex');
const key = Buffer.alloc(22, 0x0b);
const salt = Buffer.from('000102030405060708090a0b0c', 'hex');
console.log(hkdf('sha256', key, salt, Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 42));
console.log(hkdf('sha1', key, '', '', 42), hkdf('sha512', crypto.createSecretKey(key), salt, 'info', 10));
attempt('too long', () => hkdf('sha256', key, salt, '', 255 * 32 + 1));
attempt('info too long', () => hkdf('sha256', key, salt, Buffer.alloc(1025), 8));
attempt('digest', () => hkdf('nothing', key, salt, '', 8));
attempt('key', () => hkdf('sha256', 7, salt, '', 8));
util
	.promisify(crypto.hkdf)('sha256', 'key', 'salt', 'info', 8)
	.then((bytes) => console.log(bytes));
util
	.promisify(crypto.scrypt)('p', 's', 8, { N: 4 })
	.then((bytes) => console.log(bytes));
