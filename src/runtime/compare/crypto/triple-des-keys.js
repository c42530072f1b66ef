// Private keys that older programs locked with 3DES, and keys locked with it here.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const older = `-----BEGIN EC PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: DES-EDE3-CBC,0017472B06E4DCEE

/hwyAwTNwMlsMOuNEJeHoexeOa/n96WKmSyJLdyUhJ0LdvoqzjnqyKHMdu0KK4uY
PKXdCPreh+NLdkbXVGzgpQIw/AQH6t8J9RNwV6r+DVoNy3hO6RdxB/QIMMHxKz+X
hOi0y/cNwcpF01uaNtZeGDsAXiHnD3ItboqBNFw7e2g=
-----END EC PRIVATE KEY-----
`;
const newer = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHjME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAhN1LCxbBJQ6AICCAAw
DAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQI6stYArQCRAkEgZDhUQemNTqk6XKH
g5ri1yWl3ElvaXXNVgYPA7GsWvKs1LXskVJcUTtz3NcCtDVHA6W2OI9XDTCMkshz
QWi9ifXYrXjw4kw7P7LqFYlzsHUxfmLoVLoTWbPXSqI37o62afy+uQYLdKXpbybg
o9NE7qAMbTwi7nJ/jsHMq0Z5ZTeEnO2kCqRrFgStZQSrc+rph+0=
-----END ENCRYPTED PRIVATE KEY-----
`;
for (const key of [older, newer])
	for (const passphrase of ['secret', 'other', undefined])
		attempt(passphrase, () => crypto.createPrivateKey({ key, passphrase }).asymmetricKeyDetails);
const key = crypto.createPrivateKey({ key: older, passphrase: 'secret' });
attempt('same', () => key.equals(crypto.createPrivateKey({ key: newer, passphrase: 'secret' })));
for (const type of ['pkcs8', 'sec1'])
	for (const cipher of ['des-ede3-cbc', 'des3', 'aes-128-cbc', 'bf-cbc'])
		attempt(`${type} ${cipher}`, () => {
			const locked = key.export({ type, format: 'pem', cipher, passphrase: 'p' });
			const head = locked.split('\n').slice(0, 3).join(' ').slice(0, 60);
			const isOlder = head.includes('DEK-Info');
			return [
				isOlder ? head : locked.length,
				crypto.createPrivateKey({ key: locked, passphrase: 'p' }).equals(key)
			];
		});
