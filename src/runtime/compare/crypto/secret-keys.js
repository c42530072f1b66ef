// Secret key objects: made, generated, compared, shown.
const crypto = require('node:crypto');
const util = require('node:util');
const { attempt } = require('../help.cjs');
const key = crypto.createSecretKey(Buffer.from('00112233445566778899aabbccddeeff', 'hex'));
console.log(key, key.type, key.symmetricKeySize, key.asymmetricKeyType, key.asymmetricKeyDetails);
console.log(
	key.export().toString('hex'),
	key.export({ format: 'jwk' }),
	key.export({ format: 'buffer' }).length
);
console.log(
	Object.prototype.toString.call(key),
	key instanceof crypto.KeyObject,
	util.types.isKeyObject(key)
);
console.log(key.equals(crypto.createSecretKey('00112233445566778899aabbccddeeff', 'hex')));
attempt('equals a text', () => key.equals('x'));
attempt('pem', () => key.export({ format: 'pem' }));
attempt('empty', () => crypto.createSecretKey(Buffer.alloc(0)).symmetricKeySize);
attempt('text', () => crypto.createSecretKey('abc', 'utf8').export());
attempt('number', () => crypto.createSecretKey(4));
attempt('own', () => new crypto.KeyObject('secret', {}));
for (const [type, length] of [
	['hmac', 64],
	['hmac', 65],
	['aes', 128],
	['aes', 192],
	['aes', 256]
])
	attempt(`${type} ${length}`, () => crypto.generateKeySync(type, { length }).symmetricKeySize);
attempt('aes 100', () => crypto.generateKeySync('aes', { length: 100 }));
attempt('hmac 4', () => crypto.generateKeySync('hmac', { length: 4 }));
attempt('other', () => crypto.generateKeySync('rsa', { length: 64 }));
crypto.generateKey('aes', { length: 128 }, (error, made) => console.log(error, made.export().length));
const web = key.toCryptoKey({ name: 'AES-CBC' }, true, ['encrypt']);
console.log(web.type, web.algorithm, web.usages, crypto.KeyObject.from(web).equals(key));
const { port1, port2 } = new MessageChannel();
port2.on('message', (copy) => {
	console.log('message', copy.equals(key), copy.type);
	port2.close();
});
port1.postMessage(key);
