// A certificate read: names, dates, fingerprints, checks.
const crypto = require('node:crypto');
const fs = require('node:fs');
const { attempt } = require('../help.cjs');
const certificate = new crypto.X509Certificate(fs.readFileSync(`${__dirname}/lib-certificate.pem`));
for (const name of [
	'subject',
	'issuer',
	'subjectAltName',
	'serialNumber',
	'validFrom',
	'validTo',
	'ca',
	'fingerprint'
])
	attempt(name, () => certificate[name]);
attempt('256', () => certificate.fingerprint256);
attempt('512', () => certificate.fingerprint512.length);
attempt('raw', () => certificate.raw.length > 300);
attempt('key', () => certificate.publicKey.asymmetricKeyDetails);
attempt('host', () => [
	certificate.checkHost('example.test'),
	certificate.checkHost('a.example.test'),
	certificate.checkHost('other.test')
]);
attempt('ip', () => [certificate.checkIP('127.0.0.1'), certificate.checkIP('127.0.0.2')]);
const key = crypto.createPrivateKey({ key: require('./lib-keys.json').rsa, format: 'jwk' });
attempt('private', () => certificate.checkPrivateKey(key));
attempt('verify', () => certificate.verify(crypto.createPublicKey(key)));
attempt('issued', () => certificate.checkIssued(certificate));
attempt('text', () => certificate.toString() === certificate.toJSON());
attempt('legacy', () => Object.keys(certificate.toLegacyObject()).sort());
attempt('none', () => new crypto.X509Certificate('nothing'));
attempt('number', () => new crypto.X509Certificate(4));
