// Modes that older programs use: CFB, OFB, 3DES, CCM, key wrap; what this build refuses.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const text = Buffer.from('sixteen bytes and a few more than that');
for (const name of [
	'aes-128-cfb',
	'aes-256-cfb8',
	'aes-128-ofb',
	'des-ede3-cbc',
	'des-ede3',
	'aes-128-cfb1',
	'bf-cbc',
	'rc4',
	'des-cbc'
])
	attempt(name, () => {
		const { keyLength, ivLength = 0 } = crypto.getCipherInfo(name) ?? { keyLength: 8, ivLength: 8 };
		const make = (kind) =>
			crypto[kind](name, Buffer.alloc(keyLength, 5), ivLength ? Buffer.alloc(ivLength, 6) : null);
		const cipher = make('createCipheriv');
		const sealed = Buffer.concat([
			cipher.update(text.subarray(0, 5)),
			cipher.update(text.subarray(5)),
			cipher.final()
		]);
		const decipher = make('createDecipheriv');
		return [sealed.toString('hex'), Buffer.concat([decipher.update(sealed), decipher.final()]).equals(text)];
	});
attempt('ccm', () => {
	const [key, nonce] = [Buffer.alloc(16, 1), Buffer.alloc(12, 2)];
	const cipher = crypto.createCipheriv('aes-128-ccm', key, nonce, { authTagLength: 16 });
	cipher.setAAD(Buffer.from('aad'), { plaintextLength: text.length });
	const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
	const tag = cipher.getAuthTag();
	const decipher = crypto.createDecipheriv('aes-128-ccm', key, nonce, { authTagLength: 16 });
	decipher.setAuthTag(tag);
	decipher.setAAD(Buffer.from('aad'), { plaintextLength: sealed.length });
	return [sealed.toString('hex'), tag.toString('hex'), decipher.update(sealed).equals(text)];
});
attempt('wrap', () => {
	const cipher = crypto.createCipheriv('id-aes128-wrap', Buffer.alloc(16, 1), Buffer.alloc(8, 0xa6));
	return Buffer.concat([cipher.update(Buffer.alloc(16, 9)), cipher.final()]).toString('hex');
});
attempt('no createCipher', () => crypto.createCipher);
attempt('ccm without length', () => crypto.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12)));
