// Ciphers that take a text in pieces of their own, or whole: XTS, key wrap, CCM; what they refuse.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const hex = (bytes) => bytes.toString('hex');
const counting = (length) => Buffer.from(Array.from({ length }, (_, at) => (at * 11 + 1) & 255));
/** A cipher of each kind, with a key and a vector that count. */
function make(name, kind = 'createCipheriv', options) {
	const { keyLength, ivLength = 0 } = crypto.getCipherInfo(name);
	return crypto[kind](name, counting(keyLength), ivLength ? counting(ivLength) : null, options);
}
const all = (cipher, ...pieces) => [...pieces.map((piece) => hex(cipher.update(piece))), hex(cipher.final())];

for (const name of ['aes-128-gcm', 'aes-128-cbc'])
	attempt(`${name}, more than fits`, () => make(name).update(Buffer.allocUnsafeSlow(2 ** 31 - 1)));
for (const bits of [128, 192, 256])
	for (const mode of ['cfb', 'cfb8', 'cfb1', 'ofb'])
		attempt(`${bits} ${mode}`, () => {
			const name = `aes-${bits}-${mode}`;
			const sealed = all(make(name), counting(5), counting(16), counting(30)).join('');
			const opened = all(make(name, 'createDecipheriv'), Buffer.from(sealed, 'hex')).join('');
			return [sealed, opened];
		});
for (const name of [
	'des-ede',
	'des-ede-cbc',
	'des-ede-cfb',
	'des-ede-ofb',
	'des-ede3-cfb8',
	'des-ede3-cfb1',
	'des-ede3-ofb',
	'des3'
])
	for (const length of [0, 7, 8, 9, 33])
		attempt(`${name} ${length}`, () => {
			const sealed = all(make(name), counting(length)).join('');
			return [
				sealed,
				all(make(name, 'createDecipheriv'), Buffer.from(sealed, 'hex')).join('') === hex(counting(length))
			];
		});
for (const name of ['aes-128-xts', 'aes-256-xts']) {
	for (const length of [0, 15, 16, 17, 31, 32, 100])
		attempt(`${name} ${length}`, () => {
			const [sealed, last] = all(make(name), counting(length));
			const opened = make(name, 'createDecipheriv').update(sealed, 'hex', 'hex');
			return [sealed, last, opened === hex(counting(length))];
		});
	attempt(`${name} twice`, () => all(make(name), counting(20), counting(20)));
}
const same = [Buffer.alloc(32), Buffer.alloc(16)];
attempt('halves the same', () => crypto.createCipheriv('aes-128-xts', ...same));
attempt('opened', () =>
	crypto.createDecipheriv('aes-128-xts', ...same).update('0123456789abcdef', 'latin1', 'hex')
);
for (const name of [
	'id-aes128-wrap',
	'aes192-wrap',
	'aes256-wrap',
	'aes128-wrap-pad',
	'id-aes256-wrap-pad',
	'des3-wrap'
])
	for (const length of [0, 1, 7, 8, 16, 20, 24, 40])
		attempt(`${name} ${length}`, () => {
			const sealed = make(name).update(counting(length));
			// The vector of 3DES's is by chance.
			const shown = name === 'des3-wrap' ? sealed.length : hex(sealed);
			const opened = make(name, 'createDecipheriv').update(sealed);
			if (length > 0) sealed[sealed.length - 1] ^= 1;
			try {
				return [shown, hex(opened), hex(make(name, 'createDecipheriv').update(sealed))];
			} catch (error) {
				return [shown, hex(opened), error.message];
			}
		});
attempt('wrap nothing', () => all(make('id-aes128-wrap')));
attempt('wrap twice', () => all(make('id-aes128-wrap'), counting(16), counting(16)));
const options = { authTagLength: 16 };
const ccm = (kind, given = options) => make('aes-192-ccm', kind, given);
for (const ivLength of [6, 7, 13, 14])
	attempt(`ccm, vector ${ivLength}`, () => {
		const cipher = crypto.createCipheriv('aes-128-ccm', counting(16), counting(ivLength), options);
		return [all(cipher, counting(20)), hex(cipher.getAuthTag())];
	});
for (const authTagLength of [2, 3, 4, 5, 6, 14, 17, undefined])
	attempt(`ccm, tag ${authTagLength}`, () => {
		const cipher = ccm('createCipheriv', { authTagLength });
		return [all(cipher, counting(3)), hex(cipher.getAuthTag())];
	});
for (const length of [0, 1, 16, 70000])
	attempt(`ccm, ${length} go along`, () => {
		const cipher = ccm().setAAD(Buffer.alloc(length, 5), { plaintextLength: 3 });
		return [all(cipher, counting(3)), hex(cipher.getAuthTag())];
	});
attempt('ccm in pieces', () => all(ccm(), counting(3), counting(3)));
attempt('ccm, other length', () => all(ccm().setAAD(counting(3), { plaintextLength: 5 }), counting(3)));
attempt('ccm, no length', () => ccm().setAAD(counting(3)));
attempt('ccm, text missing', () => all(ccm().setAAD(counting(3), { plaintextLength: 3 })));
attempt('ccm of nothing', () => {
	const cipher = ccm();
	return [all(cipher), hex(cipher.getAuthTag())];
});
const opened = (tag, ...pieces) => {
	const decipher = ccm('createDecipheriv');
	if (tag) decipher.setAuthTag(tag);
	return all(decipher, ...pieces);
};
const cipher = ccm();
const sealed = cipher.update(counting(40));
cipher.final();
const tag = cipher.getAuthTag();
attempt('ccm opened', () => opened(tag, sealed));
attempt('ccm, other tag', () => opened(Buffer.alloc(16), sealed));
attempt('ccm, other tag, no end', () => ccm('createDecipheriv').setAuthTag(Buffer.alloc(16)).update(sealed));
attempt('ccm, short tag', () => opened(tag.subarray(1), sealed));
attempt('ccm, no tag', () => opened(null, sealed));
attempt('ccm, nothing', () => opened(null));
attempt('ccm opened in pieces', () => opened(tag, sealed, sealed));
for (const length of [65535, 65536]) {
	const short = () => crypto.createCipheriv('aes-128-ccm', counting(16), counting(13), options);
	attempt(`ccm of ${length}`, () => short().update(Buffer.alloc(length)).length);
	attempt(`ccm of ${length}, said`, () => typeof short().setAAD(counting(1), { plaintextLength: length }));
}
attempt('gcm, other length of tag', () =>
	make('aes-128-gcm', 'createDecipheriv', { authTagLength: 12 }).setAuthTag(tag)
);
attempt('chacha, short tag', () => make('chacha20-poly1305', 'createDecipheriv').setAuthTag(tag.subarray(4)));
const ocb = (kind, given = options, length = 12) =>
	crypto[kind]('aes-192-ocb', counting(24), counting(length), given);
for (const length of [0, 1, 15, 16, 17, 32, 100])
	attempt(`ocb ${length}`, () => {
		const cipher = ocb('createCipheriv').setAAD(counting(length));
		const sealed = all(cipher, counting(length), counting(20));
		const decipher = ocb('createDecipheriv').setAAD(counting(length)).setAuthTag(cipher.getAuthTag());
		const opened = all(decipher, Buffer.from(sealed.join(''), 'hex'));
		return [sealed, hex(cipher.getAuthTag()), opened.map((piece) => piece.length)];
	});
for (const length of [0, 1, 15, 16])
	attempt(`ocb, vector ${length}`, () => [
		crypto.getCipherInfo('aes-192-ocb', { ivLength: length })?.ivLength,
		all(ocb('createCipheriv', options, length), counting(3))
	]);
for (const authTagLength of [1, 12, 17, undefined])
	attempt(`ocb, tag ${authTagLength}`, () => {
		const cipher = ocb('createCipheriv', { authTagLength });
		return [all(cipher, counting(3)), hex(cipher.getAuthTag())];
	});
attempt('ocb, other tag', () => all(ocb('createDecipheriv').setAuthTag(tag), counting(20)));
attempt('ocb, no tag', () => all(ocb('createDecipheriv'), counting(20)));
for (const name of [
	'aes-128-ccm',
	'aes-128-xts',
	'des-ede3',
	'des3-wrap',
	'aes128-wrap-pad',
	'id-aes128-CCM',
	'rc4',
	'bf',
	'des-cbc'
])
	attempt(name, () => [
		crypto.getCipherInfo(name),
		crypto.getCipherInfo(name, { ivLength: 7 })?.ivLength,
		crypto.getCipherInfo(name, { keyLength: 16 })?.keyLength,
		crypto.getCiphers().includes(name)
	]);
for (const name of ['rc4', 'seed'])
	attempt(name, () => crypto.createCipheriv(name, counting(8), counting(8)));
