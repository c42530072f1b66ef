const { subtle } = globalThis.crypto;
const text = new TextEncoder().encode('message');
const hex = (buffer) => Buffer.from(buffer).toString('hex');
console.log(
	hex(await subtle.digest('SHA-256', text)),
	hex(await subtle.digest('SHA-512', text)).slice(0, 20)
);
const hmac = await subtle.importKey('raw', Buffer.from('key'), { name: 'HMAC', hash: 'SHA-256' }, true, [
	'sign',
	'verify'
]);
const signature = await subtle.sign('HMAC', hmac, text);
console.log(
	hex(signature),
	await subtle.verify('HMAC', hmac, signature, text),
	hmac.type,
	hmac.algorithm,
	hmac.usages,
	hmac.extractable
);
const aes = await subtle.importKey('raw', Buffer.alloc(16, 1), 'AES-GCM', true, ['encrypt', 'decrypt']);
const iv = Buffer.alloc(12, 2);
const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, aes, text);
console.log(hex(sealed), Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, aes, sealed)).toString());
const base = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits']);
console.log(
	hex(
		await subtle.deriveBits(
			{ name: 'PBKDF2', salt: Buffer.from('salt'), iterations: 10, hash: 'SHA-256' },
			base,
			128
		)
	)
);
console.log(await subtle.exportKey('jwk', aes));
const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
const signed = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, text);
console.log(
	signed.byteLength,
	await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, pair.publicKey, signed, text),
	Object.keys(await subtle.exportKey('jwk', pair.publicKey)).sort()
);
await subtle
	.decrypt({ name: 'AES-GCM', iv: Buffer.alloc(12) }, aes, sealed)
	.catch((error) => console.log(error.name));
await subtle.digest('MD5', text).catch((error) => console.log(error.name));
console.log(crypto.randomUUID().length, crypto.getRandomValues(new Uint8Array(4)).length);
