// What webcrypto and jobs are given may change at once: they took what it was.
import { createHash, hkdf, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const { subtle } = globalThis.crypto;
const text = () => Buffer.from('what was given');
const hex = (bytes) => Buffer.from(bytes).toString('hex').slice(0, 16);
const changed = (work, ...buffers) => {
	const done = work(...buffers);
	for (const buffer of buffers) buffer.fill(1);
	return done;
};

console.log('digest', hex(await changed((data) => subtle.digest('SHA-256', data), text())));
console.log('       ', createHash('sha256').update(text()).digest('hex').slice(0, 16));

const algorithms = {
	HMAC: [{ name: 'HMAC', hash: 'SHA-256' }, {}],
	ECDSA: [{ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, {}],
	Ed25519: [{ name: 'Ed25519' }, {}]
};
for (const [name, [algorithm]] of Object.entries(algorithms)) {
	const key = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
	const signed = await changed((data) => subtle.sign(algorithm, key.privateKey ?? key, data), text());
	const verify = (signature, data) => subtle.verify(algorithm, key.publicKey ?? key, signature, data);
	console.log(name, await verify(signed, text()), await changed(verify, Buffer.from(signed), text()));
}

const derive = { pbkdf2: promisify(pbkdf2), hkdf: promisify(hkdf), scrypt: promisify(scrypt) };
console.log(
	'pbkdf2',
	hex(await changed((secret, salt) => derive.pbkdf2(secret, salt, 10, 16, 'sha256'), text(), text()))
);
console.log(
	'hkdf',
	hex(await changed((salt, info) => derive.hkdf('sha256', 'key', salt, info, 16), text(), text()))
);
console.log(
	'scrypt',
	hex(await changed((secret, salt) => derive.scrypt(secret, salt, 16, { N: 16 }), text(), text()))
);
