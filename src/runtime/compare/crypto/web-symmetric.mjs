// WebCrypto with fixed keys: AES in its modes, HMAC, wrapping.
import help from '../help.cjs';
const { subtle } = globalThis.crypto;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const raw = new Uint8Array(32).map((_, at) => at);
const iv = new Uint8Array(16).fill(7);
const text = new TextEncoder().encode('what is kept secret');
const parameters = {
	'AES-CBC': { iv },
	'AES-CTR': { counter: iv, length: 64 },
	'AES-GCM': { iv, additionalData: text, tagLength: 96 }
};
for (const [name, more] of Object.entries(parameters))
	for (const size of [16, 32]) {
		const key = await subtle.importKey('raw', raw.slice(0, size), name, true, ['encrypt', 'decrypt']);
		console.log(key.algorithm, key.extractable, key.usages, Object.prototype.toString.call(key));
		const sealed = await subtle.encrypt({ name, ...more }, key, text);
		console.log(hex(sealed), hex(await subtle.decrypt({ name, ...more }, key, sealed)) === hex(text));
		console.log(await subtle.exportKey('jwk', key));
	}
for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
	const key = await subtle.importKey('raw', raw, { name: 'HMAC', hash }, true, ['sign', 'verify']);
	const mac = await subtle.sign('HMAC', key, text);
	console.log(key.algorithm, hex(mac), await subtle.verify('HMAC', key, mac, text));
	console.log(await subtle.verify('HMAC', key, mac, iv), hex(await subtle.digest(hash, text)));
}
const wrapping = await subtle.importKey('raw', raw, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
const inner = await subtle.importKey('raw', raw.slice(0, 16), 'AES-GCM', true, ['encrypt']);
const wrapped = await subtle.wrapKey('raw', inner, wrapping, 'AES-KW');
console.log(hex(wrapped));
const back = await subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', true, ['encrypt']);
console.log(hex(await subtle.exportKey('raw', back)));
await help.attemptLater('not extractable', () => subtle.exportKey('raw', wrapping));
await help.attemptLater('usage', () => subtle.decrypt({ name: 'AES-GCM', iv }, inner, wrapped));
await help.attemptLater('key length', () =>
	subtle.importKey('raw', raw.slice(0, 5), 'AES-CBC', true, ['encrypt'])
);
await help.attemptLater('no usages', () => subtle.importKey('raw', raw, 'AES-CBC', true, []));
await help.attemptLater('name', () => subtle.digest('MD5', text));
await help.attemptLater('iv', () => subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(3) }, inner, text));
await help.attemptLater('data', () => subtle.digest('SHA-1', 'text'));
