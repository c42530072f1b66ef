// Certificates of several kinds, as texts: names that hold separators, old and late dates, numbers below zero, what is no certificate.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const texts = require('./lib-certificates.json');
for (const [name, text] of Object.entries(texts)) {
	const certificate = new crypto.X509Certificate(Buffer.from(text));
	console.log(name, certificate);
	console.log(certificate.ca, certificate.publicKey, certificate.publicKey.asymmetricKeyDetails);
	const { raw, ...legacy } = certificate.toLegacyObject();
	console.log(legacy, certificate.raw.equals(raw));
	console.log(certificate.toString() === text, JSON.stringify(certificate) === JSON.stringify(text));
	const again = new crypto.X509Certificate(certificate.raw);
	console.log(again.fingerprint === certificate.fingerprint, again.issuerCertificate);
	const copied = structuredClone(certificate);
	console.log(copied instanceof crypto.X509Certificate, copied.serialNumber);
}
const read = (label, text) => attempt(label, () => new crypto.X509Certificate(text).subject);
const { plain } = texts;
const der = new crypto.X509Certificate(plain).raw;
read('empty', '');
read('begun', '-----BEGIN CERTIFICATE-----\n');
read('other end', plain.replace('END CERTIFICATE', 'END CERT'));
read('other letters', plain.replace('M', '!'));
read('a number', '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n');
read('cut', der.subarray(0, 50));
read('more', Buffer.concat([der, Buffer.from('abc')]));
read('label', plain.replace(/CERTIFICATE/g, 'X509 CERTIFICATE'));
read('other label', plain.replace(/CERTIFICATE/g, 'PUBLIC KEY'));
read('text before', `hello\n${plain}`);
read('view', new DataView(der.buffer, der.byteOffset, der.length));
attempt('public', () => crypto.createPublicKey(plain).asymmetricKeyType);
const bytes = Buffer.from(new crypto.X509Certificate(texts.pss).raw);
bytes[bytes.indexOf(Buffer.from('30818902818100', 'hex'))] = 0x38;
const broken = new crypto.X509Certificate(bytes);
attempt('broken key', () => broken.publicKey);
attempt('broken issued', () => broken.checkIssued(broken));
attempt('broken legacy', () => Object.keys(broken.toLegacyObject()));
attempt('broken private', () => broken.checkPrivateKey(crypto.generateKeyPairSync('ed25519').privateKey));
