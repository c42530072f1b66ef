// Every cipher in pieces of every size, and what goes wrong.
const crypto = require('crypto');

const text = Buffer.from(Array.from({ length: 150 }, (_, index) => (index * 7) & 255));
const names = [
	'aes-128-cbc',
	'aes-192-cbc',
	'AES-256-CBC',
	'aes256',
	'aes-128-ctr',
	'aes-256-ctr',
	'aes-128-ecb',
	'aes-192-ecb',
	'chacha20'
];

function pieces(cipher, input, size) {
	const parts = [];
	for (let at = 0; at < input.length; at += size) parts.push(cipher.update(input.subarray(at, at + size)));
	return Buffer.concat([...parts, cipher.final()]);
}

for (const name of names) {
	const { keyLength, ivLength = 0 } = crypto.getCipherInfo(name);
	const key = Buffer.alloc(keyLength, 7);
	const iv = ivLength ? Buffer.alloc(ivLength, name === 'chacha20' ? 9 : 0xff) : null;
	for (const size of [1, 16, 33, 200]) {
		const sealed = pieces(crypto.createCipheriv(name, key, iv), text, size);
		const opened = pieces(crypto.createDecipheriv(name, key, iv), sealed, size);
		console.log(name, size, sealed.toString('hex').slice(-48), opened.equals(text));
	}
}

for (const [name, ivLength] of [
	['aes-128-gcm', 12],
	['aes-256-gcm', 9],
	['id-aes192-GCM', 16],
	['chacha20-poly1305', 12]
]) {
	const key = Buffer.alloc(crypto.getCipherInfo(name).keyLength, 3);
	const iv = Buffer.alloc(ivLength, 9);
	const cipher = crypto.createCipheriv(name, key, iv, { authTagLength: 16 });
	cipher.setAAD(Buffer.from('more'));
	const sealed = pieces(cipher, text, 21);
	const tag = cipher.getAuthTag();
	const decipher = crypto.createDecipheriv(name, key, iv, { authTagLength: 16 });
	decipher.setAAD(Buffer.from('more'));
	decipher.setAuthTag(tag);
	console.log(
		name,
		sealed.toString('hex').slice(0, 40),
		tag.toString('hex'),
		pieces(decipher, sealed, 64).equals(text)
	);
	const wrong = crypto.createDecipheriv(name, key, iv, { authTagLength: 16 });
	wrong.setAuthTag(Buffer.alloc(16));
	fails(() => pieces(wrong, sealed, 64));
}

function fails(action) {
	try {
		action();
		console.log('no error');
	} catch (error) {
		console.log(error.name, error.message, error.code, error.reason);
	}
}
const [key, iv] = [Buffer.alloc(16), Buffer.alloc(16)];
const begun = (name, prepare) => () => {
	const cipher = crypto.createCipheriv(name, key, iv);
	prepare(cipher);
};
fails(() => crypto.createCipheriv('nothing', key, iv));
fails(() => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(5), iv));
fails(() => crypto.createCipheriv('aes-128-cbc', key, null));
fails(() => crypto.createCipheriv('aes-128-ecb', key, iv));
fails(() => crypto.createCipheriv('aes-128-gcm', key, iv, { authTagLength: 3 }));
fails(() => crypto.createDecipheriv('aes-128-gcm', key, iv).setAuthTag(Buffer.alloc(3)));
fails(() => pieces(crypto.createDecipheriv('aes-128-cbc', key, iv), Buffer.alloc(16), 16));
fails(() => pieces(crypto.createDecipheriv('aes-128-cbc', key, iv), Buffer.alloc(5), 16));
fails(() => pieces(crypto.createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false), Buffer.alloc(5), 16));
fails(begun('aes-128-cbc', (cipher) => (cipher.final(), cipher.final())));
fails(begun('aes-128-cbc', (cipher) => (cipher.final(), cipher.update('a'))));
fails(begun('aes-128-gcm', (cipher) => cipher.getAuthTag()));
fails(begun('aes-128-cbc', (cipher) => cipher.setAAD(key)));
fails(begun('aes-128-cbc', (cipher) => (cipher.final(), cipher.setAutoPadding())));
const plain = crypto.createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
console.log(plain.update('0123456789abcdef', 'utf8', 'hex'), plain.final('hex'));
console.log(
	crypto.getCipherInfo('aes-256-gcm', { ivLength: 8 }),
	crypto.getCipherInfo('aes-128-cbc', { keyLength: 5 }),
	crypto.getCipherInfo(1018)
);
for (const name of names) console.log(crypto.getCipherInfo(name), crypto.getCiphers().includes(name));
const stream = crypto.createCipheriv('aes-256-cbc', crypto.createSecretKey(Buffer.alloc(32, 1)), iv);
stream.setEncoding('base64');
stream.on('data', (chunk) => console.log(chunk)).on('end', () => console.log('end'));
stream.write('some');
stream.end(' text');
