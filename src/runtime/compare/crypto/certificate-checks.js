// Who a certificate is for, and who made it.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const texts = require('./lib-certificates.json');
const names = Object.keys(texts);
const certificates = Object.fromEntries(names.map((name) => [name, new crypto.X509Certificate(texts[name])]));
const { authority, leaf, plain, pss } = certificates;
const hosts = [
	'example.test',
	'EXAMPLE.test',
	'a.wild.example.test',
	'a.b.wild.example.test',
	'wild.example.test',
	'.wild.example.test',
	'xn--a.wild.example.test',
	'foo.part.example.test',
	'xn--foo.part.example.test',
	'f*.part.example.test',
	'fallback.example.test',
	'good.test',
	'only.example.test',
	'.example.test',
	'a.pss.example.test',
	'b.example.test',
	'',
	'a\0b'
];
const options = [
	undefined,
	{ subject: 'always' },
	{ subject: 'never' },
	{ wildcards: false },
	{ partialWildcards: false },
	{ multiLabelWildcards: true },
	{ singleLabelSubdomains: true }
];
for (const [name, certificate] of Object.entries(certificates))
	for (const option of options)
		attempt(`${name} ${JSON.stringify(option)}`, () =>
			hosts.flatMap((host) => {
				if (host.includes('\0') && option) return [];
				try {
					const found = certificate.checkHost(host, option);
					return found === undefined ? [] : `${host}: ${found}`;
				} catch (error) {
					return `${error.name} ${error.code} ${error.message}`;
				}
			})
		);
for (const email of [
	'Someone@example.test',
	'someone@example.test',
	'post@exämple.test',
	'person@EXAMPLE.test',
	'@',
	''
])
	attempt(email, () => [
		leaf.checkEmail(email),
		leaf.checkEmail(email, { subject: 'always' }),
		authority.checkEmail(email)
	]);
attempt('ca', () => authority.checkEmail('ca@example.test'));
for (const ip of [
	'10.0.0.1',
	'10.0.0.2',
	'2001:db8::1',
	'2001:DB8:0:0:0:0:0:1',
	'::1',
	'nothing',
	'1.2.3',
	''
])
	attempt(ip, () => [leaf.checkIP(ip), plain.checkIP(ip)]);
for (const one of names)
	for (const other of names) {
		const [certificate, issuer] = [certificates[one], certificates[other]];
		attempt(`${one} by ${other}`, () => [
			certificate.checkIssued(issuer),
			certificate.verify(issuer.publicKey),
			certificate.ca
		]);
	}
const { privateKey } = crypto.generateKeyPairSync('ed25519');
attempt('other key', () => plain.checkPrivateKey(privateKey));
attempt('public key', () => plain.checkPrivateKey(plain.publicKey));
attempt('private key', () => plain.verify(privateKey));
attempt('no key', () => plain.verify('key'));
attempt('no certificate', () => plain.checkIssued({}));
attempt('option', () => pss.checkHost('a', { subject: 'often' }));
attempt('no name', () => pss.checkHost(4));
