// A hash can be copied on the way, written as a stream, and is over after its digest.
const crypto = require('node:crypto');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { attempt } = require('../help.cjs');
const first = crypto.createHash('sha256').update('one ');
const second = first.copy();
first.update('two');
console.log(first.digest('hex'), second.update('two').digest('hex'));
attempt('digest twice', () => first.digest());
attempt('update after', () => first.update('more'));
attempt('copy after', () => first.copy());
attempt('to buffer', () => crypto.createHash('sha1').digest());
attempt('buffer encoding', () => crypto.createHash('sha1').digest('buffer').length);
attempt('shake copy', () =>
	crypto.createHash('shake128', { outputLength: 8 }).update('x').copy({ outputLength: 4 }).digest('hex')
);
const stream = crypto.createHash('md5');
stream.setEncoding('hex');
stream.on('readable', () => {
	const text = stream.read();
	if (text) console.log('stream', text);
});
stream.write('some ');
stream.end('text');
stream.on('end', async () => {
	const hash = crypto.createHash('sha512');
	await pipeline(Readable.from(['a', Buffer.from('b'), 'c']), hash);
	console.log('pipeline', hash.read().toString('base64'));
	const mac = crypto.createHmac('sha256', 'key');
	await pipeline(Readable.from(['a', 'b']), mac);
	console.log(
		'hmac',
		mac.read().toString('hex'),
		crypto.createHmac('sha256', 'key').update('ab').digest('hex')
	);
});
