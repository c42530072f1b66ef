// Keys of a hmac: texts, views, key objects; longer and shorter than a block.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const mac = (name, key) => crypto.createHmac(name, key).update('text').digest('hex');
for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha3-256', 'ripemd160'])
	for (const length of [0, 1, 64, 65, 128, 200])
		console.log(name, length, mac(name, Buffer.alloc(length, 9)));
const same = [
	'secret',
	Buffer.from('secret'),
	new Uint8Array(Buffer.from('secret')),
	new DataView(new Uint8Array(Buffer.from('secret')).buffer),
	crypto.createSecretKey(Buffer.from('secret')),
	new Uint8Array(Buffer.from('secret')).buffer
];
console.log(new Set(same.map((key) => mac('sha256', key))).size);
attempt('no key', () => mac('sha256'));
attempt('number', () => mac('sha256', 5));
attempt('unknown', () => mac('none', 'k'));
attempt('xof', () => mac('shake128', 'k'));
attempt('public key', () => mac('sha256', crypto.generateKeyPairSync('ed25519').publicKey));
const over = crypto.createHmac('sha1', 'k');
console.log(over.update('a').update('b').digest('base64url'));
attempt('again', () => over.digest('hex'));
attempt('update', () => over.update('c'));
attempt('instance', () => [over instanceof crypto.Hmac, crypto.Hmac('sha1', 'k') instanceof crypto.Hmac]);
