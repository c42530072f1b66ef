/** What is locked here, OpenSSL opens: native Node is asked. */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readDer, writeDer, writePem, type Encoding } from './asymmetric.ts';
import { cipherNamed } from './cipher-names.ts';
import type { Lock } from './locked-keys.ts';

const native = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const key = readDer(native.export({ type: 'pkcs8', format: 'der' }), 'pkcs8', true, null);

function lockWith(name: string): Lock {
	const cipher = cipherNamed(name);
	if (!cipher) throw new Error(name);
	return { cipher, passphrase: new TextEncoder().encode('top'), random: (length) => randomBytes(length) };
}

describe.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'])('a key locked with %s', (name) => {
	test.each<Encoding>(['pkcs8', 'sec1'])('is opened by OpenSSL as PEM of %s', (encoding) => {
		const pem = writePem(key, encoding, lockWith(name));
		expect(createPrivateKey({ key: pem, passphrase: 'top' }).equals(native)).toBe(true);
	});
	test('is opened by OpenSSL as DER', () => {
		const der = Buffer.from(writeDer(key, 'pkcs8', lockWith(name)));
		const options = { format: 'der', type: 'pkcs8', passphrase: 'top' } as const;
		expect(createPrivateKey({ key: der, ...options }).equals(native)).toBe(true);
	});
});

test('a cipher that cannot lock keys is named', () => {
	expect(() => writePem(key, 'pkcs8', lockWith('aes-256-gcm'))).toThrow('locked with id-aes256-gcm');
});
