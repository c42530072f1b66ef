// RFC 6070 and beyond; what is refused.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const rows = [
	['password', 'salt', 1, 20],
	['password', 'salt', 2, 20],
	['password', 'salt', 4096, 20],
	['passwordPASSWORDpassword', 'saltSALTsaltSALTsaltSALTsaltSALTsalt', 100, 25],
	['pass\0word', 'sa\0lt', 100, 16],
	['', '', 1, 32],
	['ü', Buffer.from([1, 2, 3]), 3, 70]
];
for (const [password, salt, rounds, length] of rows)
	for (const digest of ['sha1', 'sha256', 'sha512', 'md5'])
		console.log(digest, crypto.pbkdf2Sync(password, salt, rounds, length, digest).toString('hex'));
attempt('no rounds', () => crypto.pbkdf2Sync('p', 's', 0, 1, 'sha1'));
attempt('part of a round', () => crypto.pbkdf2Sync('p', 's', 1.5, 1, 'sha1'));
attempt('negative length', () => crypto.pbkdf2Sync('p', 's', 1, -1, 'sha1'));
attempt('no length', () => crypto.pbkdf2Sync('p', 's', 1, 0, 'sha1'));
attempt('unknown digest', () => crypto.pbkdf2Sync('p', 's', 1, 4, 'sha0'));
attempt('digest undefined', () => crypto.pbkdf2Sync('p', 's', 1, 4));
attempt('password number', () => crypto.pbkdf2Sync(1, 's', 1, 4, 'sha1'));
attempt('salt undefined', () => crypto.pbkdf2Sync('p', undefined, 1, 4, 'sha1'));
attempt('no callback', () => crypto.pbkdf2('p', 's', 1, 4, 'sha1'));
crypto.pbkdf2('p', 's', 1, 4, 'sha1', function (...args) {
	console.log(args.length, args[0], args[1].toString('hex'));
});
console.log('returned first');
